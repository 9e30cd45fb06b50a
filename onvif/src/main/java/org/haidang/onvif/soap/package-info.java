/**
 * SOAP 1.2 as cameras speak it, without sockets: requests, answers and faults, and the token of
 * WS-Security that proves a password. Time and chance are arguments. It may use the package xml and
 * the media engine's credentials.
 */
@NullMarked
package org.haidang.onvif.soap;

import org.jspecify.annotations.NullMarked;
