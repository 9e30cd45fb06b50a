package org.haidang.server.identity.passkey;

import org.haidang.server.identity.store.PasskeyStore;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.UserStore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/** People as authenticators know them. The library's user name is our id: names may change. */
final class UserEntities implements PublicKeyCredentialUserEntityRepository {
    private final PasskeyStore store;
    private final UserStore users;

    UserEntities(PasskeyStore store, UserStore users) {
        this.store = store;
        this.users = users;
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        String handle = id.toBase64UrlString();
        return store.userOf(handle).map(user -> entity(handle, user)).orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String userId) {
        return store.handleOf(userId)
                .flatMap(handle -> users.byId(userId).map(user -> entity(handle, user)))
                .orElse(null);
    }

    private static PublicKeyCredentialUserEntity entity(String handle, User user) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(Bytes.fromBase64(handle))
                .name(user.username())
                .displayName(user.displayName())
                .build();
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        store.addHandle(entity.getId().toBase64UrlString(), entity.getName());
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("people are not removed by their passkeys");
    }
}
