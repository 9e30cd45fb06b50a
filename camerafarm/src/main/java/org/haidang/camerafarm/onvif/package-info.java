/**
 * What an ONVIF device says, without sockets: SOAP 1.2 in and out, the device, media, PTZ, event,
 * search and replay services of a camera or a recorder, logins, discovery answers, and what a
 * device does wrong on request. It may use {@code camera} and what its plans are made of, the
 * logins of {@code org.haidang.media.rtsp}, and the JDK's XML reader, image writer and locks. Time
 * and chance are arguments; a device is safe for use from several threads.
 */
@NullMarked
package org.haidang.camerafarm.onvif;

import org.jspecify.annotations.NullMarked;
