/**
 * The register of dispatches: letters with their files, tasks and addressees, and the reminders of
 * what is due. The rules are the programme's; here they meet the database, the files and the
 * outbox. It may use notification, organisation, identity, rights and news.
 */
@NullMarked
package org.haidang.server.dispatch;

import org.jspecify.annotations.NullMarked;
