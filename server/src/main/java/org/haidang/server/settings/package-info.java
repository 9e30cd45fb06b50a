/**
 * What the administrator decides: one YAML file, environment overrides, a documented default for
 * everything. It reads and judges values and does nothing with them. It may use SnakeYAML and the
 * programme's words for what is set.
 */
@NullMarked
package org.haidang.server.settings;

import org.jspecify.annotations.NullMarked;
