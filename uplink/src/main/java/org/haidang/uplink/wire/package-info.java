/**
 * The contract between tiers, generated from {@code link.proto}. Nothing here is written by hand.
 */
@NullMarked
package org.haidang.uplink.wire;

import org.jspecify.annotations.NullMarked;
