/**
 * Clips: copies of what sites recorded of incidents, fetched over the link in ranges and kept here,
 * so that they are there when the site's line, disk or retention is not. It asks for recordings as
 * any viewer does and may use {@code incident}, {@code recording} and {@code camera}.
 */
@NullMarked
package org.haidang.server.clip;

import org.jspecify.annotations.NullMarked;
