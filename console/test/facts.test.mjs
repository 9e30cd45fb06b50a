import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

globalThis.document.cookie = '';
globalThis.document.hidden = false;
globalThis.addEventListener ??= () => {};
const {facts} = await load('app/facts.js');
const {session} = await load('app/session.js');

const json = body => new Response(JSON.stringify(body), {headers: {'Content-Type': 'application/json'}});

test('keeps what was asked for last, in whatever order the answers come', async () => {
  session.may = action => ['camera.read', 'facility.read'].includes(action);
  let answer;
  const late = new Promise(resolve => (answer = resolve));
  let asked = 0;
  globalThis.fetch = async path => {
    if (!path.endsWith('/cameras')) return json([]);
    return ++asked === 1 ? late : json([{id: 'a', name: 'in English'}]);
  };
  const first = facts.load();
  await facts.load();
  assert.equal(asked, 2);
  answer(json([{id: 'a', name: 'bằng tiếng Việt'}, {id: 'gone', name: '-'}]));
  await first;
  assert.deepEqual([...facts.cameras.values()].map(c => c.name), ['in English']);
});
