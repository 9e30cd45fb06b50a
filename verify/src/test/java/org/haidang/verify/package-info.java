/**
 * Tests that belong to no one module: the rules of the house, and the whole system as processes
 * with real cameras, real files, real browsers and real faults. It may use everything; nothing uses
 * it.
 */
@NullMarked
package org.haidang.verify;

import org.jspecify.annotations.NullMarked;
