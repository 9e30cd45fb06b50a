/**
 * Checks of a machine before and while the server runs on it: each with what it found and what to
 * do. It may use {@code settings}, {@code certificate}, {@code secrets}, {@code audit}, {@code
 * tier}, uplink, the database and vision.
 */
@NullMarked
package org.haidang.server.doctor;

import org.jspecify.annotations.NullMarked;
