/**
 * Roles, permissions and grants in SQL. It may use the database. It knows nothing of what they
 * mean.
 */
@NullMarked
package org.haidang.server.rights.store;

import org.jspecify.annotations.NullMarked;
