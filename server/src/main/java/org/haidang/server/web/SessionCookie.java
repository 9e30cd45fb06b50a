package org.haidang.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie that carries a session's token. */
final class SessionCookie {
    static final String NAME = "HAIDANG_SESSION";
    private static final Duration LIFE = Duration.ofDays(30);

    private SessionCookie() {}

    static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    static void set(HttpServletResponse response, String token, boolean secure) {
        add(response, token, LIFE, secure);
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
                        .path("/")
                        .maxAge(life)
                        .build()
                        .toString());
    }
}
