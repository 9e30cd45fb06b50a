-- Reports. Figures, letters and frame are JSON that only the program reads: they are frozen or changed as a whole, never searched. The hash is that of the
-- figures' text, so that a change made behind the program's back shows. Facilities are the ids that were counted, one a line: who may not see
-- them all may not see the report.
create table reports (
    id              text   not null primary key,
    revision        bigint not null,
    kind            text   not null,
    deadline_phrase text,
    deadline_us     bigint,
    deadline_edge   text,
    figures         text   not null,
    figures_sha256  text   not null,
    letters         text   not null,
    facilities      text   not null,
    frame           text   not null,
    subject         text   not null,
    difficulties    text   not null,
    proposals       text   not null,
    state           text   not null,
    state_us        bigint not null,
    state_by_id     text   not null,
    state_by        text   not null,
    state_reason    text,
    number          bigint,
    issued_on       text,
    created_us      bigint not null
);
create index reports_by_time on reports (created_us, id);

-- What happened to a report, never changed.
create table report_acts (
    report_id text   not null,
    revision  bigint not null,
    at_us     bigint not null,
    act       text   not null,
    person_id text   not null,
    person    text   not null,
    words     text   not null,
    primary key (report_id, revision)
);

-- What left the house, byte by byte. Base64, for there is no byte type that both databases know.
create table report_files (
    report_id text not null,
    format    text not null,
    sha256    text not null,
    bytes     text not null,
    primary key (report_id, format)
);
