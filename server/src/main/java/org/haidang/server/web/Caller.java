package org.haidang.server.web;

import java.util.List;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Subject;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Who asks: a person, by a session. */
final class Caller extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient User user;
    private final String sessionHash;

    Caller(User user, String sessionHash) {
        super(List.of());
        this.user = user;
        this.sessionHash = sessionHash;
        setAuthenticated(true);
    }

    User user() {
        return user;
    }

    /** As whom rights are asked for. */
    Subject subject() {
        return Subject.person(user.id());
    }

    String sessionHash() {
        return sessionHash;
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
