import assert from 'node:assert/strict';
import {test} from 'node:test';
import {faultOf, gapsOf, normal, readBlocks, stepOf, stepsOf, writeBlocks, zoneScreens} from '../src/main/resources/static/survey/form.js';
import {answered, batch, shown, typed} from '../src/main/resources/static/survey/queue.js';

const field = (name, group, needed, type = 'line') => ({name, group, needed, words: {vi: name, en: name}, kind: {type, max: 100}});
const FORM = {
  groups: [{id: 'PLACE'}, {id: 'PEOPLE'}, {id: 'LINE'}, {id: 'BLOCKS'}, {id: 'ZONES'}, {id: 'CAMERA_PLACE', ofCamera: true}],
  site: [field('ADDRESS', 'PLACE', true), field('COOPERATES', 'PEOPLE', true), field('UPLINK', 'LINE', true), field('ISP', 'LINE', true), field('ROUTER', 'LINE', false), field('LAYOUT', 'BLOCKS', true), field('CAMERAS', 'BLOCKS', true)],
  camera: [field('CODE', 'CAMERA_PLACE', true), field('ZONE', 'CAMERA_PLACE', true), field('BLOCK', 'CAMERA_PLACE', false), field('FLOOR', 'CAMERA_PLACE', false), field('FORBIDDEN_PLACE', 'CAMERA_PLACE', true)],
  zones: [{zone: 'CORRIDOR', rule: 'EACH_FLOOR', words: {}}, {zone: 'GATE', rule: 'EACH_SITE', words: {}}, {zone: 'ROOM', rule: 'FORBIDDEN', words: {}}],
  zoneChoices: [],
};
const answersOf = map => path => (path in map ? {text: map[path], notKnown: false} : undefined);
const gaps = map => gapsOf(FORM, answersOf(map), Object.keys(map)).map(g => g.path ?? g.kind);
const FULL = {'site/ADDRESS': 'a', 'site/COOPERATES': 'YES', 'site/UPLINK': 'FIBRE', 'site/ISP': 'VNPT', 'site/LAYOUT': 'A: 1', 'site/CAMERAS': '1', 'zone/CORRIDOR/A/1': 'COVERED', 'zone/GATE': 'MISSING', 'camera/k1/CODE': 'c', 'camera/k1/ZONE': 'GATE', 'camera/k1/FORBIDDEN_PLACE': 'NO'};

test('finds nothing missing in a complete survey', () => assert.deepEqual(gaps(FULL), []));

test('asks for block and floor of a camera whose zone is of a floor', () => {
  assert.deepEqual(gaps({...FULL, 'camera/k1/ZONE': 'CORRIDOR'}), ['camera/k1/BLOCK', 'camera/k1/FLOOR']);
});

test('asks for no zone of a camera that stands at a forbidden place', () => {
  assert.deepEqual(gaps({...FULL, 'camera/k1/ZONE': '', 'camera/k1/FORBIDDEN_PLACE': 'ROOM'}), []);
});

test('asks for no more than the refusal where nobody is let in', () => {
  assert.deepEqual(gaps({'site/ADDRESS': 'a', 'site/COOPERATES': 'NO'}), []);
});

test('asks for no zones where there is no camera, and counts those taken off as gone', () => {
  assert.deepEqual(gaps({...FULL, 'zone/GATE': '', 'camera/k1/REMOVED': 'YES', 'site/CAMERAS': '0'}), []);
  assert.deepEqual(gaps({...FULL, 'site/CAMERAS': '3'}), ['MISCOUNTED']);
});

test('asks for no provider of a line that is not there', () => {
  assert.deepEqual(gaps({...FULL, 'site/UPLINK': 'NONE', 'site/ISP': ''}), []);
});

test('takes "unknown, because" as an answer and two answers as none', () => {
  const unknown = path => (path === 'site/ISP' ? {text: 'nobody knows', notKnown: true} : answersOf(FULL)(path));
  assert.deepEqual(gapsOf(FORM, unknown, Object.keys(FULL)), []);
  const both = path => (path === 'site/ISP' ? {text: '', disputed: true} : answersOf(FULL)(path));
  assert.deepEqual(gapsOf(FORM, both, Object.keys(FULL)), [{path: 'site/ISP', kind: 'UNDECIDED'}]);
});

test('reads blocks and floors as the server does', () => {
  assert.deepEqual(readBlocks('A:1,2 ;Nhà B : T,1'), [{name: 'A', floors: ['1', '2']}, {name: 'Nhà B', floors: ['T', '1']}]);
  assert.equal(writeBlocks(readBlocks('A:1,2 ;Nhà B : T,1')), 'A: 1, 2; Nhà B: T, 1');
  for (const bad of ['A', 'A:', 'A: 1; A: 2', 'A: 1, 1', 'A/B: 1', ': 1']) assert.equal(readBlocks(bad), null, bad);
});

