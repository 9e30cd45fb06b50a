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
