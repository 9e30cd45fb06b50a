/**
 * What a stream is made of: codecs, formats, tracks and access units. Pure data; depends on
 * nothing.
 */
@NullMarked
package org.haidang.media.track;

import org.jspecify.annotations.NullMarked;
