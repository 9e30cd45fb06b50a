/**
 * Who is to be reminded of which task, and when: a function of tasks, contacts, what was sent and
 * the present. It sends nothing and remembers nothing. May use packages dispatch, deadline and
 * vietnamese and nothing else.
 */
@NullMarked
package org.haidang.programme.reminder;

import org.jspecify.annotations.NullMarked;
