-- The registry of facilities and their focal points, and the lists that go up to the ministry.

-- What is written down of a facility beside its name and address. Without purpose, legal basis, controller and
-- retention nothing may begin to be recorded there. Coordinates are millionths of a degree. The revision tells whether
-- somebody else changed it meanwhile.
create table facility_profiles (
    facility_id    text   not null primary key,
    code           text   not null,
    managing_body  text   not null,
    capacity       bigint,
    occupants      bigint,
    latitude_e6    bigint,
    longitude_e6   bigint,
    purpose        text   not null,
    legal_basis    text   not null,
    controller     text   not null,
    retention_days bigint,
    notice         text   not null,
    revision       bigint not null,
    changed_us     bigint not null,
    changed_by     text   not null
);

-- Blocks with their floors, in the order of the house, one row a floor.
create table facility_floors (
    facility_id text   not null,
    block_at    bigint not null,
    floor_at    bigint not null,
    block       text   not null,
    floor       text   not null,
    primary key (facility_id, block_at, floor_at)
);

-- A signed word that a place needs no camera. Withdrawn ones stay, for they were signed.
create table facility_waivers (
    id           text   not null primary key,
    facility_id  text   not null,
    zone         text   not null,
    block        text   not null,
    floor        text   not null,
    reason       text   not null,
    signer_id    text   not null,
    signer       text   not null,
    signed_us    bigint not null,
    withdrawn_us bigint,
    withdrawn_by text
);
create index facility_waivers_by_facility on facility_waivers (facility_id, signed_us);

-- What cameras recorded before nobody was there any more, to go on with when people come back.
create table facility_resting_cameras (
    camera_id   text     not null primary key,
    facility_id text     not null,
    record_main smallint not null,
    record_sub  smallint not null
);

-- The closing record. Camera ids, one a line, stand here because cameras may be removed before their footage is.
create table facility_closings (
    facility_id    text   not null primary key,
    facility       text   not null,
    document       text   not null,
    reason         text   not null,
    retention_days bigint not null,
    cameras        text   not null,
    signer_id      text   not null,
    signer         text   not null,
    closed_us      bigint not null,
    wipe_us        bigint not null,
    wiped_us       bigint
);

-- Who answers for a facility. Several, of whom one is the focal point. Phones one a line, E.164 where there is such.
create table contacts (
    id          text     not null primary key,
    facility_id text     not null,
    full_name   text     not null,
    title       text     not null,
    phones      text     not null,
    email       text     not null,
    focal       smallint not null,
    created_us  bigint   not null,
    changed_us  bigint   not null,
    changed_by  text     not null
);
create index contacts_by_facility on contacts (facility_id, created_us);

-- What a facility sent of its focal point, signed; never changed. The newest counts.
create table contact_submissions (
    id          text   not null primary key,
    facility_id text   not null,
    full_name   text   not null,
    title       text   not null,
    phones      text   not null,
    email       text   not null,
    at_us       bigint not null,
    signer_id   text   not null,
    signer      text   not null
);
create index contact_submissions_by_facility on contact_submissions (facility_id, at_us);

-- Versions of the consolidated list; never changed. Names of facilities stand beside ids, for they change.
create table contact_lists (
    version    bigint not null primary key,
    created_us bigint not null
);

create table contact_list_entries (
    version       bigint not null,
    position      bigint not null,
    facility_id   text   not null,
    facility_code text   not null,
    facility      text   not null,
    full_name     text   not null,
    title         text   not null,
    phones        text   not null,
    email         text   not null,
    submitted_us  bigint not null,
    submitted_by  text   not null,
    primary key (version, position)
);

create table contact_list_hops (
    version   bigint not null,
    hop       text   not null,
    at_us     bigint not null,
    signer_id text   not null,
    signer    text   not null,
    reason    text,
    primary key (version, hop)
);

-- Links by which somebody without an account enters a facility's contact, hashed so that a copy of the database lets
-- nobody in. The newest of a facility replaces the others.
create table contact_links (
    token_hash  text   not null primary key,
    facility_id text   not null,
    created_us  bigint not null,
    expires_us  bigint not null,
    maker_id    text   not null,
    maker       text   not null
);
create index contact_links_by_facility on contact_links (facility_id);
