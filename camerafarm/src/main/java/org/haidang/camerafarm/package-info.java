/**
 * Many fake cameras in one program for the demo, the tests and the benchmarks: clips encoded once,
 * played over RTSP with their own clocks, and misbehaving on request. It is a program of its own,
 * never linked into the server, because it carries the GPL build of ffmpeg. It may use {@code
 * media} and ffmpeg through bytedeco.
 */
@NullMarked
package org.haidang.camerafarm;

import org.jspecify.annotations.NullMarked;
