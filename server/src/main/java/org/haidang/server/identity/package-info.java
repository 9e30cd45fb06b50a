/**
 * Who somebody is: the first administrator, passwords, second factors, logging in and its throttle,
 * sessions, wall screens, invitations, keys for programs. What a person may do is decided
 * elsewhere. It may use identity's stores, {@code secrets}, Spring Security's Argon2 encoder and
 * java-otp; it knows no HTTP.
 */
@NullMarked
package org.haidang.server.identity;

import org.jspecify.annotations.NullMarked;
