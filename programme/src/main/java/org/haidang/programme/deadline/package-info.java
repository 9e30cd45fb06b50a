/**
 * Until when: deadlines as officials phrase them, the instant they mean, and how long is left. The
 * present is an argument and holidays are data; nothing here looks at a clock. May use package
 * vietnamese and nothing else.
 */
@NullMarked
package org.haidang.programme.deadline;

import org.jspecify.annotations.NullMarked;
