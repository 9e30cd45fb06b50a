import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

globalThis.document.cookie = '';
const {Reported, REPORTED_MAX_MS, reportedBetween, span, words} = await load('app/reported.js');
const {default: vi} = await load('i18n/vi.js');

const HOUR = 3_600_000;
const at = ms => new Date(ms).toISOString();
const event = (id, begin, end, kind = 'motion') => ({id, kind, begin: at(begin), end: end === null ? null : at(end), receivedAt: at(begin)});

/** A server with these answers, one after the other; gives what was asked. */
function serve(...answers) {
  const asked = [];
  globalThis.fetch = async path => {
    asked.push(String(path));
    const answer = answers.shift() ?? {events: [], next: null};
    return new Response(JSON.stringify(answer.problem ?? answer), {status: answer.problem ? 403 : 200, headers: {'Content-Type': 'application/json'}});
  };
  return asked;
}

const changed = target => new Promise(resolve => target.addEventListener('change', resolve, {once: true}));

test('goes through the pages as far as it is told', async () => {
  const asked = serve({events: [event('b', 2_000, 3_000)], next: 'b'}, {events: [event('a', 1_000, null)], next: 'a'});
  const {events, truncated} = await reportedBetween('c1', 0, 5_000, {pages: 2});
  assert.deepEqual(events, [{id: 'b', kind: 'motion', from: 2_000, to: 3_000}, {id: 'a', kind: 'motion', from: 1_000, to: null}]);
  assert.equal(truncated, true);
  assert.equal(asked.length, 2);
  assert.match(asked[1], /cameras\/c1\/events\?from=0&to=5000000&limit=500&before=b/);
});

test('asks once for a view and again when it leaves it', async () => {
  const now = Date.now();
  const asked = serve({events: [event('a', now - 2 * HOUR, now - HOUR)], next: null});
  const reported = new Reported();
  const first = changed(reported);
  reported.want('c1', now - 3 * HOUR, now);
  reported.want('c1', now - 3 * HOUR, now);
  await first;
  reported.want('c1', now - 3.5 * HOUR, now);
  assert.equal(asked.length, 1);
  const second = changed(reported);
  reported.want('c1', now - 30 * HOUR, now - 20 * HOUR);
  await second;
  assert.equal(asked.length, 2);
});

test('asks nothing for a view too wide for marks, and not at once again after a refusal', async () => {
  const now = Date.now();
  const asked = serve({problem: {type: 'urn:haidang:forbidden', title: 'no', status: 403}});
  const reported = new Reported();
  reported.want('c1', now - REPORTED_MAX_MS - 1, now);
  assert.equal(asked.length, 0);
  const refused = changed(reported);
  reported.want('c1', now - HOUR, now);
  await refused;
  reported.want('c1', now - HOUR, now);
  assert.equal(asked.length, 1);
  assert.deepEqual(reported.of('c1'), []);
});

test('finds what a moment is in or near', async () => {
  const now = Date.now();
  serve({events: [event('lasts', now - HOUR, null, 'tamper'), event('once', now - 2 * HOUR, now - 2 * HOUR, 'line-crossed')], next: null});
  const reported = new Reported();
  const loaded = changed(reported);
  reported.want('c1', now - 3 * HOUR, now);
  await loaded;
  const ids = (ms, within) => reported.near('c1', ms, within).map(e => e.id);
  assert.deepEqual(ids(now - HOUR / 2, 0), ['lasts']);
  assert.deepEqual(ids(now - 2 * HOUR + 900, 1_000), ['once']);
  assert.deepEqual(ids(now - 2 * HOUR + 900, 100), []);
});

test('says when in words', () => {
  const from = Date.parse('2026-11-27T03:02:03Z');
  assert.equal(span({from, to: from}), '10:02:03');
  assert.equal(span({from, to: from + 17_000}), '10:02:03 – 10:02:20');
  assert.equal(words({kind: 'tamper', from, to: null}), `${vi['reported.kind.tamper']} 10:02:03, đang tiếp diễn`);
});
