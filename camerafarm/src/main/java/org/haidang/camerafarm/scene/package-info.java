/**
 * What the fake cameras look at: places of an invented facility, drawn in simple perspective with
 * people and vehicles that move. Pure drawing with Java's own rasteriser, never with its text, so
 * that it runs on a machine without fonts or screen; depends on nothing of the farm.
 */
@NullMarked
package org.haidang.camerafarm.scene;

import org.jspecify.annotations.NullMarked;
