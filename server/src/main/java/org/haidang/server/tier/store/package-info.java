/** The tables of links to sites. */
@NullMarked
package org.haidang.server.tier.store;

import org.jspecify.annotations.NullMarked;
