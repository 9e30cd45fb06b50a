/**
 * What is recorded of a camera and for how long it is kept, set where the camera stands: here, or
 * at a site below. It may use cameras and the audit log, and {@code uplink} for why there is no
 * answer; it knows neither HTTP nor words nor the link.
 */
@NullMarked
package org.haidang.server.configure;

import org.jspecify.annotations.NullMarked;
