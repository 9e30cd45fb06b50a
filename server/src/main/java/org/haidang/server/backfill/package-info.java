/**
 * Gaps of our recordings, filled with what cameras and recorders have kept on their own cards and
 * disks: which gaps, when, how fast, and what came of it. It may use the archive, {@code onvif},
 * the engine's states, the registry and {@code device}; it tries no login but the camera's own, and
 * knows neither HTTP of ours nor SQL.
 */
@NullMarked
package org.haidang.server.backfill;

import org.jspecify.annotations.NullMarked;
