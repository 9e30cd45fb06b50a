/**
 * What bitstreams say about themselves: NAL units, parameter sets, slice headers and audio
 * configurations, as far as recording and showing them needs. Reads byte arrays and keeps them as
 * they are. May use package track and nothing else.
 */
@NullMarked
package org.haidang.media.codec;

import org.jspecify.annotations.NullMarked;
