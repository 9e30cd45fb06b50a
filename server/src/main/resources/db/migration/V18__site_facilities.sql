-- How facilities of linked sites stand, as the sites told last. Where they are worked on they have an owner; here they can be
-- followed. proved_us is when the newest picture was taken that was decoded here; 0 before the first.
create table site_facilities (
    facility_id text   not null primary key references facilities (id) on delete cascade,
    site_id     text   not null references sites (id) on delete cascade,
    happened_us bigint not null,
    body        text   not null,
    proved_us   bigint not null default 0
);
create index site_facilities_by_site on site_facilities (site_id);
