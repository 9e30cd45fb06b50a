/**
 * Sites that are not there: each speaks the real protocol over a connection of its own, with made
 * pictures and made facts, many in one process. It may use {@code media} and {@code uplink}.
 */
@NullMarked
package org.haidang.benchmark.tier;

import org.jspecify.annotations.NullMarked;
