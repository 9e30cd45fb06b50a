import {test} from 'node:test';
import assert from 'node:assert/strict';
import {sameNames} from '../src/main/resources/static/app/same-names.js';

test('only names at several facilities need their facility', () => {
  const cameras = [
    {name: 'Cổng chính', facilityId: 'a'}, {name: 'Cổng chính', facilityId: 'b'},
    {name: 'Sân', facilityId: 'a'}, {name: 'Sân', facilityId: 'a'}, {name: 'Kho', facilityId: 'b'},
  ];
  assert.deepEqual([...sameNames(cameras)], ['Cổng chính']);
});
