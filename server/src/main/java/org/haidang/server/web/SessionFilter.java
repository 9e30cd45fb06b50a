package org.haidang.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.haidang.server.identity.Sessions;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the person behind the session cookie, for every request of the interface. */
final class SessionFilter extends OncePerRequestFilter {
    /** Of everything but tables; what names no length is bounded by Jetty. */
    private static final long MAX_BODY_BYTES = 1L << 20;

    private final Sessions sessions;
    private final Problems problems;

    SessionFilter(Sessions sessions, Problems problems) {
        this.sessions = sessions;
        this.problems = problems;
    }

    private static boolean isImport(HttpServletRequest request) {
        return request.getRequestURI().equals("/api/v1/cameras/import");
    }

    /** The console's files are the same for everybody. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // What a person sees must not stay in a shared browser; files that may stay say so
        // themselves.
        response.setHeader("Cache-Control", "no-store");
        if (request.getContentLengthLong() > MAX_BODY_BYTES && !isImport(request)) {
            problems.write(request, response, 413, "too-large", "1 MiB");
            return;
        }
        try {
            SessionCookie.token(request)
                    .flatMap(sessions::find)
                    .ifPresent(found -> {
                        SecurityContext context = SecurityContextHolder.createEmptyContext();
                        context.setAuthentication(new Caller(found.user(), found.tokenHash()));
                        SecurityContextHolder.setContext(context);
                    });
        } catch (DataAccessException e) {
            problems.write(request, response, 503, "database");
            return;
        }
        chain.doFilter(request, response);
    }
}
