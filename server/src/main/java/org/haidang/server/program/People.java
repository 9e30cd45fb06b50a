package org.haidang.server.program;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.ApiTokens;
import org.haidang.server.identity.Invitations;
import org.haidang.server.identity.Passwords;
import org.haidang.server.identity.SecondFactorRule;
import org.haidang.server.identity.SecondFactors;
import org.haidang.server.identity.Sessions;
import org.haidang.server.identity.WallLog;
import org.haidang.server.identity.Walls;
import org.haidang.server.identity.passkey.Passkeys;
import org.haidang.server.identity.store.ApiTokenStore;
import org.haidang.server.identity.store.InvitationStore;
import org.haidang.server.identity.store.PasskeyStore;
import org.haidang.server.identity.store.SecondFactorStore;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.SetupLinkStore;
import org.haidang.server.identity.store.UserStore;
import org.haidang.server.identity.store.WallStore;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;

/** The parts that know people, on one database; for the server and for commands beside it. */
public record People(
        UserStore users,
        Sessions sessions,
        SecondFactors factors,
        Accounts accounts,
        Invitations invitations,
        ApiTokens tokens,
        Passkeys passkeys,
        Walls walls) {

    /**
     * @param wallLog where the life of wall screens is recorded
     * @param mayWatch whether a person may see live pictures anywhere
     */
    static People of(
            Database database,
            Sealer sealer,
            SecondFactorRule rule,
            WallLog wallLog,
            Predicate<String> mayWatch,
            Passwords passwords,
            SecureRandom random,
            InstantSource clock) {
        UserStore users = new UserStore(database);
        Sessions sessions = new Sessions(new SessionStore(database), random, clock);
        SecondFactors factors =
                new SecondFactors(new SecondFactorStore(database), sealer, random, clock);
        Accounts accounts =
                new Accounts(
                        users,
                        new SetupLinkStore(database),
                        sessions,
                        factors,
                        rule,
                        passwords,
                        random,
                        clock);
        return new People(
                users,
                sessions,
                factors,
                accounts,
                new Invitations(
                        new InvitationStore(database), users, sessions, accounts, random, clock),
                new ApiTokens(new ApiTokenStore(database), sessions, random, clock),
                new Passkeys(new PasskeyStore(database), users, random, clock),
                new Walls(new WallStore(database), sessions, wallLog, mayWatch, random, clock));
    }
}
