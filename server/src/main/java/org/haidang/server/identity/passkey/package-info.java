/**
 * Passkeys (Web Authentication, Level 3): registering them and logging in with them. It may use
 * Spring Security's WebAuthn library, which brings webauthn4j, and identity's stores; requests and
 * answers come and go as JSON text, so it knows no HTTP.
 */
@NullMarked
package org.haidang.server.identity.passkey;

import org.jspecify.annotations.NullMarked;
