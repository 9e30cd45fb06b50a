import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

const {Fragments, VideoOnly, pictureTimes, producedAt, tracksOf, videoMime} = await load('watch/fmp4.js');

const u32 = n => [n >>> 24 & 255, n >>> 16 & 255, n >>> 8 & 255, n & 255];
const u64 = n => [...u32(Math.floor(n / 2 ** 32)), ...u32(n % 2 ** 32)];
const ascii = text => [...text].map(c => c.charCodeAt(0));
const box = (type, ...parts) => {
  const content = parts.flat();
  return [...u32(content.length + 8), ...ascii(type), ...content];
};
const full = (type, version, flags, ...parts) => box(type, [version, ...u32(flags).slice(1)], ...parts);
const buffer = bytes => Uint8Array.from(bytes).buffer;

const trak = (id, handler, timescale) => box('trak',
    full('tkhd', 0, 3, u32(0), u32(0), u32(id)),
    box('mdia', full('mdhd', 0, 0, u32(0), u32(0), u32(timescale), u32(0)), full('hdlr', 0, 0, u32(0), ascii(handler))));
const init = (...traks) => [...box('ftyp', ascii('iso6')), ...box('moov', ...traks, box('mvex', full('trex', 0, 0, u32(1)), full('trex', 0, 0, u32(2))))];
const fragment = (track, tfdt, samples) => [
  ...box('moof', box('traf', full('tfhd', 0, 0x20000, u32(track)), full('tfdt', 1, 0, u64(tfdt)),
      full('trun', 1, 0x900, u32(samples.length), samples.flatMap(([duration, offset]) => [...u32(duration), ...u32(offset)])))),
  ...box('mdat', [track]),
];
const both = init(trak(1, 'vide', 90_000), trak(2, 'soun', 48_000));

test('tells the video track and its clock', () => {
  assert.deepEqual([...tracksOf(buffer(both))], [[1, {timescale: 90_000, video: true}], [2, {timescale: 48_000, video: false}]]);
});

test('reads the wall time that a fragment begins with', () => {
  const unixMs = 1_795_000_000_250;
  const ntp = [...u32(Math.floor(unixMs / 1000) + 2_208_988_800), ...u32(0x40000000)];
  const bytes = [...full('prft', 1, 0, u32(1), ntp, u64(9_000_000_000)), ...fragment(1, 0, [[3_600, 0]])];
  assert.deepEqual(producedAt(buffer(bytes)), {trackId: 1, wallMs: unixMs, mediaTicks: 9_000_000_000});
});

test('finds no wall time in an audio fragment, nor in a cut one', () => {
  assert.equal(producedAt(buffer(fragment(2, 0, [[1_024, 0]]))), null);
  assert.equal(producedAt(new ArrayBuffer(12)), null);
});

test('lists picture times in the order they are shown, though they are stored in the order they are decoded', () => {
  const piece = [...both, ...fragment(1, 90_000, [[3_600, 3_600], [3_600, 7_200], [3_600, 0]]), ...fragment(2, 0, [[1_024, 0]])];
  assert.deepEqual(pictureTimes(buffer(piece)), [1.04, 1.08, 1.12]);
});

test('leaves the audio track out of the init segment and of what follows', () => {
  const filter = new VideoOnly();
  const kept = filter.filter(buffer(both));
  assert.deepEqual([...tracksOf(kept.buffer).keys()], [1]);
  assert.equal(filter.filter(buffer(fragment(2, 0, [[1_024, 0]]))).byteLength, 0);
  assert.deepEqual([...filter.filter(buffer(fragment(1, 0, [[3_600, 0]])))], fragment(1, 0, [[3_600, 0]]));
});

test('passes a stream without audio through untouched', () => {
  const filter = new VideoOnly();
  const only = init(trak(1, 'vide', 90_000));
  assert.deepEqual([...filter.filter(buffer(only))], only);
});

test('survives every cut of a good piece', () => {
  const piece = [...both, ...fragment(1, 90_000, [[3_600, 0]])];
  for (let length = 0; length < piece.length; length++) {
    tracksOf(buffer(piece.slice(0, length)));
    producedAt(buffer(piece.slice(0, length)));
  }
});

test('names the codecs of the video alone', () => {
  assert.equal(videoMime('video/mp4; codecs="avc1.640028,mp4a.40.2"'), 'video/mp4; codecs="avc1.640028"');
  assert.equal(videoMime('video/mp4; codecs="hvc1.1.6.L120.90"'), 'video/mp4; codecs="hvc1.1.6.L120.90"');
});

test('cuts what comes in portions into whole fragments, and loses no byte', () => {
  const piece = [...init(trak(1, 'vide', 90_000)), ...fragment(1, 0, [[3_600, 0]]), ...fragment(1, 3_600, [[3_600, 0]])];
  for (const portion of [1, 7, 50, piece.length]) {
    const fragments = new Fragments();
    const got = [];
    for (let at = 0; at < piece.length; at += portion) {
      const whole = [...new Uint8Array(fragments.take(Uint8Array.from(piece.slice(at, at + portion))))];
      if (whole.length) assert.ok(['ftyp', 'moof'].includes(String.fromCharCode(...whole.slice(4, 8))));
      got.push(...whole);
    }
    assert.deepEqual(got, piece);
  }
});

test('tells picture times of fragments whose tracks are known already', () => {
  const tracks = tracksOf(buffer(init(trak(1, 'vide', 90_000))));
  assert.deepEqual(pictureTimes(buffer(fragment(1, 90_000, [[3_600, 0]])), tracks), [1]);
});
