package org.haidang.server.web.request;

import java.util.Locale;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.identity.Visitor;
import org.haidang.server.identity.WallLog;
import org.haidang.server.identity.store.User;

/** Puts the life of wall screens into the audit log. */
public final class WallActs implements WallLog {
    private final Audit audit;

    public WallActs(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void claimed(User user, String name, Visitor by) {
        audit.append(Entry.of(actor(user, by), AuditKind.WALL_CLAIMED).with("name", name));
    }

    /** Whoever it was, it was not shown to be the person: the row is about him, not by him. */
    @Override
    public void refused(User user, String name, boolean copied, Visitor by) {
        audit.append(
                Entry.of(Actor.unknown(null, by.address()), AuditKind.WALL_REFUSED)
                        .with("name", name)
                        .with("user", user.id())
                        .with("copied", copied));
    }

    @Override
    public void ended(User user, String name, End why) {
        audit.append(
                Entry.of(Actor.system(), AuditKind.WALL_ENDED)
                        .with("name", name)
                        .with("user", user.id())
                        .with("why", why.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private static Actor actor(User user, Visitor by) {
        return new Actor(user.id(), user.displayName(), user.organisationId(), by.address(), null);
    }
}
