import {officialDate} from '../app/format.js';
import {t} from '../app/i18n.js';
import {zoneWord} from '../app/zones.js';

/** More names than this become a number: a sentence is for reading. */
const NAMED_MAX = 3;

const known = (map, id) => map?.get(id)?.name ?? id;

function listed(names, manyKey) {
  return names.length > NAMED_MAX ? t(manyKey, {n: names.length}) : names.join(', ');
}

/**
 * The scope of a grant in words: "Cơ sở: A, B · Vị trí: Cổng · đến hết 30/11/2026". `names` has maps of facilities, areas (by code) and
 * organisations; what is not in them is told by its id.
 */
export function scopeWords({scope = {}, from, until}, names = {}) {
  const {organisationId, areaCode, facilityIds = [], zones = []} = scope;
  const parts = [];
  if (organisationId) parts.push(t('scope.organisation', {name: known(names.organisations, organisationId)}));
  if (areaCode) parts.push(t('scope.area', {name: known(names.areas, areaCode)}));
  if (facilityIds.length) parts.push(t('scope.facilities', {names: listed(facilityIds.map(id => known(names.facilities, id)), 'scope.facilities.many')}));
  if (!parts.length) parts.push(t('scope.all'));
  if (zones.length) parts.push(t('scope.zones', {names: listed(zones.map(zoneWord), 'scope.zones.many')}));
  const time = periodWords(from, until);
  if (time) parts.push(time);
  return parts.join(' · ');
}

/** "từ 01/7/2025", "đến 30/11/2026 17:00", both, or nothing. */
export function periodWords(from, until) {
  const values = {from: from && moment(from), until: until && moment(until)};
  if (from && until) return t('scope.fromUntil', values);
  if (from) return t('scope.from', values);
  return until ? t('scope.until', values) : '';
}

const moment = text => officialDate(Date.parse(text));

/** Whether a grant holds at a moment: `now`, `later` or `over`. */
export function grantState({from, until}, nowMs) {
  if (until && Date.parse(until) <= nowMs) return 'over';
  return from && Date.parse(from) > nowMs ? 'later' : 'now';
}
