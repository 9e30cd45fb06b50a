/** Two tiers in one process, over real TLS on loopback. */
@NullMarked
package org.haidang.uplink;

import org.jspecify.annotations.NullMarked;
