import assert from 'node:assert/strict';
import {mock, test} from 'node:test';
import {load} from './browser.mjs';

const {PtzDrive, REPEAT_MS} = await load('watch/ptz-drive.js');

/** Lets everything run that waits for nothing but its turn. */
const settle = async () => { for (let i = 0; i < 20; i++) await Promise.resolve(); };

const fixture = ({failing = false} = {}) => {
  mock.timers.reset();
  mock.timers.enable({apis: ['setTimeout']});
  const told = [];
  const problems = [];
  const drive = new PtzDrive({
    move: async way => { if (failing) throw new Error('held'); told.push(way); },
    stop: async () => { told.push('stop'); },
    fail: problem => problems.push(problem.message),
  });
  const pass = async ms => { mock.timers.tick(ms); await settle(); };
  return {drive, told, problems, pass};
};

test('moves again and again while something is held, and stops when it is not', async () => {
  const {drive, told, pass} = fixture();
  drive.hold('left', {pan: -1});
  await settle();
  assert.deepEqual(told, [{pan: -1, tilt: 0, zoom: 0}]);
  await pass(220);
  await pass(REPEAT_MS - 220);
  await pass(REPEAT_MS);
  assert.equal(told.length, 3);
  drive.release('left');
  await settle();
  assert.equal(told.at(-1), 'stop');
  await drive.idle();
  await pass(REPEAT_MS);
  assert.equal(told.length, 4);
});

test('a tap is a small step', async () => {
  const {drive, told, pass} = fixture();
  drive.hold('up', {tilt: 1});
  drive.release('up');
  await settle();
  await pass(220);
  assert.deepEqual(told, [{pan: 0, tilt: 1, zoom: 0}, 'stop']);
});

test('what is held together adds up, and what is opposed is nothing', async () => {
  const {drive, told, pass} = fixture();
  drive.hold('left', {pan: -1});
  await settle();
  drive.hold('up', {tilt: 1});
  await pass(220);
  assert.deepEqual(told.at(-1), {pan: -1, tilt: 1, zoom: 0});
  drive.hold('right', {pan: 1});
  drive.release('up');
  await settle();
  assert.equal(told.at(-1), 'stop');
  drive.hold('right', {pan: 1});
  await settle();
  assert.equal(told.at(-1), 'stop');
});

test('a refusal lets go of everything and is told once', async () => {
  const {drive, told, problems, pass} = fixture({failing: true});
  drive.hold('left', {pan: -1});
  await settle();
  assert.deepEqual(problems, ['held']);
  assert.equal(drive.holding, false);
  await pass(2 * REPEAT_MS);
  assert.deepEqual(told, []);
});
