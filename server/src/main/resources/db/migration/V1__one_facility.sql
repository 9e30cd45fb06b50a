-- One set of SQL for SQLite and PostgreSQL: text, bigint, smallint (0 or 1) and nothing that only one of
-- them knows. Ids of things are UUIDv7 made by the program, so that rows can move between tiers; times are
-- microseconds since 1970 UTC, so that both databases compare them as numbers.

-- People who may log in. The password is an Argon2id hash with its own parameters inside. No row exists
-- before somebody used the set-up link: there is no default account.
create table users (
    id            text     not null primary key,
    username      text     not null unique,
    display_name  text     not null,
    role          text     not null,
    language      text     not null,
    theme         text     not null,
    password_hash text     not null,
    enabled       smallint not null,
    created_us    bigint   not null,
    changed_us    bigint   not null
);

-- Logged-in browsers. They are kept here and not in memory so that a restart logs nobody out, and only as
-- the hash of the cookie so that a stolen copy of the database is no login.
create table sessions (
    token_hash text   not null primary key,
    user_id    text   not null references users (id) on delete cascade,
    created_us bigint not null,
    seen_us    bigint not null,
    expires_us bigint not null
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_us);

-- One-time links for the first administrator, hashed for the same reason. Kept in the database so that
-- a restart does not make the printed link worthless.
create table setup_links (
    token_hash text   not null primary key,
    expires_us bigint not null
);

-- The places that are watched. Cameras hang on them.
create table facilities (
    id         text   not null primary key,
    name       text   not null,
    address    text   not null,
    created_us bigint not null
);

-- What is known of each camera and wanted from it. The login is apart from the address, so that the
-- address can be shown; the password is sealed with a key that is not in the database, bound to the row's
-- id. A null retention means the server's default.
create table cameras (
    id              text     not null primary key,
    facility_id     text     not null references facilities (id),
    name            text     not null,
    zone            text     not null,
    url             text     not null,
    sub_url         text     not null,
    username        text     not null,
    password_sealed text,
    transport       text     not null,
    record_main     smallint not null,
    record_sub      smallint not null,
    retention_days  bigint,
    retention_bytes bigint,
    enabled         smallint not null,
    created_us      bigint   not null,
    changed_us      bigint   not null
);
create index cameras_by_facility on cameras (facility_id);

-- Numbers for rows that are too many for long ids. A block is taken in one step and what a crash left of it is
-- never used, so no number is given twice, also not after its row is gone.
create table number_blocks (
    name       text   not null primary key,
    next_value bigint not null
);
insert into number_blocks (name, next_value) values ('archive', 1);

-- One row per recorded file, so that any moment is found without looking into folders. The files can
-- rebuild it.
create table segments (
    id            bigint   not null primary key,
    camera_id     text     not null,
    stream        text     not null,
    disk          text     not null,
    path          text     not null,
    start_us      bigint   not null,
    end_us        bigint   not null,
    bytes         bigint   not null,
    codecs        text     not null,
    state         text     not null,
    random_access smallint not null,
    unique (disk, path)
);
create index segments_by_time on segments (camera_id, stream, start_us, id);
create index segments_by_age on segments (disk, state, end_us, id, bytes);
create index segments_by_stream_age on segments (camera_id, stream, state, end_us, id, bytes);
create index segments_by_state on segments (state, id);

-- Streams that ever had a segment: asking the table above for them would read all of it.
create table recorded_streams (
    camera_id text not null,
    stream    text not null,
    primary key (camera_id, stream)
);

-- Times in which recording was wanted and nothing came to disk, with the reason: the second half of the
-- truth about coverage, which no file can tell.
create table gaps (
    id        bigint not null primary key,
    camera_id text   not null,
    stream    text   not null,
    from_us   bigint not null,
    to_us     bigint not null,
    reason    text   not null
);
create index gaps_by_time on gaps (camera_id, stream, from_us, id);
create index gaps_by_end on gaps (to_us, id);

-- Times in which recording was wanted: what coverage is measured against, also while the server was off.
create table wanted_intervals (
    id        bigint not null primary key,
    camera_id text   not null,
    stream    text   not null,
    from_us   bigint not null,
    to_us     bigint not null
);
create index wanted_by_time on wanted_intervals (camera_id, stream, from_us, id);
create index wanted_by_end on wanted_intervals (to_us, id);

-- Up to where retention has deleted a stream: what lies before is expired, not lost.
create table expired_streams (
    camera_id  text   not null,
    stream     text   not null,
    before_us  bigint not null,
    primary key (camera_id, stream)
);
