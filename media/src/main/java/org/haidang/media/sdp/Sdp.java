package org.haidang.media.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session description, as far as it was understood.
 *
 * @param control of the whole session, null when there is none
 * @param name the {@code s=} line, empty when there is none
 */
public record Sdp(List<SdpMedia> media, @Nullable String control, String name) {

    /** More media than this are left out. */
    public static final int MAX_MEDIA = 32;

    public Sdp {
        media = List.copyOf(media);
    }
}
