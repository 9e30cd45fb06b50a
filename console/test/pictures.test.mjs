import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const {isSent, pictureAge} = await load('cameras/picture-age.js');

const answer = from => ({headers: new Headers(from ? {'Haidang-Picture-From': from} : {})});

test('knows a picture that the site sent by itself', () => {
  assert.ok(isSent(answer('site')));
  assert.ok(!isSent(answer()));
});

test('says how old such a picture is, also where there is little room', () => {
  assert.deepEqual(pictureAge(40_000, true, false), {old: false, words: 'Hình cách đây 40 giây'});
  assert.deepEqual(pictureAge(40_000, true, true), {old: false, words: '40 giây trước'});
  assert.deepEqual(pictureAge(4_000, false, false), {old: false, words: '4 giây'});
});

test('greys a picture of a site after two minutes, one of ours after one', () => {
  assert.equal(pictureAge(119_000, true, false).old, false);
  assert.deepEqual(pictureAge(121_000, true, false), {old: true, words: 'Hình cũ, 2 phút trước'});
  assert.equal(pictureAge(59_000, false, false).old, false);
  assert.equal(pictureAge(61_000, false, false).old, true);
});
