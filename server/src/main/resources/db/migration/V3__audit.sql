-- Who did what, in a chain: each row's hash covers the row and the hash before it (AuditRow says how), so a
-- row cannot be changed, taken out or put in unnoticed. Nothing ever updates a row here; only retention
-- removes rows, from the old end. Names stand beside ids, because the log must still say who and what when
-- the person or the camera is gone: there are no foreign keys.
create table audit (
    seq             bigint not null primary key,
    at_us           bigint not null,
    kind            text   not null,
    user_id         text,
    person          text,
    organisation_id text,
    address         text,
    session         text,
    facility_id     text,
    facility        text,
    camera_id       text,
    camera          text,
    from_us         bigint,
    to_us           bigint,
    detail          text   not null,
    previous_hash   text   not null,
    hash            text   not null
);
create index audit_by_time on audit (at_us, seq);
create index audit_by_kind on audit (kind, seq);
create index audit_by_user on audit (user_id, seq);
create index audit_by_person on audit (person, seq);
create index audit_by_camera on audit (camera_id, seq);
create index audit_by_facility on audit (facility_id, seq);

-- Both ends of the chain, one row. Every append changes it first: that is the lock which keeps two writers
-- from following the same row. The base is the first row that is kept and the hash before it.
create table audit_head (
    id        smallint not null primary key,
    seq       bigint   not null,
    hash      text     not null,
    base_seq  bigint   not null,
    base_hash text     not null
);
insert into audit_head (id, seq, hash, base_seq, base_hash) values (
    1,
    0, '0000000000000000000000000000000000000000000000000000000000000000',
    1, '0000000000000000000000000000000000000000000000000000000000000000');

-- Viewings that have begun and not ended, by the row of their beginning: what is left here at a start was
-- cut off by a crash. The times are refreshed about once a minute.
create table audit_viewings (
    seq     bigint not null primary key,
    from_us bigint not null,
    to_us   bigint not null
);
