package org.haidang.server.web.request;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.haidang.server.identity.store.ApiTokenStore;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * Who asks: a person, by a session or by a key for programs. A session that waits for a second
 * factor is no caller, so nothing needs to remember to refuse it.
 */
public final class Caller extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;
    public static final String TOKEN = "token";

    private final transient User user;
    private final String sessionHash;
    private final String kind;
    private final Step step;
    private final transient @Nullable Set<String> limit;

    private Caller(
            User user, String sessionHash, String kind, Step step, @Nullable Set<String> limit) {
        super(List.of());
        this.user = user;
        this.sessionHash = sessionHash;
        this.kind = kind;
        this.step = step;
        this.limit = limit;
        setAuthenticated(true);
    }

    /** The address of the request, as the audit log names it; null where nobody said. */
    public @Nullable String address() {
        return getDetails() instanceof String address ? address : null;
    }

    public static Caller of(SessionStore.Found session) {
        if (session.step() == Step.SECOND_FACTOR) {
            throw new IllegalArgumentException("not logged in yet");
        }
        return new Caller(
                session.user(), session.tokenHash(), session.row().kind(), session.step(), null);
    }

    public static Caller of(ApiTokenStore.Found token) {
        return new Caller(
                token.user(), token.token().tokenHash(), TOKEN, Step.NONE, token.token().actions());
    }

    public User user() {
        return user;
    }

    /** As whom rights are asked for. */
    public Subject subject() {
        Set<String> only = limit;
        return new Subject(
                user.id(),
                only == null
                        ? null
                        : only.stream()
                                .flatMap(id -> Action.of(id).stream())
                                .collect(Collectors.toSet()));
    }

    /** The hash of what was shown: of the session's cookie, or of the key. */
    public String sessionHash() {
        return sessionHash;
    }

    /** {@code browser} or {@code token}. */
    public String kind() {
        return kind;
    }

    public boolean token() {
        return kind.equals(TOKEN);
    }

    /** {@link Step#NONE} or {@link Step#ENROL}. */
    public Step step() {
        return step;
    }

    /** The only actions that are possible, whatever else the person may do; null for no limit. */
    public @Nullable Set<String> limit() {
        return limit;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return user.username();
    }
}
