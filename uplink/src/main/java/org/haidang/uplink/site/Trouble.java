package org.haidang.uplink.site;

/** What keeps a link from being there, as far as its remedy differs. */
public enum Trouble {
    NONE,
    /** The first try has not ended. */
    NOT_DIALLED,
    /** The centre's name has no address. */
    NAME_UNKNOWN,
    /** Nobody answers at the centre's address. */
    UNREACHABLE,
    /** Who answers is not our centre, or a certificate has ended. */
    UNTRUSTED,
    /** The centre has shut us out. */
    REVOKED,
    /** No protocol that both sides speak. */
    VERSION,
    /** The connection stands and nothing comes. */
    SILENT,
    /** The proxy's name has no address. */
    PROXY_NAME_UNKNOWN(true),
    /** Nobody answers at the proxy's address. */
    PROXY_UNREACHABLE(true),
    /** The proxy wants another user name or password, or one that we cannot give (407). */
    PROXY_LOGIN(true),
    /** The proxy does not let us go to the centre (403 and the like). */
    PROXY_REFUSES(true),
    /** The proxy itself does not get to the centre (502 and the like). */
    PROXY_CANNOT_REACH(true),
    /** The proxy puts itself into the TLS with the centre, or cuts it. */
    PROXY_INTERCEPTS(true),
    /** Nothing of use comes through the proxy: it may be none. */
    PROXY_NO_ANSWER(true),
    OTHER;

    private final boolean atProxy;

    Trouble() {
        this(false);
    }

    Trouble(boolean atProxy) {
        this.atProxy = atProxy;
    }

    /** It is the proxy's, and whoever runs that has to do something. */
    public boolean atProxy() {
        return atProxy;
    }
}
