/**
 * The inspection of each facility in operation, at least every 15 days (section 4 of the
 * programme): when the next is due, and what one found. Today is an argument. May use packages
 * facility and vietnamese and nothing else.
 */
@NullMarked
package org.haidang.programme.inspection;

import org.jspecify.annotations.NullMarked;
