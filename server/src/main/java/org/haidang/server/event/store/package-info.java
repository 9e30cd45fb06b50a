/**
 * The tables of what cameras report and of cameras that are not asked. It may use the database and
 * nothing else.
 */
@NullMarked
package org.haidang.server.event.store;

import org.jspecify.annotations.NullMarked;
