/**
 * The sockets of the ONVIF devices: one HTTP server for each device at its own loopback address,
 * and WS-Discovery by multicast on loopback and by unicast at each device. It carries out what
 * devices do wrong with a connection: slow, endless, too much, or nothing at all. It may use {@code
 * onvif}.
 */
@NullMarked
package org.haidang.camerafarm.onvif.net;

import org.jspecify.annotations.NullMarked;
