/**
 * Finds things of every kind by any part of their words, without tones. Features give what can be
 * found; the web layer decides who may see it. It uses the Vietnamese conventions and the news that
 * something changed, and keeps nothing but keys in memory.
 */
@NullMarked
package org.haidang.server.search;

import org.jspecify.annotations.NullMarked;
