-- Links to the sites below. A site begins as an invitation: token_hash is the SHA-256 of its one-time token, joined_us
-- is 0 until it was used. What a site says of itself (said_name, software) is kept beside what it is called here.
create table sites (
    id          text   not null primary key,
    name        text   not null,
    facility_id text   references facilities (id) on delete set null,
    token_hash  text   not null unique,
    created_us  bigint not null,
    expires_us  bigint not null,
    joined_us   bigint not null default 0,
    revoked_us  bigint not null default 0,
    said_name   text   not null default '',
    software    text   not null default '',
    linked_us   bigint not null default 0,
    lost_us     bigint not null default 0
);

create table site_certificates (
    site_id  text   not null references sites (id) on delete cascade,
    serial   text   not null,
    until_us bigint not null,
    primary key (site_id, serial)
);

-- What the site calls a place or a camera, and what it is here.
create table site_places (
    site_id     text not null references sites (id) on delete cascade,
    remote_id   text not null,
    facility_id text not null references facilities (id) on delete cascade,
    primary key (site_id, remote_id)
);

create table site_cameras (
    site_id   text not null references sites (id) on delete cascade,
    remote_id text not null,
    camera_id text not null references cameras (id) on delete cascade,
    primary key (site_id, remote_id)
);
