package org.haidang.server.demo;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.SecondFactors;
import org.haidang.server.identity.store.User;
import org.haidang.server.program.StartException;
import org.haidang.server.rights.DefaultRoles;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Role;
import org.haidang.server.secrets.Token;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * One login for each role, so that a visitor can look with everybody's eyes. Logins of a folder are
 * kept over restarts, so that a browser that waits comes back.
 */
final class DemoPeople {
    /** A watcher: whoever opens the demo sees the wall. */
    static final String WATCHER = "demo";

    private final Accounts accounts;
    private final SecondFactors factors;
    private final Rights rights;
    private final List<DemoFiles.Person> known;
    private final SecureRandom random;

    DemoPeople(
            Accounts accounts,
            SecondFactors factors,
            Rights rights,
            List<DemoFiles.Person> known,
            SecureRandom random) {
        this.accounts = accounts;
        this.factors = factors;
        this.rights = rights;
        this.known = known;
        this.random = random;
    }

    /** Makes those that are missing. */
    List<DemoFiles.Person> make() {
        List<DemoFiles.Person> people = new ArrayList<>();
        // The first person of a server is its administrator.
        people.add(person(DefaultRoles.ADMINISTRATOR, "demo-administrator"));
        people.add(person(DefaultRoles.DUTY_WATCHER, WATCHER));
        for (Role role : DefaultRoles.all()) {
            boolean more =
                    !role.id().equals(DefaultRoles.ADMINISTRATOR)
                            && !role.id().equals(DefaultRoles.DUTY_WATCHER)
                            && !role.id().equals(DefaultRoles.BREAK_GLASS_ROLE);
            if (more) {
                people.add(person(role.id(), "demo-" + role.id()));
            }
        }
        return people;
    }

    private DemoFiles.Person person(String role, String username) {
        Optional<User> there = accounts.byUsername(username);
        Optional<DemoFiles.Person> remembered =
                known.stream().filter(one -> one.username().equals(username)).findFirst();
        if (there.isPresent() && remembered.isPresent()) {
            give(there.get(), role);
            return remembered.get();
        }
        String password = Token.random(random).substring(0, 20);
        User user;
        if (there.isPresent()) {
            user = there.get();
            accounts.resetPassword(user, password);
        } else {
            user = add(role, username, password);
        }
        give(user, role);
        return new DemoFiles.Person(role, username, password, secondFactor(user));
    }

    private User add(String role, String username, String password) {
        String name = Words.of(Language.VI, "role." + role);
        if (!accounts.setupRequired()) {
            if (known.isEmpty() && accounts.byUsername("demo-administrator").isEmpty()) {
                throw new StartException(
                        "This data folder belongs to a real server; give the demo another one"
                                + " with --data.");
            }
            return accounts.add(username, name, password, "vi");
        }
        return accounts.addFirst(username, name, password, "vi")
                .orElseThrow(() -> new StartException("somebody else set this server up"));
    }

    /**
     * Where the role demands one, the demo holds the secret: whoever looks has no telephone for it.
     */
    private @Nullable String secondFactor(User user) {
        if (!rights.needsSecondFactor(user.id())) {
            return null;
        }
        String secret = factors.newSecret();
        factors.adopt(user, secret);
        return secret;
    }

    private void give(User user, String role) {
        boolean has =
                rights.grants(user.id()).stream().anyMatch(grant -> grant.roleId().equals(role));
        if (!has) {
            rights.give(user.id(), Rights.Gift.everywhere(role), "");
        }
    }
}
