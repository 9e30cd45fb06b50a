-- Whether the centre above may turn a camera. What was decided before did not speak of that, and so does not give it; of a camera without
-- a row it is not given either.
alter table link_grants add column turn smallint not null default 0;
