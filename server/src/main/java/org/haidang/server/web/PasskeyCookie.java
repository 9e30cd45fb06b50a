package org.haidang.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie by which a browser shows that it is the one that was asked for its passkey. */
final class PasskeyCookie {
    private static final String NAME = "HAIDANG_PASSKEY";
    private static final Duration LIFE = Duration.ofMinutes(5);

    private PasskeyCookie() {}

    static Optional<String> key(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty())
                        .findFirst();
    }

    static void set(HttpServletResponse response, String key, boolean secure) {
        add(response, key, LIFE, secure);
    }

    static void clear(HttpServletResponse response, boolean secure) {
        add(response, "", Duration.ZERO, secure);
    }

    private static void add(
            HttpServletResponse response, String value, Duration life, boolean secure) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Strict")
                        .path("/api/v1/session/passkey")
                        .maxAge(life)
                        .build()
                        .toString());
    }
}
