package org.haidang.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.rtsp.TrackChoice;

/**
 * Any bytes as a description: it is read without a word, and no more tracks are pulled than two.
 */
class SdpFuzz {

    @FuzzTest
    void isRead(byte[] description) {
        assertThat(TrackChoice.pulled(SdpParser.parse(description)))
                .hasSizeLessThanOrEqualTo(2)
                .extracting(MediaTrack::kind)
                .doesNotHaveDuplicates();
    }
}
