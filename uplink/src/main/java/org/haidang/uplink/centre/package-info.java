/**
 * The upper end of links: admits sites by invitation, hears them, and lends their streams to
 * whoever watches here. What is heard goes to the interfaces of this package; nothing is kept.
 */
@NullMarked
package org.haidang.uplink.centre;

import org.jspecify.annotations.NullMarked;
