import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const {changes, FIELDS, rebased} = await load('cameras/changes.js');

const SEEN = {id: 'c1', facilityId: 'f1', name: 'Cổng', zone: 'gate', url: 'rtsp://10.0.0.1/1', subUrl: '', username: 'a', transport: 'tcp', recordMain: true, recordSub: false, retentionDays: null, retentionGiB: 1.5, enabled: true, state: {kind: 'live'}};

test('tells only of what a person changed, with what it was', () => {
  assert.deepEqual(changes(SEEN, {...SEEN, name: 'Cổng sau', retentionDays: 7}), {name: 'Cổng sau', retentionDays: 7, base: {name: 'Cổng', retentionDays: null}});
  assert.deepEqual(changes(SEEN, {...SEEN}), {base: {}});
});

test('tells of what was emptied', () => {
  assert.deepEqual(changes(SEEN, {...SEEN, retentionGiB: null, username: ''}), {username: '', retentionGiB: null, base: {username: 'a', retentionGiB: 1.5}});
});

test('knows every field that the form has and never the password', () => {
  assert.ok(FIELDS.every(field => field in SEEN));
  assert.ok(!FIELDS.includes('password'));
});

test('what nobody typed follows the camera, what somebody typed stays', () => {
  const shown = {...SEEN, retentionDays: ''};
  const now = {...shown, name: 'Cổng chính', recordMain: false, retentionDays: 9};
  const form = rebased({...shown, name: 'Cổng sau', password: 'x'}, shown, now);
  assert.equal(form.name, 'Cổng sau');
  assert.equal(form.recordMain, false);
  assert.equal(form.retentionDays, 9);
  assert.equal(form.password, 'x');
  assert.deepEqual(changes(now, form), {name: 'Cổng sau', base: {name: 'Cổng chính'}});
});
