/**
 * The programme's routes: stages, contacts, dispatches, surveys, plan, connection, incidents,
 * reports. Each asks the gate and writes the record of acts as all routes do. It may use {@code
 * web.request} and the features; it knows nothing of {@code web} itself.
 */
@NullMarked
package org.haidang.server.web.programme;

import org.jspecify.annotations.NullMarked;
