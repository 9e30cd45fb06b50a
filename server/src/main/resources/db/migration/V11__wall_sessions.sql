-- Wall screens: a session that a device holds for weeks by a key which never leaves it. It is a row of the
-- sessions, so that everything which ends a person's sessions ends it too; its key of the row, the hash of
-- the cookie, changes with every proof. The public key is base64url of a SubjectPublicKeyInfo (RFC 5480).
alter table sessions add column name text not null default '';
alter table sessions add column public_key text not null default '';
alter table sessions add column proved_us bigint not null default 0;
create index sessions_by_id on sessions (id);
create index sessions_by_kind on sessions (kind);

-- One-time links by which a device becomes a wall screen. One per person: a new one replaces it.
create table wall_links (
    user_id    text   not null primary key references users (id) on delete cascade,
    token_hash text   not null unique,
    name       text   not null,
    created_us bigint not null,
    expires_us bigint not null
);
