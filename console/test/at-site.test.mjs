import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const {days, withheld} = await load('cameras/at-site-way.js');

test('says first that the link is down, for then nothing is known of the rest', () => {
  assert.equal(withheld({atSite: {withheld: 'too-old'}, state: {reason: 'no-link'}}), 'no-link');
  assert.equal(withheld({atSite: {withheld: 'too-old'}, state: {reason: null}}), 'too-old');
  assert.equal(withheld({atSite: {withheld: null}, state: {reason: 'not-granted'}}), 'not-granted');
  assert.equal(withheld({atSite: {withheld: null}, state: {reason: 'authentication'}}), null);
});

test('takes an empty field for what is usual and leaves what is no number to the server', () => {
  assert.equal(days(''), null);
  assert.equal(days('30'), 30);
  assert.equal(days('1e3'), '1e3');
  assert.equal(days('-1'), '-1');
});
