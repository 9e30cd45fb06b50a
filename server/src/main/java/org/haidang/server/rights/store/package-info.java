/**
 * Roles, permissions and grants in SQL. It may use the database and the words of the rights. It
 * knows nothing of what follows from them.
 */
@NullMarked
package org.haidang.server.rights.store;

import org.jspecify.annotations.NullMarked;
