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
 * Who asks: a person, by a session, by a wall screen or by a key for programs. A session that waits
 * for a second factor is no caller, so nothing needs to remember to refuse it.
 */
public final class Caller extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;
    public static final String TOKEN = "token";

    /**
     * The only things a wall screen may do, where its person may do them. Incidents are read as the
     * one screen tells them, for it would say that there are none; whom to call is not for a wall.
     */
    public static final Set<Action> WALL_ACTIONS =
            Set.of(
                    Action.FACILITY_READ,
                    Action.CAMERA_READ,
                    Action.LIVE_VIEW,
                    Action.ALARM_READ,
                    Action.OVERVIEW_READ,
                    Action.INCIDENT_READ);

    /** Which wall screen asks. */
    public record Wall(String id, String name) {}

    private final transient User user;
    private final String sessionHash;
    private final String kind;
    private final Step step;
    private final transient @Nullable Set<String> limit;
    private final transient @Nullable Wall wall;

    private Caller(
            User user,
            String sessionHash,
            String kind,
            Step step,
            @Nullable Set<String> limit,
            @Nullable Wall wall) {
        super(List.of());
        this.user = user;
        this.sessionHash = sessionHash;
        this.kind = kind;
        this.step = step;
        this.limit = limit;
        this.wall = wall;
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
        SessionStore.Row row = session.row();
        SessionStore.Wall wall = row.wall();
        return new Caller(
                session.user(),
                session.tokenHash(),
                row.kind(),
                session.step(),
                wall == null
                        ? null
                        : WALL_ACTIONS.stream().map(Action::id).collect(Collectors.toSet()),
                wall == null ? null : new Wall(row.id(), wall.name()));
    }

    public static Caller of(ApiTokenStore.Found token) {
        return new Caller(
                token.user(),
                token.token().tokenHash(),
                TOKEN,
                Step.NONE,
                token.token().actions(),
                null);
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

    /** The wall screen that asks; null for a person and for a program. */
    public @Nullable Wall wall() {
        return wall;
    }

    /** {@code browser}, {@code wall} or {@code token}. */
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
