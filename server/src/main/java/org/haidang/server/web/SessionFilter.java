package org.haidang.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haidang.server.identity.ApiTokens;
import org.haidang.server.identity.Sessions;
import org.haidang.server.identity.store.ApiTokenStore;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.Step;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Problems;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the person behind the session cookie or the key for programs, for every request of the
 * interface, and keeps out of most of it who still has to set up a second factor.
 */
final class SessionFilter extends OncePerRequestFilter {
    /** Of everything but tables; what names no length is bounded by Jetty. */
    private static final long MAX_BODY_BYTES = 1L << 20;

    private static final String BEARER = "Bearer " + ApiTokens.PREFIX;
    private static final String API = "/api/";
    private static final String V1 = "/api/v1/";

    /** What wall screens read, below {@code /api/v1/}; rights are asked for all the same. */
    private static final Pattern WALL_READS =
            Pattern.compile(
                    "cameras(/[^/.]+(/live|/snapshot\\.jpg)?)?|facilities(/[^/.]+)?"
                            + "|overview(/facilities|/cameras)?|events|openapi\\.yaml");

    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Problems problems;

    SessionFilter(Sessions sessions, ApiTokens tokens, Problems problems) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.problems = problems;
    }

    /**
     * Whether a key for programs is shown. It then is all that counts: the cookie is not looked at,
     * which is why such a request needs no token of the page.
     */
    static boolean byToken(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(BEARER) && path(request).startsWith(API);
    }

    /** The path as controllers see it, without escapes: {@code /api/v1/%6de} is {@code /me}. */
    private static String path(HttpServletRequest request) {
        String more = request.getPathInfo();
        return more == null ? request.getServletPath() : request.getServletPath() + more;
    }

    /** Files; their routes bound them, after they asked whether the person may send one at all. */
    private static boolean hasFiles(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/form-data", 0, 19);
    }

    /** The console's files are the same for everybody. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !path(request).startsWith(API);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // What a person sees must not stay in a shared browser; files that may stay say so
        // themselves.
        response.setHeader("Cache-Control", "no-store");
        if (request.getContentLengthLong() > MAX_BODY_BYTES && !hasFiles(request)) {
            problems.write(request, response, 413, "too-large", "1 MiB");
            return;
        }
        try {
            if (!(byToken(request) ? token(request, response) : session(request, response))) {
                return;
            }
        } catch (DataAccessException e) {
            problems.write(request, response, 503, "database");
            return;
        }
        chain.doFilter(request, response);
    }

    /** False when the request was answered. */
    private boolean token(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String shown =
                request.getHeader(HttpHeaders.AUTHORIZATION).substring("Bearer ".length()).strip();
        Optional<ApiTokenStore.Found> found = tokens.find(shown);
        if (found.isEmpty()) {
            problems.write(request, response, 401, "token-invalid");
            return false;
        }
        if (!forTokens(request)) {
            problems.write(request, response, 403, "token-not-here");
            return false;
        }
        enter(Caller.of(found.get()), request);
        return true;
    }

    /** A leaked key must not become a session, another key, or another person. */
    private static boolean forTokens(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        String path = path(request);
        boolean own = below(path, "me") || path.startsWith(V1 + "session/");
        boolean people =
                below(path, "session")
                        || below(path, "setup")
                        || below(path, "invitation")
                        || below(path, "users");
        return !own && (reads || !people);
    }

    /** False when the request was answered. */
    private boolean session(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<SessionStore.Found> found =
                BrowserCookie.SESSION.value(request).flatMap(sessions::find);
        if (found.isEmpty()) {
            return true;
        }
        SessionStore.Found session = found.get();
        if (session.step() == Step.SECOND_FACTOR) {
            HalfSession.put(request, session);
            return true;
        }
        if (session.step() == Step.ENROL && !forEnrolment(path(request))) {
            problems.write(request, response, 403, "enrol");
            return false;
        }
        if (session.row().wall() != null && !forWalls(request)) {
            problems.write(request, response, 403, "wall-not-here");
            return false;
        }
        enter(Caller.of(session), request);
        return true;
    }

    /**
     * A screen that hangs where anybody may touch it reads what it shows, and that is all: nothing
     * of its person's, and no way to become more.
     */
    private static boolean forWalls(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        String path = path(request);
        return reads
                        && path.startsWith(V1)
                        && WALL_READS.matcher(path.substring(V1.length())).matches()
                || path.equals(V1 + "session")
                || below(path, "wall");
    }

    /** Without what would outlive the demand that the person does not meet. */
    private static boolean forEnrolment(String path) {
        return below(path, "me") && !below(path, "me/tokens") && !below(path, "me/walls")
                || below(path, "session")
                || below(path, "invitation")
                || path.equals(V1 + "openapi.yaml");
    }

    private static boolean below(String path, String name) {
        return path.equals(V1 + name) || path.startsWith(V1 + name + "/");
    }

    private static void enter(Caller caller, HttpServletRequest request) {
        caller.setDetails(request.getRemoteAddr());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(caller);
        SecurityContextHolder.setContext(context);
    }
}
