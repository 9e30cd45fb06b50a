/**
 * People, their sessions, second factors, invitations and keys for programs in SQL. It may use the
 * database and nothing of identity's rules.
 */
@NullMarked
package org.haidang.server.identity.store;

import org.jspecify.annotations.NullMarked;
