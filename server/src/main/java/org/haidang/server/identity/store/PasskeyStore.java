package org.haidang.server.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.haidang.server.store.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code passkey_users} and {@code passkeys}. Bytes are base64url text. */
public final class PasskeyStore {
    private final Database database;

    public PasskeyStore(Database database) {
        this.database = database;
    }

    public Optional<String> handleOf(String userId) {
        return database.read(c ->
                c.sql("select handle from passkey_users where user_id = ?")
                        .param(userId)
                        .query(String.class)
                        .optional());
    }

    public Optional<User> userOf(String handle) {
        return database.read(c ->
                c.sql(
                                "select u.* from users u join passkey_users p on p.user_id = u.id"
                                        + " where p.handle = ?")
                        .param(handle)
                        .query((row, n) -> UserRows.user(row))
                        .optional());
    }

    /** Gives a person a handle; one that is there stays. */
    public void addHandle(String handle, String userId) {
        database.write(c ->
                c.sql(
                                "insert into passkey_users (handle, user_id) values (?, ?) on conflict (user_id) do nothing")
                        .params(handle, userId)
                        .update());
    }

    public void add(Passkey key) {
        database.write(c ->
                c.sql(
                                "insert into passkeys (id, user_id, credential_id, name,"
                                        + " public_key, signature_count, uv_initialized, transports,"
                                        + " backup_eligible, backup_state, attestation, client_data,"
                                        + " created_us, used_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                        + " ?, ?, ?, ?)")
                        .params(
                                key.id(),
                                key.userId(),
                                key.credentialId(),
                                key.name(),
                                key.publicKey(),
                                key.signatureCount(),
                                key.uvInitialized() ? 1 : 0,
                                key.transports(),
                                key.backupEligible() ? 1 : 0,
                                key.backupState() ? 1 : 0,
                                key.attestation(),
                                key.clientData(),
                                key.createdUs(),
                                key.usedUs())
                        .update());
    }

    /** Notes a use: the counter, by which a copy of a key shows, and the time. */
    public void used(
            String credentialId,
            long signatureCount,
            boolean uvInitialized,
            boolean backupState,
            long nowUs) {
        database.write(c ->
                c.sql(
                                "update passkeys set signature_count = ?, uv_initialized = ?,"
                                        + " backup_state = ?, used_us = ? where credential_id = ?")
                        .params(
                                signatureCount,
                                uvInitialized ? 1 : 0,
                                backupState ? 1 : 0,
                                nowUs,
                                credentialId)
                        .update());
    }

    public Optional<Passkey> byCredential(String credentialId) {
        return database.read(c ->
                c.sql("select * from passkeys where credential_id = ?")
                        .param(credentialId)
                        .query(PasskeyStore::passkey)
                        .optional());
    }

    /** A person's, the oldest first. */
    public List<Passkey> ofUser(String userId) {
        return database.read(c ->
                c.sql("select * from passkeys where user_id = ? order by created_us, id")
                        .param(userId)
                        .query(PasskeyStore::passkey)
                        .list());
    }

    /**
     * Removes one; with the last factor the recovery codes go, too.
     *
     * @return false when the person has no such passkey
     */
    public boolean remove(String userId, String id) {
        return database.write(c -> {
            int gone =
                    c.sql("delete from passkeys where user_id = ? and id = ?")
                            .params(userId, id)
                            .update();
            forgetCodesOfNothing(c, userId);
            return gone == 1;
        });
    }

    /** Recovery codes stand in for a factor; without any they would be one of their own. */
    static int forgetCodesOfNothing(JdbcClient c, String userId) {
        return c.sql(
                        "delete from recovery_codes where user_id = ? and not exists (select 1 from"
                                + " totp where user_id = ? and secret_sealed is not null) and not"
                                + " exists (select 1 from passkeys where user_id = ?)")
                .params(userId, userId, userId)
                .update();
    }

    private static Passkey passkey(ResultSet row, int n) throws SQLException {
        return new Passkey(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("credential_id"),
                row.getString("name"),
                row.getString("public_key"),
                row.getLong("signature_count"),
                row.getInt("uv_initialized") != 0,
                row.getString("transports"),
                row.getInt("backup_eligible") != 0,
                row.getInt("backup_state") != 0,
                row.getString("attestation"),
                row.getString("client_data"),
                row.getLong("created_us"),
                row.getLong("used_us"));
    }
}
