/**
 * Whether somebody watches, and what one shift leaves to the next: confirmed presence, viewing, and
 * the hand-over that both sign. The present and the limits are arguments. May use packages facility
 * and vietnamese and nothing else.
 */
@NullMarked
package org.haidang.programme.duty;

import org.jspecify.annotations.NullMarked;
