package org.haidang.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.onvif.Channel;
import org.haidang.onvif.MediaProfile;
import org.haidang.server.event.store.EventKind;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static List<Channel> recorder(int channels) {
        List<Channel> all = new ArrayList<>();
        for (int i = 1; i <= channels; i++) {
            all.add(
                    new Channel(
                            i, "source" + i, "", List.of(profile(i, "main"), profile(i, "sub"))));
        }
        return all;
    }

    private static MediaProfile profile(int channel, String stream) {
        return new MediaProfile(
                stream + channel,
                "",
                "source" + channel,
                null,
                null,
                false,
                false,
                "conf" + channel);
    }

    @Test
    void knowsTheChannelBySourceOrConfiguration() {
        Sources sources =
                Sources.of(
                        recorder(16),
                        Map.of("seven", "main7", "small", "sub7", "nine", "main9", "odd", "gone"));
        for (String name : List.of("source7", "conf7")) {
            assertThat(sources.cameras(EventKind.MOTION, name)).containsExactly("seven", "small");
        }
        assertThat(sources.cameras(EventKind.TAMPER, "source9")).containsExactly("nine");
        assertThat(sources.cameras(EventKind.TAMPER, "source8")).isEmpty();
        assertThat(sources.cameras(EventKind.TAMPER, "")).isEmpty();
    }

    @Test
    void tellsTheFirstCameraOfWhatBelongsToTheDevice() {
        Sources sources = Sources.of(recorder(16), Map.of("a", "main9", "b", "main7"));
        assertThat(sources.cameras(EventKind.STORAGE_FAILURE, "disk")).containsExactly("b");
        assertThat(sources.cameras(EventKind.DIGITAL_INPUT, "source9")).containsExactly("b");
        assertThat(Sources.of(recorder(4), Map.of()).cameras(EventKind.STORAGE_FAILURE, "disk"))
                .isEmpty();
    }

    @Test
    void aDeviceOfOnePictureIsTheCamera() {
        Sources sources = Sources.of(recorder(1), Map.of("a", "whatever"));
        assertThat(sources.cameras(EventKind.MOTION, "000")).containsExactly("a");
        assertThat(sources.cameras(EventKind.STORAGE_FAILURE, "disk")).containsExactly("a");
    }
}
