package org.haidang.server.configure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.store.Camera;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a camera, and for how long.
 *
 * @param main whether its main stream is
 * @param sub whether its smaller stream is
 * @param retentionDays how long recordings are kept; null for what is usual where it stands
 */
public record RecordingSettings(boolean main, boolean sub, @Nullable Integer retentionDays) {
    /** Those of a camera of this server. */
    public static RecordingSettings of(Camera camera) {
        return new RecordingSettings(
                camera.recordMain(), camera.recordSub(), camera.retentionDays());
    }

    /** As somebody would enter them at the camera, and nothing else of it. */
    CameraInput input() {
        return CameraInput.NOTHING.recording(main, sub).keptDays(retentionDays);
    }

    /** For the audit log, by the names that a camera's fields have there. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("recordMain", main);
        fields.put("recordSub", sub);
        if (retentionDays != null) {
            fields.put("retentionDays", retentionDays);
        }
        return fields;
    }
}
