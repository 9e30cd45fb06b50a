import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const {fromLines, nextActs, numberWords, standingMark, toLines, writable} = await load('reports/words.js');
const department = action => action === 'report.write' || action === 'report.read';
const chairman = action => action === 'report.approve' || action === 'report.read';

test('a report is written and submitted by the department, approved or returned by the chairman, then issued', () => {
  assert.deepEqual(nextActs('DRAFT', department), ['submission']);
  assert.deepEqual(nextActs('RETURNED', department), ['submission']);
  assert.deepEqual(nextActs('SUBMITTED', department), []);
  assert.deepEqual(nextActs('SUBMITTED', chairman), ['approval', 'return']);
  assert.deepEqual(nextActs('APPROVED', department), ['issue']);
  assert.deepEqual(nextActs('ISSUED', () => true), []);
});

test('only drafts and returned reports can be written in', () => {
  assert.deepEqual(['DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'ISSUED'].filter(writable), ['DRAFT', 'RETURNED']);
});

test('a report without a deadline is neither on time nor late', () => {
  assert.equal(standingMark('NO_DEADLINE'), null);
  assert.equal(standingMark('LATE').tone, 'alarm');
});

test('lines of a field are entries, blank ones are none', () => {
  assert.deepEqual(toLines(' Như trên \n\n Lưu: VT'), ['Như trên', 'Lưu: VT']);
  assert.equal(fromLines(['a', 'b']), 'a\nb');
});

test('numbers below ten have a zero before them, as on paper', () => {
  assert.equal(numberWords(5, 'BC-STTTT'), '05/BC-STTTT');
  assert.equal(numberWords(null, 'BC-STTTT'), '');
});
