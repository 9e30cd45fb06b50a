-- Where what a segment holds came from: recorded as it happened (LIVE), or fetched later from the camera's own storage into a gap
-- (FETCHED). The file says so, too; here it is for the timeline and for coverage, which count hundreds of rows at a time.
alter table segments add column origin text not null default 'LIVE';
