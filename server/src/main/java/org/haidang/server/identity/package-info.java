/**
 * Who somebody is: the first administrator, passwords, logging in and its throttle, sessions. Roles
 * and scopes will be added here. It may use identity's stores, {@code secrets} and Spring
 * Security's Argon2 encoder; it knows no HTTP.
 */
@NullMarked
package org.haidang.server.identity;

import org.jspecify.annotations.NullMarked;
