/**
 * Turns key pictures into JPEG in a separate worker process, so that a crash in native code cannot
 * take the recorder down. Native decoding happens only in {@code worker}, which runs in that
 * process. It may use {@code media} and ffmpeg through bytedeco, and is the only module of the
 * product that does.
 */
@NullMarked
package org.haidang.vision;

import org.jspecify.annotations.NullMarked;
