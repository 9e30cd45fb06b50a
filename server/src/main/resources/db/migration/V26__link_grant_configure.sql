-- Whether the centre above may set what is recorded of a camera and for how long. What was decided before did not speak of that, and so does
-- not give it; of a camera without a row it is not given either.
alter table link_grants add column configure smallint not null default 0;
