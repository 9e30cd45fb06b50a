package org.haidang.server.identity.store;

import java.util.List;
import java.util.Optional;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code totp} and {@code recovery_codes}. */
public final class SecondFactorStore {
    /**
     * The codes of a person.
     *
     * @param sealed null while none is set up
     * @param lastStep the last that was used
     * @param pendingSealed null when none is being set up
     */
    public record Totp(
            @Nullable String sealed,
            long lastStep,
            @Nullable String pendingSealed,
            long pendingUs) {}

    private final Database database;

    public SecondFactorStore(Database database) {
        this.database = database;
    }

    public Optional<Totp> totp(String userId) {
        return database.read(c ->
                c.sql("select * from totp where user_id = ?")
                        .param(userId)
                        .query((row, n) ->
                                new Totp(
                                        row.getString("secret_sealed"),
                                        row.getLong("last_step"),
                                        row.getString("pending_sealed"),
                                        row.getLong("pending_us")))
                        .optional());
    }

    /** Whether a login needs a second step: codes or a passkey are set up. */
    public boolean any(String userId) {
        return database.read(c ->
                c.sql(
                                        "select user_id from totp where user_id = ? and secret_sealed is not"
                                                + " null union all select user_id from passkeys where user_id"
                                                + " = ?")
                                .params(userId, userId)
                                .query(String.class)
                                .list()
                                .size()
                        > 0);
    }

    /** Keeps a secret that is not asked for yet; the one in use stays. */
    public void begin(String userId, String pendingSealed, long nowUs) {
        database.write(c -> {
            int changed =
                    c.sql("update totp set pending_sealed = ?, pending_us = ? where user_id = ?")
                            .params(pendingSealed, nowUs, userId)
                            .update();
            return changed > 0
                    ? changed
                    : c.sql(
                                    "insert into totp (user_id, last_step, pending_sealed,"
                                            + " pending_us) values (?, 0, ?, ?)")
                            .params(userId, pendingSealed, nowUs)
                            .update();
        });
    }

    /**
     * Takes the pending secret into use, with new recovery codes.
     *
     * @return false when it is not the pending one any more
     */
    public boolean confirm(String userId, String pendingSealed, long step, List<String> marks) {
        return database.write(c -> {
            int changed =
                    c.sql(
                                    "update totp set secret_sealed = pending_sealed, last_step = ?,"
                                            + " pending_sealed = null, pending_us = 0 where user_id ="
                                            + " ? and pending_sealed = ?")
                            .params(step, userId, pendingSealed)
                            .update();
            if (changed == 1) {
                replaceCodes(c, userId, marks);
            }
            return changed == 1;
        });
    }

    /**
     * Spends a step.
     *
     * @return false when it, or a later one, was spent already
     */
    public boolean spend(String userId, long step) {
        return database.write(c ->
                c.sql("update totp set last_step = ? where user_id = ? and last_step < ?")
                                .params(step, userId, step)
                                .update()
                        == 1);
    }

    /** Removes the codes; with the last factor the recovery codes go, too. */
    public void removeTotp(String userId) {
        database.write(c -> {
            c.sql("delete from totp where user_id = ?").param(userId).update();
            return PasskeyStore.forgetCodesOfNothing(c, userId);
        });
    }

    public void replaceCodes(String userId, List<String> marks) {
        database.write(c -> replaceCodes(c, userId, marks));
    }

    private static int replaceCodes(JdbcClient c, String userId, List<String> marks) {
        c.sql("delete from recovery_codes where user_id = ?").param(userId).update();
        int added = 0;
        for (String mark : marks) {
            added +=
                    c.sql("insert into recovery_codes (user_id, mark) values (?, ?)")
                            .params(userId, mark)
                            .update();
        }
        return added;
    }

    /**
     * Spends a recovery code.
     *
     * @return false when there is no such code, or it was spent
     */
    public boolean spendCode(String userId, String mark) {
        return database.write(c ->
                c.sql("delete from recovery_codes where user_id = ? and mark = ?")
                                .params(userId, mark)
                                .update()
                        == 1);
    }

    public int codesLeft(String userId) {
        return database.read(c ->
                c.sql("select count(*) from recovery_codes where user_id = ?")
                        .param(userId)
                        .query(Integer.class)
                        .single());
    }

    /** Removes codes, passkeys and recovery codes of a person who has lost them. */
    public void clear(String userId) {
        database.write(c -> {
            c.sql("delete from totp where user_id = ?").param(userId).update();
            c.sql("delete from passkeys where user_id = ?").param(userId).update();
            return c.sql("delete from recovery_codes where user_id = ?").param(userId).update();
        });
    }
}
