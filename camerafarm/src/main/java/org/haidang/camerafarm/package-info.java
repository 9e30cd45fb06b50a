/**
 * Many fake cameras in one program for the demo, the tests and the benchmarks: clips encoded once,
 * played over RTSP with their own clocks, and misbehaving on request. It is a program of its own,
 * never linked into the server, because it carries the GPL build of ffmpeg. It may use {@code
 * media} and ffmpeg through bytedeco.
 *
 * <h2>Command line</h2>
 *
 * {@code java --enable-native-access=ALL-UNNAMED -jar haidang-camerafarm-VERSION.jar [options]};
 * every option is in {@link org.haidang.camerafarm.Options}, {@code --help} prints them.
 *
 * <h2>Standard output</h2>
 *
 * With {@code --json-ready} exactly one line, written when every camera can be played:
 *
 * <pre>{@code
 * {"ready":true,"rtspPort":8554,"controlPort":8555,"cameras":[{"id":"cong-chinh",
 *  "name":"Cổng chính","zone":"gate","main":"rtsp://127.0.0.1:8554/cong-chinh/main",
 *  "sub":"rtsp://127.0.0.1:8554/cong-chinh/sub","codec":"H264","audio":null}, ...]}
 * }</pre>
 *
 * {@code sub} is null for cameras without a second stream (profile {@code bench}), {@code audio} is
 * null, {@code AAC}, {@code PCMA} or {@code PCMU}. Progress, statistics and errors go to standard
 * error. The program ends at SIGTERM, after {@code --seconds}, or with {@code --exit-on-stdin-eof}
 * when its standard input closes: exit code 0; a wrong option is 2, a failure to start is 1, and a
 * measured run whose farm was late is 3.
 *
 * <h2>Control port</h2>
 *
 * HTTP on loopback, see {@link org.haidang.camerafarm.control.ControlServer}.
 */
@NullMarked
package org.haidang.camerafarm;

import org.jspecify.annotations.NullMarked;
