-- The programme of the dispatch: where each facility and camera stands, and by what evidence it came there.

-- Zones are those of Công văn 4403/CV-BCĐ; two had other codes before.
update cameras set zone = 'waiting-hall' where zone = 'hall';
update cameras set zone = 'outside-bathroom' where zone = 'outside-bathrooms';
update grants set zones = replace(zones, 'outside-bathrooms', 'outside-bathroom');
update grants set zones = 'waiting-hall' where zones = 'hall';

-- The stage a facility has reached. Lists hold one finding a line: the reason's code, a tab, the text. A facility
-- without a row is registered and no more.
create table facility_lives (
    facility_id    text   not null primary key,
    stage          text   not null,
    since_us       bigint not null,
    findings       text   not null,
    owner          text,
    escalate_on    text,
    retention_days bigint
);

-- Every step, never changed. Names stand beside ids, for the step outlives the person's account.
create table facility_steps (
    id          text     not null primary key,
    facility_id text     not null,
    from_stage  text     not null,
    to_stage    text     not null,
    at_us       bigint   not null,
    actor_id    text,
    actor       text     not null,
    by_person   smallint not null,
    evidence    text     not null,
    about       text     not null
);
create index facility_steps_by_facility on facility_steps (facility_id, at_us, id);
create index facility_steps_by_time on facility_steps (at_us, id);

-- The same of cameras. Block and floor are empty for zones of the whole site and where nobody said.
create table camera_lives (
    camera_id text   not null primary key,
    state     text   not null,
    since_us  bigint not null,
    block     text   not null,
    floor     text   not null
);

create table camera_steps (
    id         text     not null primary key,
    camera_id  text     not null,
    from_state text     not null,
    to_state   text     not null,
    at_us      bigint   not null,
    actor_id   text,
    actor      text     not null,
    by_person  smallint not null,
    evidence   text     not null,
    about      text     not null
);
create index camera_steps_by_camera on camera_steps (camera_id, at_us, id);
create index camera_steps_by_time on camera_steps (at_us, id);

-- What the built-in roles may do in the programme; a new database gets it from the program.
insert into role_permissions (role_id, action, past_hours) select id, 'contact.read', null from roles where built_in = 1
    and id in ('focal-point', 'duty-watcher', 'military-command', 'it-department', 'health-department', 'connection-engineer', 'chairman', 'ministry');
insert into role_permissions (role_id, action, past_hours) select id, 'contact.write', null from roles where built_in = 1
    and id in ('focal-point', 'military-command', 'it-department');
insert into role_permissions (role_id, action, past_hours) select id, 'contact.submit', null from roles where built_in = 1
    and id in ('focal-point', 'military-command');
insert into role_permissions (role_id, action, past_hours) select id, 'dispatch.read', null from roles where built_in = 1
    and id in ('focal-point', 'military-command', 'it-department', 'health-department', 'connection-engineer', 'chairman', 'national-committee', 'ministry', 'inspector', 'administrator');
insert into role_permissions (role_id, action, past_hours) select id, 'task.write', null from roles where built_in = 1
    and id in ('focal-point', 'military-command', 'it-department', 'health-department', 'connection-engineer');
insert into role_permissions (role_id, action, past_hours) select id, 'survey.read', null from roles where built_in = 1
    and id in ('focal-point', 'military-command', 'it-department', 'health-department', 'connection-engineer', 'chairman', 'ministry', 'inspector');
insert into role_permissions (role_id, action, past_hours) select id, 'survey.write', null from roles where built_in = 1
    and id in ('focal-point', 'it-department', 'health-department', 'connection-engineer');
insert into role_permissions (role_id, action, past_hours) select id, 'survey.sign.site', null from roles where built_in = 1
    and id in ('focal-point');
insert into role_permissions (role_id, action, past_hours) select id, 'plan.read', null from roles where built_in = 1
    and id in ('focal-point', 'military-command', 'it-department', 'health-department', 'connection-engineer', 'chairman', 'national-committee', 'ministry', 'inspector', 'administrator');
insert into role_permissions (role_id, action, past_hours) select id, 'connection.read', null from roles where built_in = 1
    and id in ('focal-point', 'military-command', 'it-department', 'health-department', 'connection-engineer', 'chairman', 'national-committee', 'ministry', 'inspector', 'administrator');
