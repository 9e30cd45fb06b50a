package org.haidang.media.rtsp;

import org.haidang.media.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * Where requests for a session and its tracks go (RFC 2326 appendix C.1.1). Cameras disagree with
 * the rules of RFC 3986, so there are two ways to join, and whatever host they write, the one we
 * dialled stays: behind address translation they do not know their own.
 */
final class ControlUrl {

    private ControlUrl() {}

    /** How a relative control joins its base. */
    enum Style {
        /** Behind it, after the query too: what most clients do and cameras are tested with. */
        APPEND,
        /** RFC 3986 section 5: in place of the last path segment. */
        RESOLVE;

        Style other() {
            return this == APPEND ? RESOLVE : APPEND;
        }
    }

    /**
     * The base of a description: Content-Base, else Content-Location, else what was requested; an
     * absolute control of the session beats them.
     */
    static RtspUri base(RtspUri requested, RtspHeaders headers, @Nullable String sessionControl) {
        RtspUri base = requested;
        for (String name : new String[] {"Content-Base", "Content-Location"}) {
            String value = headers.first(name);
            if (value != null && !value.isBlank()) {
                base = locate(requested, value.strip());
                break;
            }
        }
        return sessionControl != null && sessionControl.contains("://")
                ? locate(requested, sessionControl)
                : base;
    }

    /** The address of a track; a missing control or {@code *} is the base itself. */
    static RtspUri track(RtspUri base, @Nullable String control, Style style) {
        if (control == null || control.isBlank() || control.equals("*")) {
            return base;
        }
        String text = control.strip();
        if (text.contains("://")) {
            return locate(base, text);
        }
        return base.withPath(
                style == Style.APPEND ? append(base.path(), text) : resolve(base.path(), text));
    }

    /** A location that may be relative, without scheme, or on another host. */
    private static RtspUri locate(RtspUri dialled, String text) {
        try {
            if (text.startsWith("/") || text.startsWith("?")) {
                return dialled.withPath(resolve(dialled.path(), text));
            }
            return dialled.withPath(RtspUri.of(text).path());
        } catch (MalformedInputException e) {
            return dialled;
        }
    }

    private static String append(String base, String control) {
        if (base.endsWith("/")) {
            return base + (control.startsWith("/") ? control.substring(1) : control);
        }
        boolean joined = control.startsWith("/") || control.startsWith("?");
        return base + (joined ? "" : "/") + control;
    }

    private static String resolve(String base, String reference) {
        if (reference.startsWith("/")) {
            return reference;
        }
        int query = base.indexOf('?');
        String path = query < 0 ? base : base.substring(0, query);
        if (reference.startsWith("?")) {
            return path + reference;
        }
        return path.substring(0, path.lastIndexOf('/') + 1).isEmpty()
                ? "/" + reference
                : path.substring(0, path.lastIndexOf('/') + 1) + reference;
    }
}
