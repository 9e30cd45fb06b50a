/**
 * Many fake cameras in one program for the demo, the tests and the benchmarks: clips encoded once,
 * played over RTSP with their own clocks, found and managed over ONVIF when asked for, and
 * misbehaving on request. It is a program of its own, never linked into the server, because it
 * carries the GPL build of ffmpeg. It may use {@code media} and ffmpeg through bytedeco.
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
 *  "sub":"rtsp://127.0.0.1:8554/cong-chinh/sub","codec":"H264","audio":null}, ...],
 *  "devices":[{"address":"127.0.60.1","port":80,
 *  "service":"http://127.0.60.1/onvif/device_service","name":"Cổng chính","model":"HF-C2010",
 *  "channels":1,"cameras":["cong-chinh"]}, ...]}
 * }</pre>
 *
 * {@code sub} is null for cameras without a second stream (profile {@code bench}), {@code audio} is
 * null, {@code AAC}, {@code PCMA} or {@code PCMU}. {@code devices} is empty without {@code
 * --onvif}; the channels of a recorder are in no {@code cameras}, a client finds them by asking it.
 * Progress, statistics and errors go to standard error. The program ends at SIGTERM, after {@code
 * --seconds}, or with {@code --exit-on-stdin-eof} when its standard input closes: exit code 0; a
 * wrong option is 2, a failure to start is 1, and a measured run whose farm was late is 3.
 *
 * <h2>ONVIF</h2>
 *
 * With {@code --onvif 127.0.60} camera 1 is also a device at 127.0.60.1, camera 2 at 127.0.60.2,
 * and so on; {@code --recorder 16} adds one with 16 channels behind them. Every second camera turns
 * and zooms. Devices are found by WS-Discovery (multicast on loopback, or unicast), speak the
 * device, media, media 2, PTZ, event, search and replay services over HTTP, and play their streams
 * over RTSP at their own addresses, at {@code --port} or, when that is 0, at 8554. With {@code
 * --onvif-https} they speak HTTPS instead, TLS 1.2 and 1.3, with a certificate each that they make
 * themselves at the start and that the fault {@code certificate} replaces. They ask for the login
 * of the farm, by HTTP digest or UsernameToken, those of {@code --onvif-default-password} for admin
 * and 12345, also over RTSP at their own addresses.
 *
 * <h2>Storage</h2>
 *
 * Unless {@code --no-storage} says otherwise, devices store their main streams (ONVIF Profile G),
 * since {@code --stored-hours} before the start, at most {@code --card-hours}. Recording {@code
 * recording_N} is of video source {@code source_N}; it is replayed at {@code
 * rtsp://ADDRESS:PORT/replay/recording_N} over TCP. All times of a recording are told by the
 * device's own clock as it is now, also of what was stored before the clock was set or went wrong.
 * A stream is the same for all its viewers and for the storage: what is stored of a moment is, byte
 * for byte, what a viewer got. So when a viewer begins at a key picture ({@code --join key}), all
 * others see it, too.
 *
 * <h2>Control port</h2>
 *
 * HTTP on loopback, see {@link org.haidang.camerafarm.control.ControlServer}.
 */
@NullMarked
package org.haidang.camerafarm;

import org.jspecify.annotations.NullMarked;
