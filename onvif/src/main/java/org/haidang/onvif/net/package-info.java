/**
 * The sockets of the module: one HTTP/1.1 request at a time, bounded in bytes and in time and to
 * addresses that the caller allows, and the search for devices by WS-Discovery and by asking.
 * Everything blocks and is made for virtual threads. It may use the packages xml, soap and
 * discovery, and no other package opens sockets or reads the clock.
 */
@NullMarked
package org.haidang.onvif.net;

import org.jspecify.annotations.NullMarked;
