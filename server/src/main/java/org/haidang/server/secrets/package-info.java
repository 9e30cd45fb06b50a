/**
 * Keys, seals and tokens: what must not be read by whoever copies the database. It may use the
 * JDK's ciphers.
 */
@NullMarked
package org.haidang.server.secrets;

import org.jspecify.annotations.NullMarked;
