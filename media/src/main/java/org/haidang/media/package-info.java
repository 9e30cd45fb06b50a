/**
 * The engine: pulls cameras over RTSP, keeps a short memory of each stream and hands every picture,
 * bit for bit as received, to whoever records or watches. It knows sources, tracks, access units
 * and fragments, and nothing of facilities, users or screens. It may use only the JDK; parsing and
 * state are free of sockets, threads, clocks and logging, which live in packages named {@code net}.
 */
@NullMarked
package org.haidang.media;

import org.jspecify.annotations.NullMarked;
