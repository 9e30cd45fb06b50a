package org.haidang.server.program;

import java.util.List;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.SecondFactors;
import org.haidang.server.rights.DefaultRoles;
import org.haidang.server.rights.Rights;
import org.haidang.server.settings.Settings;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;

/** Makes the administrator of the settings, for automation, when there is nobody yet. */
public final class FirstAdministrator {
    private FirstAdministrator() {}

    /**
     * Makes it, if the settings name one and nobody is there.
     *
     * @throws StartException if the name or password cannot be taken
     */
    public static void make(
            Accounts accounts,
            SecondFactors factors,
            Rights rights,
            Settings settings,
            Language language) {
        String username = settings.administrator().username();
        String password = settings.administrator().password();
        if (username == null || password == null || !accounts.setupRequired()) {
            return;
        }
        List<Accounts.Mistake> mistakes = accounts.mistakes(username, "", password, List.of());
        if (!mistakes.isEmpty()) {
            Accounts.Mistake first = mistakes.getFirst();
            throw new StartException(
                    "administrator." + first.field() + ": " + Words.of(language, first.key(), 100));
        }
        accounts.addFirst(username, "", password, settings.language())
                .ifPresent(user -> {
                    rights.give(user.id(), Rights.Gift.everywhere(DefaultRoles.ADMINISTRATOR), "");
                    String secret = settings.administrator().totpSecret();
                    if (secret != null) {
                        factors.adopt(user, secret);
                    }
                });
    }
}
