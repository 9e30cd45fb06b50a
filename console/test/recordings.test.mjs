import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const {Recordings} = await load('playback/recordings.js');

const NINE = Date.parse('2026-11-20T09:00:00Z');
const text = minutes => new Date(NINE + minutes * 60_000).toISOString();

test('knows which moments were fetched later', async () => {
  globalThis.fetch = async () => Response.json({
    truncated: false,
    spans: [{from: text(0), to: text(30), bytes: 7}],
    gaps: [{from: text(30), to: text(40), reason: 'camera-unreachable', message: '-'}],
    fetched: [{from: text(10), to: text(12)}],
  });
  const recordings = new Recordings();
  assert.equal(recordings.fetchedAt('gate', NINE), null, 'before anything is known');
  const known = new Promise(done => recordings.addEventListener('change', done, {once: true}));
  recordings.want('gate', NINE, NINE + 3600_000);
  await known;
  assert.equal(recordings.fetchedAt('gate', NINE + 9 * 60_000), null);
  assert.equal(recordings.fetchedAt('gate', NINE + 10 * 60_000).to, NINE + 12 * 60_000);
  assert.equal(recordings.fetchedAt('gate', NINE + 12 * 60_000), null);
  assert.ok(recordings.spanAt('gate', NINE + 11 * 60_000), 'and it is recorded all the same');
});
