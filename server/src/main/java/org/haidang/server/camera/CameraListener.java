package org.haidang.server.camera;

import org.haidang.server.camera.store.Camera;

/** Is told after a change is in the database, one call at a time. */
public interface CameraListener {
    void added(Camera camera);

    void changed(Camera before, Camera after);

    void removed(Camera camera);

    default void facilityChanged(String id) {}

    default void facilityRemoved(String id) {}
}
