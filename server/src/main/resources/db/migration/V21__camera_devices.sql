-- Cameras that are asked as devices, too: where (ONVIF's device service, at the host of the camera's address, for the camera's login
-- is sent there), by which profile, and whether the device says that it can be turned.
create table camera_devices (
    camera_id  text     not null primary key references cameras (id) on delete cascade,
    service    text     not null,
    profile    text     not null,
    ptz        smallint not null,
    created_us bigint   not null,
    changed_us bigint   not null
);

-- Whoever may watch live may turn, but for those who only inspect or look on from above.
insert into role_permissions (role_id, action, past_hours) select id, 'ptz.control', null from roles where built_in = 1
    and id in ('focal-point', 'duty-watcher', 'military-command', 'it-department', 'health-department', 'chairman', 'assigned-agency', 'break-glass');
insert into role_permissions (role_id, action, past_hours) select id, 'ptz.take-over', null from roles where built_in = 1
    and id in ('military-command', 'it-department', 'break-glass');
