/** The tables of dispatches, their tasks, addressees and files. It may use the database. */
@NullMarked
package org.haidang.server.dispatch.store;

import org.jspecify.annotations.NullMarked;
