-- What makes a login more than a password. Nothing here can be used by whoever copies the database alone:
-- secrets are sealed and codes are marked with the key that lies beside it.

-- A session has a name of its own, because its key is a secret; knows what is still missing before it
-- counts ("" nothing, "second-factor", "enrol"); and says from where it was begun, so that a person can
-- recognise a stranger's. Of a hash, 16 letters give nothing away.
alter table sessions add column id text not null default '';
alter table sessions add column kind text not null default 'browser';
alter table sessions add column step text not null default '';
alter table sessions add column address text not null default '';
alter table sessions add column agent text not null default '';
update sessions set id = substr(token_hash, 1, 16);

-- Time-based codes (RFC 6238). The pending secret is not asked for until a code of it was seen. The last
-- step is kept because a code is good once, also when somebody looked over the shoulder.
create table totp (
    user_id        text   not null primary key references users (id) on delete cascade,
    secret_sealed  text,
    last_step      bigint not null,
    pending_sealed text,
    pending_us     bigint not null
);

-- Codes on paper for the day the telephone is lost. A used one is gone.
create table recovery_codes (
    user_id text not null references users (id) on delete cascade,
    mark    text not null,
    primary key (user_id, mark)
);

-- The name under which an authenticator knows a person. Random, because it is kept on devices and must
-- say nothing (WebAuthn Level 3, 14.6.1).
create table passkey_users (
    handle  text not null primary key,
    user_id text not null unique references users (id) on delete cascade
);

-- Public keys of passkeys. Bytes are base64url, for there is no byte type that both databases know.
create table passkeys (
    id              text     not null primary key,
    user_id         text     not null references users (id) on delete cascade,
    credential_id   text     not null unique,
    name            text     not null,
    public_key      text     not null,
    signature_count bigint   not null,
    uv_initialized  smallint not null,
    transports      text     not null,
    backup_eligible smallint not null,
    backup_state    smallint not null,
    attestation     text     not null,
    client_data     text     not null,
    created_us      bigint   not null,
    used_us         bigint   not null
);
create index passkeys_by_user on passkeys (user_id);

-- One-time links by which a person chooses name and password. One per person: a new one replaces it.
create table invitations (
    user_id    text   not null primary key references users (id) on delete cascade,
    token_hash text   not null unique,
    created_us bigint not null,
    expires_us bigint not null
);

-- Keys for programs. The actions narrow what the person may do, and are separated by spaces.
create table api_tokens (
    id         text   not null primary key,
    user_id    text   not null references users (id) on delete cascade,
    token_hash text   not null unique,
    name       text   not null,
    actions    text   not null,
    created_us bigint not null,
    expires_us bigint not null,
    used_us    bigint not null
);
create index api_tokens_by_user on api_tokens (user_id);
