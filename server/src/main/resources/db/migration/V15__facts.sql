-- What happened here and the centre above does not keep yet, in order and without holes. Rows are written in the
-- transaction of what they tell of. One row in outbox_head: centre is the id that the centre knows this server by, empty
-- while there is none and nothing is written; last is the newest number given; applied is what the centre keeps; passed
-- counts what was left out because too much was waiting; coverage_day is the newest day (yyyy-mm-dd) told of.
create table outbox (
    number      bigint not null primary key,
    kind        text   not null,
    subject     text   not null,
    happened_us bigint not null,
    body        text   not null
);

create table outbox_head (
    id           smallint not null primary key,
    centre       text     not null,
    last         bigint   not null,
    applied      bigint   not null,
    passed       bigint   not null,
    coverage_day text     not null
);
insert into outbox_head (id, centre, last, applied, passed, coverage_day) values (1, '', 0, 0, 0, '');

-- What the sites below told, as they told it. Subjects and bodies name places and cameras as the site does.
alter table sites add column applied bigint not null default 0;

create table site_facts (
    site_id     text   not null references sites (id) on delete cascade,
    number      bigint not null,
    kind        text   not null,
    subject     text   not null,
    happened_us bigint not null,
    received_us bigint not null,
    body        text   not null,
    primary key (site_id, number)
);
create index site_facts_by_subject on site_facts (site_id, kind, subject, number);

-- The site that keeps an incident, and its name; null when it is kept here. Whoever keeps it works on it, others look.
alter table incidents add column site_id text;
alter table incidents add column site text;
