import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const format = await load('app/format.js');
const {layoutFor} = await load('watch/layouts.js');
const {serverClock} = await load('app/server-clock.js');

test('finds a name typed without tones, in any order of its words', () => {
  assert.ok(format.matches('Thư viện', 'thu vien'));
  assert.ok(format.matches('Hành lang tầng 2', 'tang 2 hanh'));
  assert.ok(format.matches('Đường đi', 'duong di'));
  assert.ok(!format.matches('Cổng chính', 'cong phu'));
});

test('begins the day at midnight of the facilities, not of the browser', () => {
  assert.equal(new Date(format.dayStart(Date.parse('2026-11-23T18:30:00Z'))).toISOString(), '2026-11-23T17:00:00.000Z');
  assert.equal(format.date(Date.parse('2026-11-23T18:30:00Z')), '24/11/2026');
  assert.equal(format.exactTime(Date.parse('2026-11-23T18:30:05.040Z')), '01:30:05.040');
});

test('never rounds coverage up to whole', () => {
  assert.equal(format.percent(0.9996, 1), '99,9%');
  assert.equal(format.percent(1), '100%');
});

test('says a duration in one unit', () => {
  assert.equal(format.duration(59_900), '59 giây');
  assert.equal(format.duration(3_599_000), '59 phút');
  assert.equal(format.duration(90_000_000), '1 ngày');
});

test('shows all cameras of a small facility at once', () => {
  assert.deepEqual([1, 2, 5, 8, 12, 40].map(n => layoutFor(n).id), ['1', '4', '6', '9', '16', '16']);
});

test('narrows the server clock from whole seconds', () => {
  // The server is 5 s ahead; answers take 20 ms and come at all parts of a second.
  for (let i = 0; i < 60; i++) {
    const sent = 1_000_000_000_000 + i * 1_017;
    const server = sent + 10 + 5_000;
    serverClock.learn(new Date(Math.floor(server / 1000) * 1000).toUTCString(), sent, sent + 20);
  }
  assert.ok(Math.abs(serverClock.offsetMs - 5_000) < 60, `${serverClock.offsetMs}`);
});

test('takes a clock that was set anew for what it is', () => {
  serverClock.learnExact(2_000_000_000_000, 1_000_000_100_000, 1_000_000_100_010);
  assert.ok(serverClock.offsetMs > 999_000_000_000);
});
