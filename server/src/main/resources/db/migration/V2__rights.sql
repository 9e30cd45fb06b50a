-- Who may see and do what. Roles are data, because agencies get renamed and merged; a grant gives a person a
-- role within a scope and a time.

-- Administrative units by their official code. Names change and units merge: the successor keeps old codes
-- meaningful. Dates are yyyy-mm-dd, null where it is not known or has no end.
create table areas (
    code           text not null primary key,
    name           text not null,
    level          text not null,
    parent_code    text,
    valid_from     text,
    valid_to       text,
    successor_code text
);

create table organisations (
    id           text not null primary key,
    name         text not null,
    kind         text not null,
    area_code    text,
    parent_id    text,
    valid_from   text,
    valid_to     text,
    successor_id text
);

-- Which organisation runs a facility and where it lies: what scopes are compared with.
alter table facilities add column organisation_id text;
alter table facilities add column area_code text;

alter table users add column email text not null default '';
alter table users add column organisation_id text;
create index users_by_email on users (email);

-- An empty name of a built-in role means its name in the reader's language.
create table roles (
    id         text     not null primary key,
    name       text     not null,
    built_in   smallint not null,
    created_us bigint   not null
);

-- past_hours bounds how far back an action may look; null does not.
create table role_permissions (
    role_id    text   not null references roles (id) on delete cascade,
    action     text   not null,
    past_hours bigint,
    primary key (role_id, action)
);

-- A null organisation or area and an empty list mean all. The lists hold one id a line and are not tables of
-- their own: a facility that is removed must not turn "these" into "all".
create table grants (
    id              text     not null primary key,
    user_id         text     not null references users (id) on delete cascade,
    role_id         text     not null,
    organisation_id text,
    area_code       text,
    facilities      text     not null,
    zones           text     not null,
    from_us         bigint,
    until_us        bigint,
    created_us      bigint   not null,
    created_by      text     not null,
    reason          text     not null,
    break_glass     smallint not null
);
create index grants_by_user on grants (user_id);

-- Counts changes of roles, grants and units, so that a running server sees what another program changed.
create table rights_version (
    id      bigint not null primary key,
    version bigint not null
);
insert into rights_version (id, version) values (1, 1);

insert into grants (id, user_id, role_id, organisation_id, area_code, facilities, zones, from_us, until_us,
    created_us, created_by, reason, break_glass)
select 'first-' || id, id, 'administrator', null, null, '', '', null, null, created_us, '', '', 0
from users where role = 'administrator';
alter table users drop column role;
