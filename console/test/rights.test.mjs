import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const {beyondPhone, landing, rail, screenAt, tabsOf} = await load('app/rights.js');
const {SCREENS} = await load('app/screens.js');

const names = actions => rail(SCREENS, actions).map(s => s.section ?? s.path);
const ADMINISTRATOR = ['facility.read', 'facility.write', 'camera.read', 'camera.write', 'camera.test', 'coverage.read', 'alarm.read', 'user.read', 'user.write', 'role.write', 'organisation.write', 'system.read', 'system.write'];
const WATCHER = ['facility.read', 'camera.read', 'alarm.read', 'live.view', 'recording.view'];
const INSPECTOR = ['facility.read', 'camera.read', 'coverage.read', 'audit.read', 'user.read'];

test('shows an administrator no pictures, and begins with the facilities', () => {
  assert.deepEqual(names(ADMINISTRATOR), ['facilities', 'people', 'system']);
  assert.equal(landing(SCREENS, ADMINISTRATOR).path, 'facilities');
  assert.equal(screenAt(SCREENS, 'watch', ADMINISTRATOR), null);
});

test('shows a watcher the wall first, and nothing of people', () => {
  assert.deepEqual(names(WATCHER), ['watch', 'playback', 'facilities', 'system']);
  assert.equal(landing(SCREENS, WATCHER).path, 'watch');
  assert.equal(screenAt(SCREENS, 'people', WATCHER), null);
});

test('shows an inspector the log', () => {
  assert.deepEqual(names(INSPECTOR), ['facilities', 'people', 'audit']);
});

test('leads the entry of people to what may be opened of it', () => {
  assert.deepEqual(tabsOf(SCREENS, 'people', ['organisation.write']).map(s => s.path), ['organisations']);
  assert.equal(rail(SCREENS, ['organisation.write'])[0].path, 'organisations');
  assert.deepEqual(tabsOf(SCREENS, 'people', ADMINISTRATOR).map(s => s.path), ['people', 'roles', 'organisations']);
});

test('offers the emergency to whoever may take it and cannot see, but never begins there', () => {
  assert.deepEqual(names(['break-glass', 'camera.read']), ['facilities', 'emergency']);
  assert.equal(landing(SCREENS, ['break-glass']), null);
  assert.deepEqual(names(['break-glass', 'camera.read', 'live.view', 'recording.view']), ['watch', 'playback', 'facilities']);
  assert.equal(screenAt(SCREENS, 'emergency', WATCHER), null);
});

test('opens nothing to somebody without rights', () => {
  assert.deepEqual(names([]), []);
  assert.equal(landing(SCREENS, []), null);
});

test('gives a phone five entries at most, and keeps what people do there', () => {
  const section = s => s.section ?? s.path;
  const everything = [...new Set(SCREENS.filter(s => !s.emergency).flatMap(s => s.needs))];
  const entries = rail(SCREENS, everything);
  const beyond = beyondPhone(entries);
  assert.deepEqual(entries.filter(s => !beyond.includes(s)).map(section), ['watch', 'incidents', 'facilities', 'connect']);
  assert.deepEqual(beyond.map(section), ['overview', 'playback', 'documents', 'people', 'audit', 'links', 'system']);
  assert.deepEqual(beyondPhone(rail(SCREENS, WATCHER)), []);
});

test('fills a phone\'s bar with other entries of somebody who does little on a phone', () => {
  const entries = ['overview', 'playback', 'watch', 'audit', 'people', 'system'].map(path => ({path}));
  assert.deepEqual(beyondPhone(entries).map(s => s.path), ['people', 'system']);
  assert.deepEqual(beyondPhone(entries.slice(1)), []);
});