insert into role_permissions (role_id, action, past_hours) select id, 'connection.sign.site', null from roles where built_in = 1
    and id in ('focal-point');
insert into role_permissions (role_id, action, past_hours) select id, 'incident.read', null from roles where built_in = 1
    and id in ('focal-point', 'duty-watcher', 'military-command', 'it-department', 'health-department', 'chairman', 'assigned-agency', 'national-committee', 'inspector');
insert into role_permissions (role_id, action, past_hours) select id, 'incident.write', null from roles where built_in = 1
    and id in ('focal-point', 'duty-watcher', 'military-command', 'it-department', 'health-department');
insert into role_permissions (role_id, action, past_hours) select id, 'inspection.read', null from roles where built_in = 1
    and id in ('focal-point', 'military-command', 'it-department', 'health-department', 'chairman', 'ministry', 'inspector');
insert into role_permissions (role_id, action, past_hours) select id, 'duty.write', null from roles where built_in = 1
    and id in ('focal-point', 'duty-watcher', 'military-command', 'it-department', 'health-department');
insert into role_permissions (role_id, action, past_hours) select id, 'overview.read', null from roles where built_in = 1
    and id in ('focal-point', 'military-command', 'it-department', 'health-department', 'chairman', 'national-committee', 'ministry');
insert into role_permissions (role_id, action, past_hours) select id, 'facility.close', null from roles where built_in = 1
    and id in ('military-command', 'chairman');
insert into role_permissions (role_id, action, past_hours) select id, 'contact.consolidate', null from roles where built_in = 1
    and id in ('military-command');
insert into role_permissions (role_id, action, past_hours) select id, 'reminder.send', null from roles where built_in = 1
    and id in ('military-command', 'it-department', 'health-department', 'chairman', 'ministry');
insert into role_permissions (role_id, action, past_hours) select id, 'incident.close', null from roles where built_in = 1
    and id in ('military-command', 'health-department');
insert into role_permissions (role_id, action, past_hours) select id, 'inspection.write', null from roles where built_in = 1
    and id in ('military-command', 'it-department', 'health-department');
insert into role_permissions (role_id, action, past_hours) select id, 'report.read', null from roles where built_in = 1
    and id in ('military-command', 'it-department', 'health-department', 'chairman', 'national-committee', 'ministry', 'inspector');
insert into role_permissions (role_id, action, past_hours) select id, 'contact.receive', null from roles where built_in = 1
    and id in ('it-department');
insert into role_permissions (role_id, action, past_hours) select id, 'dispatch.write', null from roles where built_in = 1
    and id in ('it-department');
insert into role_permissions (role_id, action, past_hours) select id, 'survey.approve', null from roles where built_in = 1
    and id in ('it-department');
insert into role_permissions (role_id, action, past_hours) select id, 'plan.write', null from roles where built_in = 1
    and id in ('it-department');
insert into role_permissions (role_id, action, past_hours) select id, 'connection.write', null from roles where built_in = 1
    and id in ('it-department', 'connection-engineer');
insert into role_permissions (role_id, action, past_hours) select id, 'connection.accept', null from roles where built_in = 1
    and id in ('it-department');
insert into role_permissions (role_id, action, past_hours) select id, 'connection.approve', null from roles where built_in = 1
    and id in ('it-department');
insert into role_permissions (role_id, action, past_hours) select id, 'report.write', null from roles where built_in = 1
    and id in ('it-department');
insert into role_permissions (role_id, action, past_hours) select id, 'survey.sign.engineer', null from roles where built_in = 1
    and id in ('connection-engineer');
insert into role_permissions (role_id, action, past_hours) select id, 'connection.sign.engineer', null from roles where built_in = 1
    and id in ('connection-engineer');
insert into role_permissions (role_id, action, past_hours) select id, 'plan.approve', null from roles where built_in = 1
    and id in ('chairman');
insert into role_permissions (role_id, action, past_hours) select id, 'report.approve', null from roles where built_in = 1
    and id in ('chairman');
update rights_version set version = version + 1 where id = 1;
