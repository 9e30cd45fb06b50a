-- Until when default passwords are not tried at a camera: makers lock an account after a few wrong ones and go on
-- counting while the server starts anew. Of the camera and not of its login, for the camera's count is.
create table camera_rests (
    camera_id text   not null primary key,
    until_us  bigint not null
);

-- Whether a camera was listened to for long enough and told nothing of its time. In older records no offset means
-- that none was measured, so what they say stays what they said.
alter table connection_record_cameras add column clock_silent smallint not null default 0;
