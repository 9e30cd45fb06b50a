-- What is said to people outside the screens: the queue and the log of it in one. The text of a secret one (an
-- invitation's link) is sealed while it waits and empty afterwards. There are no foreign keys: the log must
-- still say what was sent when the task or the facility is gone.
create table notifications (
    id          text     not null primary key,
    created_us  bigint   not null,
    kind        text     not null,
    channel     text     not null,
    address     text     not null,
    recipient   text     not null,
    subject     text     not null,
    body        text     not null,
    secret      smallint not null,
    dispatch_id text,
    task_id     text,
    facility_id text,
    asked_by    text     not null,
    once_key    text,
    state       text     not null,
    attempts    smallint not null,
    next_us     bigint   not null,
    expires_us  bigint   not null,
    finished_us bigint,
    result      text     not null,
    detail      text     not null
);
create index notifications_queue on notifications (state, channel, next_us);
create index notifications_by_task on notifications (task_id, id);
create index notifications_by_facility on notifications (facility_id, id);
-- A step of a reminder is sent once, whatever happens.
create unique index notifications_once on notifications (once_key);

-- Where an agency is written to beside the mail of its people: its clerk's mailbox, a group of a messenger.
create table organisation_addresses (
    organisation_id text not null,
    channel         text not null,
    address         text not null,
    name            text not null,
    primary key (organisation_id, channel, address)
);

-- Official letters. Names of agencies stay as the letter writes them, ids beside them where they are known: a
-- letter of 2021 keeps its names when agencies merge. Recipients hold one name a line.
create table dispatches (
    id                     text   not null primary key,
    number                 text   not null,
    kind                   text   not null,
    issued_on              text   not null,
    issuer                 text   not null,
    issuer_organisation_id text,
    subject                text   not null,
    urgency                text   not null,
    received_us            bigint not null,
    recipients             text   not null,
    organisation_id        text,
    created_us             bigint not null,
    created_by             text   not null,
    -- Numbers begin anew each year.
    unique (number, issued_on)
);

-- Which letter carries out which.
create table dispatch_parents (
    dispatch_id text not null references dispatches (id) on delete cascade,
    parent_id   text not null references dispatches (id),
    primary key (dispatch_id, parent_id)
);
create index dispatch_parents_by_parent on dispatch_parents (parent_id);

-- What each tells whom to do. The phrase of the deadline stands beside the moment; by_hand says that a person
-- and not the grammar gave the moment. The version keeps two people from deciding at once.
create table dispatch_tasks (
    id              text     not null primary key,
    dispatch_id     text     not null references dispatches (id) on delete cascade,
    item            text     not null,
    agency          text     not null,
    organisation_id text,
    wording         text     not null,
    phrase          text,
    due_us          bigint,
    edge            text,
    by_hand         smallint not null,
    state           text     not null,
    state_us        bigint   not null,
    state_by        text     not null,
    recorded_us     bigint   not null,
    evidence        text     not null,
    documents       text     not null,
    version         bigint   not null
);
create index dispatch_tasks_by_dispatch on dispatch_tasks (dispatch_id);

-- Every act on a task, never changed.
create table dispatch_task_events (
    id      text   not null primary key,
    task_id text   not null references dispatch_tasks (id) on delete cascade,
    at_us   bigint not null,
    person  text   not null,
    act     text   not null,
    words   text   not null
);
create index dispatch_task_events_by_task on dispatch_task_events (task_id, id);

-- The distribution list, one addressee a row, in the letter's order.
create table dispatch_addressees (
    dispatch_id     text     not null references dispatches (id) on delete cascade,
    position        smallint not null,
    name            text     not null,
    organisation_id text,
    copied_us       bigint,
    copied_by       text,
    primary key (dispatch_id, position)
);

-- Files of letters and of evidence; the bytes lie in the data folder under the id.
create table dispatch_files (
    id          text   not null primary key,
    dispatch_id text   not null references dispatches (id) on delete cascade,
    name        text   not null,
    media_type  text   not null,
    size_bytes  bigint not null,
    sha256      text   not null,
    created_us  bigint not null,
    created_by  text   not null
);
create index dispatch_files_by_dispatch on dispatch_files (dispatch_id);
