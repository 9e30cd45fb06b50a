package org.haidang.server.ptz;

import java.util.List;
import org.haidang.onvif.Preset;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command.
 *
 * @param holding who has the camera now; null when nobody does
 * @param presets of a look; of a save the new one
 * @param fault of a look, why the camera does not tell its presets; null when it does
 * @param takenFrom of a take, who held it until then; empty when nobody did
 */
public record Told(
        @Nullable Holding holding,
        List<Preset> presets,
        @Nullable DeviceTrouble fault,
        String takenFrom) {
    public Told {
        presets = List.copyOf(presets);
    }

    static Told of(@Nullable Holding holding) {
        return new Told(holding, List.of(), null, "");
    }
}
