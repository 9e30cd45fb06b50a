import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const model = await load('overview/model.js');
const {fromField, fromQuery, playbackAt, tabOf, toField, withTab} = await load('incidents/filter.js');

const ROOM = {width: 400, height: 500};
const PLACES = [[11.5881, 108.9602], [11.34, 108.88], [11.83, 108.87], [11.7251, 109.1952]].map(([latitude, longitude], i) => ({id: `f${i}`, name: `Cơ sở ${i}`, latitude, longitude, occupants: 40 * i, mark: 'CONNECTED'}));

test('keeps north up, east right and everything in the room', () => {
  const p = model.projection(PLACES, ROOM, 30);
  for (const {latitude, longitude} of PLACES) {
    assert.ok(p.x(longitude) >= 29 && p.x(longitude) <= 371 && p.y(latitude) >= 29 && p.y(latitude) <= 471);
  }
  assert.ok(p.y(11.83) < p.y(11.34));
  assert.ok(p.x(109.1952) > p.x(108.87));
  assert.ok(Math.abs(p.lon(p.x(109)) - 109) < 1e-9 && Math.abs(p.lat(p.y(11.5)) - 11.5) < 1e-9);
});

test('draws a kilometre as long as it is, both ways', () => {
  const p = model.projection(PLACES, ROOM, 30);
  // From Phan Rang 10 km north and 10 km east, on a sphere of 6371 km.
  const north = 10 / 6371 * 180 / Math.PI;
  const east = north / Math.cos(11.585 * Math.PI / 180);
  assert.ok(Math.abs((p.y(11.585) - p.y(11.585 + north)) / p.pixelsPerKm - 10) < 0.05);
  assert.ok(Math.abs((p.x(108.96 + east) - p.x(108.96)) / p.pixelsPerKm - 10) < 0.05);
});

test('draws one facility alone without an endless scale', () => {
  const p = model.projection([PLACES[0]], ROOM, 30);
  assert.ok(Number.isFinite(p.pixelsPerKm) && p.pixelsPerKm < 250);
  assert.ok(model.graticule(p, ROOM).lons.length < 20);
  assert.ok(model.scaleBar(p, 130).pixels <= 130);
});

test('parts facilities that stand at the same place, within the room', () => {
  const town = Array.from({length: 12}, (_, i) => ({...PLACES[0], id: `t${i}`}));
  const p = model.projection([...town, ...PLACES], ROOM, 30);
  const marks = model.marksAt(town, p, ROOM, () => 8);
  for (let i = 0; i < marks.length; i++) {
    for (let j = i + 1; j < marks.length; j++) assert.ok(Math.hypot(marks[i].x - marks[j].x, marks[i].y - marks[j].y) > 14);
  }
  assert.deepEqual(marks.map(m => m.x), model.marksAt(town, p, ROOM, () => 8).map(m => m.x));
});

test('writes the names of trouble first and none over another', () => {
  const p = model.projection(PLACES, ROOM, 30);
  const marks = model.marksAt(PLACES.map((f, i) => ({...f, mark: i === 3 ? 'LOST' : 'CONNECTED'})), p, ROOM, () => 8);
  assert.equal(model.labelsAt(marks, ROOM, 12, 1)[0].mark.facility.id, 'f3');
});

test('turns the pages of the wall and holds one picture of each facility in trouble', () => {
  const cameras = Array.from({length: 30}, (_, i) => ({id: `c${i}`, facilityId: `f${i % 10}`}));
  const first = model.wallPage(cameras, ['f7'], 12, 0);
  const second = model.wallPage(cameras, ['f7'], 12, 1);
  assert.equal(first.cameras.length, 12);
  assert.equal(first.cameras[0].id, 'c7');
  assert.equal(second.cameras[0].id, 'c7');
  const seen = new Set(Array.from({length: first.pages}, (_, i) => model.wallPage(cameras, ['f7'], 12, i).cameras).flat().map(c => c.id));
  assert.equal(seen.size, 30);
  assert.equal(model.wallPage(cameras, ['f7'], 12, first.pages).page, 0);
  assert.equal(model.wallPage(cameras.slice(0, 12), [], 12, 5).pages, 1);
});

test('cuts a name between words', () => {
  assert.equal(model.short('Trung tâm Giáo dục thường xuyên', 24), 'Trung tâm Giáo dục…');
  assert.equal(model.short('Ngắn', 24), 'Ngắn');
});

test('keeps the filter of incidents in the address', () => {
  const filter = fromQuery(new URLSearchParams('state=closed&kind=FIRE&incident=i1'));
  assert.deepEqual(filter, {state: 'closed', kind: 'FIRE'});
  assert.equal(tabOf(filter), 'closed');
  assert.deepEqual(withTab(filter, 'open'), {kind: 'FIRE'});
  assert.deepEqual(withTab(filter, 'mine'), {kind: 'FIRE', mine: 'true'});
});

test('writes times of the facilities into fields, wherever the browser stands', () => {
  const ms = Date.parse('2021-05-12T20:30:00Z');
  assert.equal(toField(ms), '2021-05-13T03:30');
  assert.equal(fromField('2021-05-13T03:30'), ms);
  assert.ok(Number.isNaN(fromField('')));
});

test('plays back from before an incident and never from the future', () => {
  assert.equal(playbackAt(1_000_000, 9_000_000), 990_000);
  assert.equal(playbackAt(1_000_000, 1_001_000), 986_000);
});
