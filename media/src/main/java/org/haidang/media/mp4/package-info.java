/**
 * Fragmented MP4 (ISO/IEC 14496-12 and -15), written and read back: init segments, one fragment per
 * picture, and the scanner that finds every whole fragment of a file after a crash. It carries
 * samples bit for bit and adds nothing of its own to them. It may use {@code track}, the bit reader
 * of {@code codec} and the JDK; files come in as channels that the caller opens.
 */
@NullMarked
package org.haidang.media.mp4;

import org.jspecify.annotations.NullMarked;
