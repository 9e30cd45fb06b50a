package org.haidang.server.identity.passkey;

/**
 * What passkeys are bound to.
 *
 * @param host the relying party's id; a name, for browsers make no passkeys for an IP address
 * @param origin scheme, host and port, as a browser writes them
 */
public record Site(String host, String origin) {}
