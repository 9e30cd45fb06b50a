/**
 * Pulls the cameras: a source, a stream and, where wanted, a recorder for each; what is only
 * watched comes and goes with its viewers. It knows each camera's state and tells when it changes.
 * It may use media, archive and {@code camera}; it knows no HTTP and no words.
 */
@NullMarked
package org.haidang.server.engine;

import org.jspecify.annotations.NullMarked;
