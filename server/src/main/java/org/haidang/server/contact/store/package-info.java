/** Contacts, their lists and links in SQL. It may use the database and knows no rules. */
@NullMarked
package org.haidang.server.contact.store;

import org.jspecify.annotations.NullMarked;
