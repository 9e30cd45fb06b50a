/** The table of clips. */
@NullMarked
package org.haidang.server.clip.store;

import org.jspecify.annotations.NullMarked;
