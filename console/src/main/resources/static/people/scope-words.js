import {dayStart, officialDate, shortTime} from '../app/format.js';
import {t} from '../app/i18n.js';
import {zoneWord} from '../app/zones.js';

/** More names than this become a number: a sentence is for reading. */
const NAMED_MAX = 3;

const known = (map, id) => map?.get(id)?.name ?? id;

const listed = (names, many) => (names.length > NAMED_MAX ? many(names.length) : names.join(', '));

/**
 * The scope of a grant in words: "Cơ sở: A, B · Vị trí: Cổng · đến hết 30/11/2026". `names` has maps of facilities, areas (by code) and
 * organisations; what is not in them is told by its id.
 */
export function scopeWords({scope = {}, from, until}, names = {}) {
  const {organisationId, areaCode, facilityIds = [], zones = []} = scope;
  const parts = [];
  if (organisationId) parts.push(t('scope.organisation', {name: known(names.organisations, organisationId)}));
  if (areaCode) parts.push(t('scope.area', {name: known(names.areas, areaCode)}));
  if (facilityIds.length) parts.push(t('scope.facilities', {names: listed(facilityIds.map(id => known(names.facilities, id)), n => t('scope.facilities.many', {n}))}));
  if (!parts.length) parts.push(t('scope.all'));
  if (zones.length) parts.push(t('scope.zones', {names: listed(zones.map(zoneWord), n => t('scope.zones.many', {n}))}));
  const time = periodWords(from, until);
  if (time) parts.push(time);
  return parts.join(' · ');
}

/** "từ 01/7/2025", "đến hết 30/11/2026", "đến 17:00 30/11/2026", the first with one of the others, or nothing. */
export function periodWords(from, until) {
  const parts = [];
  if (from) parts.push(t('scope.from', {from: moment(Date.parse(from))}));
  if (until) {
    const ms = Date.parse(until);
    // A period that ends at midnight ends, for a person, with the day before.
    parts.push(dayStart(ms) === ms ? t('scope.until', {until: officialDate(ms - 1)}) : t('scope.untilTime', {until: moment(ms)}));
  }
  return parts.join(' ');
}

const moment = ms => (dayStart(ms) === ms ? officialDate(ms) : `${shortTime(ms)} ${officialDate(ms)}`);

/** Whether a grant holds at a moment: `now`, `later` or `over`. */
export function grantState({from, until}, nowMs) {
  if (until && Date.parse(until) <= nowMs) return 'over';
  return from && Date.parse(from) > nowMs ? 'later' : 'now';
}