test('has a screen for each block and one for the site', () => {
  assert.deepEqual(zoneScreens(FORM, answersOf({'site/LAYOUT': 'A: 1, 2; B: 1'})).map(s => [s.block, s.floors.length]), [['A', 2], ['B', 1], ['', 1]]);
  assert.deepEqual(stepsOf(FORM, answersOf(FULL)).map(s => s.id), ['PLACE', 'PEOPLE', 'LINE', 'BLOCKS', 'ZONES/A', 'ZONES/', 'CAMERAS', 'REVIEW']);
  assert.deepEqual(stepOf(FORM, 'zone/CORRIDOR/A/1'), {step: 'ZONES/A'});
  assert.deepEqual(stepOf(FORM, 'camera/k1/CODE'), {step: 'CAMERAS', camera: 'k1', group: 'CAMERA_PLACE'});
});

test('says what is wrong with an answer before the server does', () => {
  const good = [[{type: 'decimal', min: 0, max: 100}, '12,5'], [{type: 'whole', min: 0, max: 9_999}, '1.200'], [{type: 'mac'}, '00-11-22-aa-bb-cc'], [{type: 'coordinates'}, '11,5643, 108,9886'], [{type: 'unit'}, '58']];
  for (const [kind, text] of good) assert.equal(faultOf(kind, text), null, text);
  const bad = [[{type: 'decimal', min: 0, max: 100}, '1.000'], [{type: 'decimal', min: 0, max: 100}, '101'], [{type: 'whole', min: 0, max: 9}, '1,5'], [{type: 'mac'}, '00:11'], [{type: 'coordinates'}, '108.98, 11.56'], [{type: 'unit'}, 'x'], [{type: 'line', max: 3}, 'abcd']];
  for (const [kind, text] of bad) assert.notEqual(faultOf(kind, text), null, text);
  assert.equal(faultOf({type: 'line', max: 3}, '', true)[0], 'because');
  assert.equal(normal('  Mạng   Việt '), 'Mạng Việt');
});

// ---- what waits to be sent

let count = 0;
const makeId = () => `id-${++count}`;
const answer = (path, text, baseVersion = 0) => ({path, text, notKnown: false, baseVersion, typedAt: 't'});
const type = (operations, ...typedOnes) => typedOnes.reduce((all, one) => typed(all, one, makeId).operations, operations);
const tried = operations => operations.map(o => ({...o, tried: true}));

test('keeps one operation for what is typed letter by letter, until it was tried', () => {
  const letters = type([], answer('site/ISP', 'V'), answer('site/ISP', 'VN'), answer('site/ISP', 'VNPT'));
  assert.deepEqual(letters.map(o => o.text), ['VNPT']);
  const more = type(tried(letters), answer('site/ISP', 'FPT'));
  assert.deepEqual(more.map(o => o.text), ['VNPT', 'FPT']);
  assert.deepEqual(batch(more).map(o => o.text), ['VNPT']);
});

test('moves the base of a later answer on when its own earlier one was taken', () => {
  const two = type(tried(type([], answer('site/ISP', 'VNPT'))), answer('site/ISP', 'FPT'));
  const after = answered(two, [{id: two[0].id, outcome: 'TAKEN', version: 1}], () => ({version: 1, entries: [{text: 'VNPT', notKnown: false}]}));
  assert.deepEqual(after.operations.map(o => [o.text, o.baseVersion]), [['FPT', 1]]);
});

test('does not move it past an answer of somebody else', () => {
  const two = type(tried(type([], answer('site/ISP', 'VNPT'))), answer('site/ISP', 'FPT'));
  const theirs = () => ({version: 2, entries: [{text: 'Viettel', notKnown: false}]});
  for (const outcome of ['DISPUTED', 'SAME']) {
    const after = answered(two, [{id: two[0].id, outcome, version: 2}], theirs);
    assert.deepEqual(after.operations.map(o => [o.text, o.baseVersion]), [['FPT', 0]], outcome);
  }
});

test('keeps what was refused with its reason until it is mended', () => {
  const one = tried(type([], answer('site/UP_MBPS', 'x')));
  const after = answered(one, [{id: one[0].id, outcome: 'REFUSED', version: 0, message: 'no number'}], () => undefined);
  assert.equal(after.operations[0].refused, 'no number');
  assert.deepEqual(batch(after.operations), []);
  const mended = typed(after.operations, answer('site/UP_MBPS', '5'), makeId);
  assert.deepEqual(mended.remove, [one[0].id]);
  assert.deepEqual(batch(mended.operations).map(o => o.text), ['5']);
});

test('shows what was typed here before what the server says, and both answers of a dispute', () => {
  const slot = {version: 2, entries: [{text: 'VNPT', notKnown: false, by: 'Hòa'}]};
  assert.equal(shown(slot, [], 'site/ISP').text, 'VNPT');
  const own = shown(slot, type([], answer('site/ISP', 'FPT', 2)), 'site/ISP');
  assert.deepEqual([own.text, own.pending, own.version], ['FPT', true, 2]);
  assert.equal(shown({version: 3, entries: [{text: 'a'}, {text: 'b'}]}, [], 'site/ISP').disputed, true);
  assert.equal(shown(undefined, [], 'site/ISP'), undefined);
});
