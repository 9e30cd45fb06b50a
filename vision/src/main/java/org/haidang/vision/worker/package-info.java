/**
 * The worker process: reads requests from its standard input, decodes one picture at a time in
 * native code and answers on its standard output, until its input ends. A crash here costs one
 * picture. It may use {@code media.track} and ffmpeg through bytedeco; the parent process uses only
 * its messages.
 */
@NullMarked
package org.haidang.vision.worker;

import org.jspecify.annotations.NullMarked;
