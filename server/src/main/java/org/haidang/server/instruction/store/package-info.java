/** The table of instructions. */
@NullMarked
package org.haidang.server.instruction.store;

import org.jspecify.annotations.NullMarked;
