/** The tables of lives and steps. It may use the database; rules are its owner's matter. */
@NullMarked
package org.haidang.server.facility.store;

import org.jspecify.annotations.NullMarked;
