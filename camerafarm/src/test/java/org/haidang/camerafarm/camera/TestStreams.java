package org.haidang.camerafarm.camera;

import java.util.List;
import java.util.Objects;
import org.haidang.camerafarm.TestCameras;
import org.haidang.camerafarm.clip.ClipStore;

/** The main streams of the tests' cameras. */
public final class TestStreams {

    private TestStreams() {}

    /** Made in moments, once for all tests of a build. */
    public static CameraStream of(CameraPlan camera) throws Exception {
        return new CameraStream(
                Objects.requireNonNull(
                        new ClipStore(TestCameras.CLIPS, System.err)
                                .load(List.of(camera.recipes()))
                                .get(camera.main())));
    }
}
