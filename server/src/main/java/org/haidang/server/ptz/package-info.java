/**
 * Turning cameras: who holds one and for how long, the conversations by which devices are told to
 * move, and what people here hold of cameras of sites below. It may use {@code onvif}, cameras and
 * what is known of them as devices, the audit log and news; a camera is only turned through {@link
 * org.haidang.server.ptz.Turning}, so that two people never turn one against each other. It knows
 * neither HTTP of ours nor words nor the link, and time is an argument.
 */
@NullMarked
package org.haidang.server.ptz;

import org.jspecify.annotations.NullMarked;
