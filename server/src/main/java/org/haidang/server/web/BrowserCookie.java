package org.haidang.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.haidang.server.identity.Walls;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A cookie of ours: no script reads it, and under TLS it goes over TLS only.
 *
 * @param path below which browsers send it
 * @param sameSite {@code Strict}, or {@code Lax} for what must survive the way back from another
 *     site
 */
record BrowserCookie(String name, String path, String sameSite, Duration life) {
    /** The token of a session. */
    static final BrowserCookie SESSION =
            new BrowserCookie("HAIDANG_SESSION", "/", "Strict", Duration.ofDays(30));

    /** The same of a wall screen, which stays longer. */
    static final BrowserCookie WALL = new BrowserCookie(SESSION.name(), "/", "Strict", Walls.LIFE);

    /** Shows that a browser is the one that was asked for its passkey. */
    static final BrowserCookie PASSKEY =
            new BrowserCookie(
                    "HAIDANG_PASSKEY", "/api/v1/session/passkey", "Strict", Duration.ofMinutes(5));

    /** What is to be remembered while the browser is at the OpenID provider. */
    static final BrowserCookie OPEN_ID =
            new BrowserCookie("HAIDANG_OPENID", "/login/oauth2", "Lax", Duration.ofMinutes(10));

    /** Its value, if the browser sent one. */
    Optional<String> value(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty())
                        .findFirst();
    }

    void set(HttpServletResponse response, String value, boolean secure) {
        add(response, value, life, secure);
    }

    void clear(HttpServletResponse response, boolean secure) {
        add(response, "", Duration.ZERO, secure);
    }

    private void add(HttpServletResponse response, String value, Duration age, boolean secure) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite(sameSite)
                        .path(path)
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
