/**
 * The farm's control port: HTTP on loopback, through which a demo or a test makes cameras misbehave
 * and learns what they sent and stored. It may use {@code camera}, {@code net} and {@code onvif};
 * it touches the state of cameras only through the event loop.
 */
@NullMarked
package org.haidang.camerafarm.control;

import org.jspecify.annotations.NullMarked;
