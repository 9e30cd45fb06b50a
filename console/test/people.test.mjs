import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const {grantState, periodWords, scopeWords} = await load('people/scope-words.js');
const {tree, unitState, unitWords} = await load('people/unit-words.js');
const {grouped, actionName, actionSentence} = await load('people/actions.js');
const {deviceWords} = await load('me/device-words.js');
const {byDay, fromQuery, sinceDays} = await load('audit/filter.js');
const {isoDay, officialDate} = await load('app/format.js');
const {language} = await load('app/i18n.js');

const NAMES = {
  facilities: new Map([['a', {name: 'Trường Quân sự'}], ['b', {name: 'Ninh Chữ'}]]),
  areas: new Map([['56', {name: 'Khánh Hòa'}]]),
  organisations: new Map([['o', {name: 'Sở Y tế'}]]),
};
const scope = more => ({scope: {organisationId: null, areaCode: null, facilityIds: [], zones: [], ...more}, from: null, until: null});

test('says everywhere when nothing limits a grant', () => {
  assert.equal(scopeWords(scope({}), NAMES), 'Mọi nơi');
});

test('names organisation, area, facilities and zones', () => {
  assert.equal(scopeWords(scope({organisationId: 'o', areaCode: '56'}), NAMES), 'Cơ quan: Sở Y tế · Địa bàn: Khánh Hòa');
  assert.equal(scopeWords(scope({facilityIds: ['a', 'b'], zones: ['gate']}), NAMES), 'Cơ sở: Trường Quân sự, Ninh Chữ · Vị trí: Cổng');
});

test('limits zones everywhere without calling that no limit', () => {
  assert.equal(scopeWords(scope({zones: ['gate', 'yard']}), NAMES), 'Mọi nơi · Vị trí: Cổng, Sân');
});

test('counts instead of naming when there are many, and names what it does not know by its id', () => {
  assert.equal(scopeWords(scope({facilityIds: ['a', 'b', 'c', 'd']}), NAMES), 'Cơ sở: 4 cơ sở');
  assert.equal(scopeWords(scope({facilityIds: ['gone']}), NAMES), 'Cơ sở: gone');
});

test('ends a period with its last day, or with its minute', () => {
  assert.equal(periodWords('2026-11-30T17:00:00Z', '2026-12-31T17:00:00Z'), 'từ 01/12/2026 đến hết 31/12/2026');
  assert.equal(periodWords(null, '2026-11-26T10:30:00Z'), 'đến 17:30 26/11/2026');
  assert.equal(periodWords(null, null), '');
});

test('knows whether a grant holds', () => {
  const now = Date.parse('2026-11-26T00:00:00Z');
  assert.equal(grantState({from: null, until: null}, now), 'now');
  assert.equal(grantState({from: '2026-12-01T00:00:00Z', until: null}, now), 'later');
  assert.equal(grantState({from: null, until: '2026-11-26T00:00:00Z'}, now), 'over');
});

test('writes dates as decree 30/2020 does', () => {
  assert.equal(officialDate(Date.parse('2025-06-30T17:00:00Z')), '01/7/2025');
  assert.equal(officialDate(Date.parse('2021-02-09T00:00:00Z')), '09/02/2021');
});

test('says what became of a former unit', () => {
  const former = {validFrom: null, validTo: '2025-07-01'};
  assert.equal(unitWords(former, 'Khánh Hòa'), 'từ 01/7/2025 thuộc Khánh Hòa');
  assert.equal(unitWords(former, null), 'đến trước 01/7/2025');
  assert.equal(unitState(former, '2025-06-30'), 'now');
  assert.equal(unitState(former, '2025-07-01'), 'over');
  assert.equal(unitState({validFrom: '2027-01-01', validTo: null}, '2026-11-26'), 'later');
});

test('draws parents before their parts, and survives a circle', () => {
  const units = [{id: 'c', up: 'b'}, {id: 'b', up: 'a'}, {id: 'a', up: null}, {id: 'x', up: 'y'}, {id: 'y', up: 'x'}];
  const rows = tree(units, u => u.id, u => u.up, (m, n) => m.id.localeCompare(n.id));
  assert.deepEqual(rows.map(r => `${r.unit.id}${r.depth}`), ['a0', 'b1', 'c2', 'x0', 'y0']);
});

test('gives every action a name and a sentence in both languages, and no group twice', () => {
  const all = ['facility.read', 'facility.write', 'camera.read', 'camera.write', 'camera.test', 'camera.picture', 'coverage.read', 'live.view', 'recording.view', 'export.make', 'export.approve', 'user.read', 'user.write', 'role.write',
    'organisation.write', 'audit.read', 'system.read', 'system.write', 'break-glass', 'alarm.read'];
  for (const code of ['en', 'vi']) {
    language.use(code);
    for (const id of all) assert.ok(actionName(id) !== id && actionSentence(id), `${id} in ${code}`);
  }
  assert.deepEqual(grouped(all).flatMap(g => g.ids).sort(), [...all].sort());
  assert.deepEqual(grouped(['talk.make', 'live.view']).flatMap(g => g.ids), ['live.view', 'talk.make']);
});

test('calls a browser by its name', () => {
  assert.equal(deviceWords('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0'), 'Edge, Windows');
  assert.equal(deviceWords('curl/8.5'), 'curl/8.5');
});

test('takes the filter from an address and leaves out what it does not know', () => {
  assert.deepEqual(fromQuery(new URLSearchParams('kind=view&person=&limit=9&camera=c1')), {kind: 'view', camera: 'c1'});
});

test('counts days back from the midnight of the facilities', () => {
  assert.equal(sinceDays(1, Date.parse('2026-11-26T18:00:00Z')), '2026-11-26T17:00:00.000Z');
  assert.equal(sinceDays(7, Date.parse('2026-11-26T16:00:00Z')), '2026-11-19T17:00:00.000Z');
});

test('breaks the log at midnight of the facilities', () => {
  const rows = ['2026-11-26T17:30:00Z', '2026-11-26T16:59:00Z', '2026-11-26T01:00:00Z'].map(at => ({at}));
  assert.deepEqual(byDay(rows, isoDay).map(d => [d.day, d.rows.length]), [['2026-11-27', 1], ['2026-11-26', 2]]);
});
