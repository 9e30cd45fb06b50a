-- How facilities of linked sites stand, as the sites told last. Where they are worked on they have an owner; here they can be
-- followed.
create table site_facilities (
    facility_id text   not null primary key references facilities (id) on delete cascade,
    site_id     text   not null references sites (id) on delete cascade,
    happened_us bigint not null,
    body        text   not null
);
create index site_facilities_by_site on site_facilities (site_id);
