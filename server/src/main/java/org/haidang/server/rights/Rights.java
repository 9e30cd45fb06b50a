package org.haidang.server.rights;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides. Whatever has a right to ask for, asks here: requests when they come,
 * running pictures again and again. Decisions are made in memory; a change made here counts at
 * once, one made by another program on the same database after {@link #refresh}. Thread-safe.
 */
public final class Rights {
    /** How long break-glass lasts. */
    public static final Duration BREAK_GLASS = Duration.ofHours(2);

    /** Grants a person may have. */
    public static final int MAX_GRANTS = 100;

    public static final int MAX_ROLES = 200;

    /** What is known at one moment. */
    private record Known(
            long version, Map<String, Role> roles, Map<String, List<Grant>> grantsByUser) {}

    private final RightsBook book;
    private final Organisations organisations;
    private final SecureRandom random;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Known known;

    public Rights(
            RightsBook book,
            Organisations organisations,
            SecureRandom random,
            InstantSource clock) {
        this.book = book;
        this.organisations = organisations;
        this.random = random;
        this.clock = clock;
        this.known = read();
        // Also a role that a newer version of the program brings.
        DefaultRoles.all().stream()
                .filter(role -> !known.roles().containsKey(role.id()))
                .forEach(role -> book.put(role, nowUs()));
        this.known = read();
    }

    private Known read() {
        RightsBook.Content content = book.read(nowUs());
        Map<String, Role> roles = new HashMap<>();
        content.roles().forEach(role -> roles.put(role.id(), role));
        Map<String, List<Grant>> grants = new HashMap<>();
        content.grants()
                .forEach(grant ->
                        grants.computeIfAbsent(grant.userId(), id -> new ArrayList<>()).add(grant));
        return new Known(content.version(), Map.copyOf(roles), Map.copyOf(grants));
    }

    /** To be called every few seconds: sees what another program changed. */
    public void refresh() {
        if (book.version() != known.version()) {
            organisations.refresh();
            changed();
        }
    }

    /** Is told when rights have changed, so that running pictures are asked again. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        known = read();
        listeners.forEach(Runnable::run);
    }

    // ---- deciding

    private record Held(Permission permission, Scope scope) {}

    private Stream<Held> held(Subject subject, Action action) {
        Known now = known;
        long nowUs = nowUs();
        if (!subject.asksFor(action)) {
            return Stream.empty();
        }
        return now.grantsByUser().getOrDefault(subject.userId(), List.of()).stream()
                .filter(grant -> grant.holds(nowUs))
                .flatMap(grant ->
                        Optional.ofNullable(now.roles().get(grant.roleId()))
                                .flatMap(role -> role.permission(action))
                                .map(permission -> new Held(permission, grant.scope()))
                                .stream());
    }

    /** Whether an action is allowed at a place. */
    public boolean may(Subject subject, Action action, Place place) {
        return held(subject, action)
                .anyMatch(one -> one.scope().covers(place, organisations.directory()));
    }

    /** Whether it is allowed anywhere at all. */
    public boolean mayAnywhere(Subject subject, Action action) {
        return held(subject, action).findAny().isPresent();
    }

    /** Whether it is allowed without bounds of place: what concerns the whole system. */
    public boolean mayEverywhere(Subject subject, Action action) {
        return held(subject, action).anyMatch(one -> one.scope().everywhere());
    }

    /**
     * How far back an action may look at a place.
     *
     * @return microseconds since 1970 UTC, {@link Long#MIN_VALUE} without bound; empty when it may
     *     not at all
     */
    public OptionalLong since(Subject subject, Action action, Place place) {
        return held(subject, action)
                .filter(one -> one.scope().covers(place, organisations.directory()))
                .mapToLong(one -> {
                    Integer hours = one.permission().pastHours();
                    return hours == null ? Long.MIN_VALUE : nowUs() - hours * 3_600_000_000L;
                })
                .min();
    }

    /** Everything a person may do somewhere. */
    public Set<Action> actions(Subject subject) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (Action action : Action.values()) {
            if (mayAnywhere(subject, action)) {
                actions.add(action);
            }
        }
        return actions;
    }

    /** Whether a person's roles demand a second factor, also those that begin later. */
    public boolean needsSecondFactor(String userId) {
        return grants(userId).stream()
                .map(grant -> known.roles().get(grant.roleId()))
                .anyMatch(role -> role != null && role.needsSecondFactor());
    }

    // ---- roles

    public List<Role> roles() {
        return List.copyOf(known.roles().values());
    }

    public Optional<Role> role(String id) {
        return Optional.ofNullable(known.roles().get(id));
    }

    /** Adds a role of one's own. */
    public Role addRole(String name, List<Permission> permissions) {
        Role role = new Role(Ids.next(nowUs(), random), name, false, permissions);
        book.put(role, nowUs());
        changed();
        return role;
    }

    public void changeRole(Role role) {
        book.put(role, nowUs());
        changed();
    }

    /** Whether it was removed: neither built in nor held by anybody. */
    public boolean removeRole(String id) {
        boolean removed = book.removeRole(id);
        changed();
        return removed;
    }

    // ---- grants

    /** A person's grants, also those to come. */
    public List<Grant> grants(String userId) {
        long nowUs = nowUs();
        return known.grantsByUser().getOrDefault(userId, List.of()).stream()
                .filter(grant -> grant.untilUs() == null || nowUs < grant.untilUs())
                .toList();
    }

    /**
     * What to give.
     *
     * @param fromUs null: at once
     * @param untilUs null: until withdrawn
     */
    public record Gift(String roleId, Scope scope, @Nullable Long fromUs, @Nullable Long untilUs) {
        public static Gift everywhere(String roleId) {
            return new Gift(roleId, Scope.EVERYWHERE, null, null);
        }
    }

    /**
     * Gives a person a role.
     *
     * @param by name of who gives
     */
    public Grant give(String userId, Gift gift, String by) {
        return add(userId, gift, by, "", false);
    }

    /** Two hours of seeing, taken in an emergency. */
    public Grant breakGlass(String userId, Scope scope, String reason, String by) {
        long untilUs = nowUs() + BREAK_GLASS.toMillis() * 1_000;
        return add(
                userId,
                new Gift(DefaultRoles.BREAK_GLASS_ROLE, scope, null, untilUs),
                by,
                reason,
                true);
    }

    /** Emergency access that holds now, oldest first. */
    public List<Grant> emergencies() {
        long nowUs = nowUs();
        return known.grantsByUser().values().stream()
                .flatMap(List::stream)
                .filter(grant -> grant.breakGlass() && grant.holds(nowUs))
                .sorted(Comparator.comparingLong(Grant::createdUs))
                .toList();
    }

    private Grant add(String userId, Gift gift, String by, String reason, boolean breakGlass) {
        if (grants(userId).size() >= MAX_GRANTS) {
            throw new IllegalStateException("more than " + MAX_GRANTS + " grants");
        }
        Grant grant =
                new Grant(
                        Ids.next(nowUs(), random),
                        userId,
                        gift.roleId(),
                        gift.scope(),
                        gift.fromUs(),
                        gift.untilUs(),
                        nowUs(),
                        by,
                        reason,
                        breakGlass);
        book.add(grant);
        changed();
        return grant;
    }

    public boolean withdraw(String grantId) {
        boolean removed = book.removeGrant(grantId);
        changed();
        return removed;
    }

    /**
     * Why somebody may not give a role within a scope; empty when he may. Nobody gives what reaches
     * beyond his own say, and power over rights comes only from whoever has it everywhere.
     */
    public boolean mayGive(Subject giver, Role role, Scope scope) {
        if (role.administers()) {
            return mayEverywhere(giver, Action.USER_WRITE);
        }
        return held(giver, Action.USER_WRITE)
                .anyMatch(one -> one.scope().contains(scope, organisations.directory()));
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
