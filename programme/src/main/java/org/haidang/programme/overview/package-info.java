/**
 * The figures of the one screen (section 6 of the programme), computed from facts that are handed
 * in. Every number is the size of a list of ids, so that nothing can be shown that cannot be
 * opened. May use packages deadline, duty, facility, incident, inspection and vietnamese and
 * nothing else.
 */
@NullMarked
package org.haidang.programme.overview;

import org.jspecify.annotations.NullMarked;
