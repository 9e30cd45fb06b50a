-- What happens on duty: incidents, inspections, presence, hand-overs. Nothing here is ever deleted. Facilities are
-- named by id without a reference: what happened there outlives the facility's row. Names stand beside ids, for
-- they outlive the person's account.

-- Lists hold one id a line. An incident without an end is still going on, or nobody said when it ended. changed_us
-- is its version: a change names the one it was made from.
create table incidents (
    id          text   not null primary key,
    facility_id text   not null,
    cameras     text   not null,
    kind        text   not null,
    severity    text   not null,
    title       text   not null,
    from_us     bigint not null,
    to_us       bigint,
    state       text   not null,
    owner_id    text,
    owner       text,
    created_by  text   not null,
    created_us  bigint not null,
    changed_us  bigint not null
);
create index incidents_by_state on incidents (state, created_us, id);
create index incidents_by_time on incidents (created_us, id);
create index incidents_by_facility on incidents (facility_id, created_us, id);

-- Items of the kind's checklist that are done.
create table incident_ticks (
    incident_id text   not null references incidents (id),
    item        text   not null,
    person      text   not null,
    at_us       bigint not null,
    primary key (incident_id, item)
);

-- All that was done and noted, never changed.
create table incident_events (
    id          text   not null primary key,
    incident_id text   not null references incidents (id),
    at_us       bigint not null,
    person_id   text,
    person      text   not null,
    act         text   not null,
    words       text   not null
);
create index incident_events_by_incident on incident_events (incident_id, at_us, id);

-- Dates are yyyy-mm-dd in Asia/Ho_Chi_Minh.
create table inspections (
    id             text   not null primary key,
    facility_id    text   not null,
    on_day         text   not null,
    inspectors     text   not null,
    remark         text   not null,
    recorded_by    text   not null,
    recorded_us    bigint not null
);
create index inspections_by_facility on inspections (facility_id, on_day, id);

create table inspection_findings (
    inspection_id text     not null references inspections (id),
    position      smallint not null,
    code          text     not null,
    words         text     not null,
    mend_by       text,
    primary key (inspection_id, position)
);

-- When facilities began to operate: inspections are counted from there.
create index facility_steps_by_stage on facility_steps (to_stage, from_stage, facility_id, at_us);

-- Who last said "đang trực" at a site and when a picture of it was last open. Who said it before is in the audit log.
create table duty_sites (
    facility_id  text   not null primary key,
    confirmed_us bigint,
    person_id    text,
    person       text,
    viewed_us    bigint
);

-- What one shift left to the next; the list is as it was when it was signed.
create table hand_overs (
    id          text   not null primary key,
    facilities  text   not null,
    note        text   not null,
    state       text   not null,
    outgoing_id text   not null,
    outgoing    text   not null,
    outgoing_us bigint not null,
    incoming_id text,
    incoming    text,
    incoming_us bigint,
    remark      text   not null
);
create index hand_overs_by_time on hand_overs (outgoing_us, id);

create table hand_over_items (
    hand_over_id text     not null references hand_overs (id),
    position     smallint not null,
    kind         text     not null,
    item_id      text     not null,
    words_vi     text     not null,
    words_en     text     not null,
    primary key (hand_over_id, position)
);
