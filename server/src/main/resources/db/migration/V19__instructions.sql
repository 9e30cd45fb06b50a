-- What people at one tier want of people at a tier below. A row with a site was given here, to be done there; one without
-- came from the centre above, to be done here. above_id: the one from above that this one passes on. Times are 0 for not
-- yet: kept when the site has it, refused when it will not. There is no foreign key to the facility, and its name stands
-- here: what was asked stays readable.
create table instructions (
    id                 text   not null primary key,
    site_id            text   references sites (id) on delete cascade,
    above_id           text,
    facility_id        text   not null,
    facility           text   not null,
    kind               text   not null,
    words              text   not null,
    due_us             bigint,
    giver              text   not null,
    issuer             text   not null,
    given_us           bigint not null,
    kept_us            bigint not null default 0,
    refused_us         bigint not null default 0,
    seen_us            bigint not null default 0,
    seen_by            text   not null default '',
    done_us            bigint not null default 0,
    done_by            text   not null default '',
    result             text   not null default '',
    withdrawn_us       bigint not null default 0,
    withdrawn_by       text   not null default '',
    why                text   not null default '',
    withdrawal_kept_us bigint not null default 0
);
create index instructions_by_site on instructions (site_id, id);
create index instructions_by_above on instructions (above_id);

insert into role_permissions (role_id, action, past_hours) select id, 'instruction.read', null from roles where built_in = 1
    and id in ('focal-point', 'duty-watcher', 'military-command', 'it-department', 'health-department', 'chairman', 'national-committee', 'ministry', 'inspector');
insert into role_permissions (role_id, action, past_hours) select id, 'instruction.give', null from roles where built_in = 1
    and id in ('military-command', 'it-department', 'health-department', 'chairman', 'national-committee', 'ministry');
insert into role_permissions (role_id, action, past_hours) select id, 'instruction.answer', null from roles where built_in = 1
    and id in ('focal-point', 'duty-watcher', 'military-command', 'it-department', 'health-department');
