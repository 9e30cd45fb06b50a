/**
 * Facilities and cameras as people enter them: judging, sealing the login, telling who pulls them.
 * It may use its stores and {@code secrets}; it knows no HTTP and no media.
 */
@NullMarked
package org.haidang.server.camera;

import org.jspecify.annotations.NullMarked;
