-- The unified plan (phương án kết nối thống nhất) and what connecting a facility by it leaves behind.

-- One row per version; what was proposed never changes. Who supplies what stands one a line: the thing, a tab,
-- who. A decision is an approval or a return; which of them the state says.
create table plan_versions (
    plan_id          text   not null,
    version          bigint not null,
    state            text   not null,
    main_codec       text   not null,
    main_width       bigint not null,
    main_height      bigint not null,
    main_fps         bigint not null,
    main_kbps        bigint not null,
    sub_codec        text   not null,
    sub_width        bigint not null,
    sub_height       bigint not null,
    sub_fps          bigint not null,
    sub_kbps         bigint not null,
    recording        text   not null,
    retention_days   bigint not null,
    link             text   not null,
    supplies         text   not null,
    province_views   bigint not null,
    nation_views     bigint not null,
    headroom_percent bigint not null,
    proposed_us      bigint,
    proposed_by      text,
    proposed_name    text,
    decided_us       bigint,
    decided_by       text,
    decided_name     text,
    return_reason    text,
    primary key (plan_id, version)
);

-- What a version says of each site. Reasons for deviations stand one a line: what deviates, a tab, the reason. No
-- key to facilities: an approved version keeps its sites when one of them is removed later.
create table plan_sites (
    plan_id        text   not null,
    version        bigint not null,
    position       bigint not null,
    facility_id    text   not null,
    cameras        bigint not null,
    main_kbps      bigint not null,
    sub_kbps       bigint not null,
    recording      text   not null,
    retention_days bigint not null,
    link           text   not null,
    uplink_kbps    bigint,
    start_on       text   not null,
    responsible    text   not null,
    reasons        text   not null,
    primary key (plan_id, version, facility_id)
);

create table plan_comments (
    plan_id     text   not null,
    version     bigint not null,
    position    bigint not null,
    at_us       bigint not null,
    by_id       text   not null,
    by_name     text   not null,
    facility_id text   not null,
    body        text   not null,
    primary key (plan_id, version, position)
);

-- What was found at a camera on its way to being connected. Results hold for the address and login they were found
-- with; a fingerprint tells whether those are still the same. Hashes are SHA-256 in hexadecimal.
create table camera_checks (
    camera_id         text   not null primary key,
    login             text   not null,
    answered_us       bigint not null,
    probe_sha256      text   not null,
    credential        text   not null,
    credential_us     bigint not null,
    credential_sha256 text   not null,
    picture_sha256    text   not null,
    picture_us        bigint not null,
    first_picture_us  bigint,
    joined_us         bigint not null
);

-- A person looked at a picture and said yes or no; the newest row counts, and only for the place and address it
-- was said of. Names stand beside ids, for the word outlives the account.
create table picture_judgements (
    id             text     not null primary key,
    camera_id      text     not null,
    picture_sha256 text     not null,
    accepted       smallint not null,
    reason         text     not null,
    zone           text     not null,
    block          text     not null,
    floor          text     not null,
    url            text     not null,
    at_us          bigint   not null,
    by_id          text     not null,
    by_name        text     not null
);
create index picture_judgements_by_camera on picture_judgements (camera_id, at_us, id);

-- Connection records (biên bản nghiệm thu) with the measurements they were drawn up from and the limits of that
-- day: the verdict is computed from these rows and stored nowhere. Missing places stand one a line: zone, block and
-- floor between tabs.
create table connection_records (
    id                   text   not null primary key,
    facility_id          text   not null,
    plan_id              text   not null,
    plan_version         bigint not null,
    drawn_us             bigint not null,
    drawn_by             text   not null,
    drawn_name           text   not null,
    key_picture_age_us   bigint not null,
    first_picture_us     bigint not null,
    clock_offset_us      bigint not null,
    availability_percent bigint not null,
    missing              text   not null,
    withdrawn_us         bigint,
    withdrawn_by         text,
    withdrawn_name       text,
    withdrawn_reason     text
);
create index connection_records_by_facility on connection_records (facility_id, drawn_us, id);

create table connection_record_cameras (
    record_id        text     not null references connection_records (id),
    position         bigint   not null,
    camera_id        text     not null,
    name             text     not null,
    zone             text     not null,
    block            text     not null,
    floor            text     not null,
    picture_sha256   text     not null,
    accepted_by      text     not null,
    measured_us      bigint   not null,
    link_up          smallint not null,
    key_picture_us   bigint,
    first_picture_us bigint,
    clock_offset_us  bigint,
    zone_set         smallint not null,
    accepted         smallint not null,
    credential       text     not null,
    available_us     bigint   not null,
    primary key (record_id, position)
);

create table connection_signatures (
    record_id text   not null references connection_records (id),
    party     text   not null,
    person_id text   not null,
    name      text   not null,
    at_us     bigint not null,
    primary key (record_id, party)
);
