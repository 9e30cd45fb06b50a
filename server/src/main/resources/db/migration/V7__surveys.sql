-- Surveys of facilities: what was answered, who signed, what follows.

-- One survey a facility, and where its newest version stands, so that a list needs no answers read.
create table surveys (
    id          text   not null primary key,
    facility_id text   not null unique,
    version     bigint not null,
    stage       text   not null,
    verdict     text,
    gaps        bigint not null,
    disputes    bigint not null,
    cameras     bigint not null,
    late        bigint not null,
    changed_us  bigint not null
);

-- A version ends at a position in the list of operations; what comes later belongs to the next. Findings are one a line:
-- the reason's code, a tab, the text.
create table survey_versions (
    survey_id       text   not null,
    version         bigint not null,
    stage           text   not null,
    begun_us        bigint not null,
    end_position    bigint,
    submitted_by_id text,
    submitted_by    text,
    submitted_us    bigint,
    back_by_id      text,
    back_by         text,
    back_us         bigint,
    back_reason     text,
    verdict         text,
    findings        text,
    owner           text,
    escalate_on     text,
    note            text,
    decided_by_id   text,
    decided_by      text,
    decided_us      bigint,
    primary key (survey_id, version)
);

create table survey_signatures (
    survey_id text   not null,
    version   bigint not null,
    party     text   not null,
    by_id     text   not null,
    by_name   text   not null,
    at_us     bigint not null,
    primary key (survey_id, version, party)
);

-- Everything anybody ever typed, never changed: the answers are computed from it. The phone makes the id, so that an
-- operation that is sent twice is kept once.
create table survey_operations (
    survey_id    text     not null,
    position     bigint   not null,
    id           text     not null,
    path         text     not null,
    base_version bigint   not null,
    not_known    smallint not null,
    answer       text     not null,
    by_id        text     not null,
    by_name      text     not null,
    typed_us     bigint   not null,
    received_us  bigint   not null,
    source       text     not null,
    primary key (survey_id, position),
    unique (survey_id, id)
);

-- The files lie in <data>/photos, named by survey and hash.
create table survey_photos (
    survey_id   text   not null,
    id          text   not null,
    sha256      text   not null,
    media_type  text   not null,
    bytes       bigint not null,
    width       bigint not null,
    height      bigint not null,
    place       text   not null,
    caption     text   not null,
    by_id       text   not null,
    by_name     text   not null,
    received_us bigint not null,
    primary key (survey_id, id)
);

create table survey_uplinks (
    survey_id text   not null,
    at_us     bigint not null,
    up_kbps   bigint not null,
    down_kbps bigint not null,
    bytes     bigint not null,
    method    text   not null,
    by_id     text   not null,
    by_name   text   not null,
    primary key (survey_id, at_us)
);
