-- What the centre above may have of a camera here, where somebody decided about it. A camera without a row has what every camera
-- has: it is listed, live and recorded pictures may be had. A camera in a zone where none may look is never given, whatever stands here.
create table link_grants (
    camera_id text     not null primary key references cameras (id) on delete cascade,
    listed    smallint not null,
    live      smallint not null,
    playback  smallint not null,
    talk      smallint not null
);

-- Why a site was shut out, in the words of who did it.
alter table sites add column revoke_reason text not null default '';

-- What the built-in roles may do about links; a new database gets it from the program.
insert into role_permissions (role_id, action, past_hours) select id, 'link.read', null from roles where built_in = 1
    and id in ('administrator', 'it-department', 'inspector');
insert into role_permissions (role_id, action, past_hours) select id, 'link.write', null from roles where built_in = 1
    and id in ('administrator');
