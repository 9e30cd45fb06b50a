/**
 * The states of facilities and cameras, what evidence each step needs, which zones need cameras,
 * and when a thing counts as connected. All of it is computed from facts that are handed in;
 * nothing here believes a flag. May use packages vietnamese and contact and nothing else.
 */
@NullMarked
package org.haidang.programme.facility;

import org.jspecify.annotations.NullMarked;
