/**
 * What cameras report by themselves: one subscription for each device that is known, and of what it
 * tells events of cameras, each fact once. It may use {@code onvif}, the registry of cameras and
 * {@code device}; it knows neither HTTP of ours nor words. Time and chance are arguments.
 */
@NullMarked
package org.haidang.server.event;

import org.jspecify.annotations.NullMarked;
