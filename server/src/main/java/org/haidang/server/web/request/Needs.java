package org.haidang.server.web.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.haidang.server.rights.Action;

/** What a route asks for. A route without this, {@link Open} or {@link Self} answers nobody. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    Action value();

    On on() default On.SYSTEM;

    /** Where the action must be allowed. */
    enum On {
        /** Everywhere: it concerns the whole system. */
        SYSTEM,
        /** Somewhere; the method answers only what lies in scope, or asks {@link Gate} itself. */
        SOMEWHERE,
        /** At the camera {@code id} of the path. */
        CAMERA,
        /** At the facility {@code id} of the path. */
        FACILITY
    }
}
