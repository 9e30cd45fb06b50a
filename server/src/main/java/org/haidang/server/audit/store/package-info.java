/**
 * The rows of the audit log, their hashes and their order, in SQL. It decides how a row follows
 * another; what rows mean is decided above. It may use the database.
 */
@NullMarked
package org.haidang.server.audit.store;

import org.jspecify.annotations.NullMarked;
