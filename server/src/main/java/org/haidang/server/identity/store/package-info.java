/**
 * People, their sessions and set-up links in SQL. It may use the database and nothing of identity's
 * rules.
 */
@NullMarked
package org.haidang.server.identity.store;

import org.jspecify.annotations.NullMarked;
