-- Copies of what sites recorded of incidents, kept here. The bytes lie in the data folder under the id; got is how many of
-- them are there, tag what the site called the file, so that a copy that was cut off goes on where it was. A copy is kept
-- when all bytes are there: sha256 is theirs.
create table clips (
    id          text     not null primary key,
    incident_id text     not null references incidents (id) on delete cascade,
    camera_id   text     not null,
    from_us     bigint   not null,
    to_us       bigint   not null,
    state       text     not null,
    tag         text     not null default '',
    mime        text     not null default '',
    bytes       bigint   not null default 0,
    got         bigint   not null default 0,
    start_us    bigint   not null default 0,
    end_us      bigint   not null default 0,
    sha256      text     not null default '',
    why         text     not null default '',
    tries       smallint not null default 0,
    next_us     bigint   not null default 0,
    unique (incident_id, camera_id)
);
create index clips_by_state on clips (state, next_us);
