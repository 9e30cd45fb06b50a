package org.haidang.server.ptz;

import org.haidang.server.audit.Actor;

/**
 * Somebody who turns a camera.
 *
 * @param actor as the audit log and all who watch are told
 * @param superior whether he may take the camera from others, and so nobody takes it from him
 */
public record Turner(String userId, Actor actor, boolean superior) {
    public String name() {
        String person = actor.person();
        return person == null ? "" : person;
    }
}
