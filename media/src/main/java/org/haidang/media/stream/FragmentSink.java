package org.haidang.media.stream;

import java.util.List;
import org.haidang.media.mp4.Sample;
import org.haidang.media.track.Track;

/** Takes what a lane has finished. */
interface FragmentSink {
    /**
     * One fragment's samples.
     *
     * @param wallUs of the first sample
     * @param discontinuity the first sample does not continue from what the lane gave before
     */
    void fragment(Track track, List<Sample> samples, long wallUs, boolean discontinuity);
}
