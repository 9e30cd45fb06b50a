-- What cameras report by themselves: that something moved, that somebody covered them, that a disk broke. begin_us and end_us are by our
-- clock, the device's time less its offset; end_us is null while it lasts. device is where it was asked.
create table camera_events (
    id          text   not null primary key,
    camera_id   text   not null references cameras (id) on delete cascade,
    kind        text   not null,
    begin_us    bigint not null,
    end_us      bigint,
    received_us bigint not null,
    device      text   not null
);

-- A camera's newest first, for lists and for the axis of playback.
create index camera_events_by_camera on camera_events (camera_id, begin_us, id);

-- The oldest of all, for retention.
create index camera_events_by_age on camera_events (begin_us);

-- What lasts, read at each start.
create index camera_events_lasting on camera_events (camera_id) where end_us is null;

-- Cameras whose devices somebody does not want asked for events.
create table camera_events_unasked (
    camera_id  text   not null primary key references cameras (id) on delete cascade,
    created_us bigint not null
);
