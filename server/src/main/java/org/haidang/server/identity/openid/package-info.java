/**
 * Signing in by an organisation's OpenID provider. It may use Spring Security's OAuth 2 client as a
 * library, and {@code secrets}. It knows no session and no database.
 */
@NullMarked
package org.haidang.server.identity.openid;

import org.jspecify.annotations.NullMarked;
