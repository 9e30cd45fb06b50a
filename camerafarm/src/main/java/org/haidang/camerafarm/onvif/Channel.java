package org.haidang.camerafarm.onvif;

import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.clip.ClipRecipe;

/**
 * A video source of a device. Of the camera only what never changes is read.
 *
 * @param number from 1
 */
record Channel(int number, FakeCamera camera) {

    String sourceToken() {
        return "source_" + number;
    }

    String sourceConfigurationToken() {
        return "source_config_" + number;
    }

    List<Profile> profiles() {
        List<Profile> profiles = new ArrayList<>();
        profiles.add(new Profile(this, "main", camera.plan().main()));
        ClipRecipe sub = camera.plan().sub();
        if (sub != null) {
            profiles.add(new Profile(this, "sub", sub));
        }
        return profiles;
    }
}
