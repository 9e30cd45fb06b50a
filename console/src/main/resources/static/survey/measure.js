import {post, request} from '../app/api.js';

const FIRST_BYTES = 256 * 1024;
const MAX_BYTES = 8 * 1024 * 1024;
const WANTED_MS = 3_000;

const mbps = (bytes, ms) => (bytes * 8) / 1_000 / Math.max(1, ms);

/** So many bytes that the line is busy for some seconds, judged by a first, small try. */
const enough = (bytes, ms) => Math.max(FIRST_BYTES, Math.min(MAX_BYTES, Math.round((bytes * WANTED_MS) / Math.max(20, ms))));

async function down(surveyId, count) {
  const response = await request(`/surveys/${surveyId}/uplink/bytes?count=${count}`);
  const reader = response.body.getReader();
  const start = performance.now();
  let bytes = 0;
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return {bytes, ms: performance.now() - start};
    bytes += value.length;
  }
}

function noise(count) {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(count, at + 65_536)));
  return new Blob([bytes], {type: 'application/octet-stream'});
}

async function up(surveyId, count) {
  const body = noise(count);
  const start = performance.now();
  const told = await post(`/surveys/${surveyId}/uplink/bytes`, body);
  const ms = performance.now() - start;
  // The server's own time leaves out the way of the request; where it read all at once from a buffer, it says too little.
  return {bytes: told.bytes, ms: told.ms > ms / 4 ? told.ms : ms};
}

/** Measures both ways between this browser and the server, which is what a picture's way will be, and has the server keep it. */
export async function measureUplink(surveyId, tell) {
  tell('down');
  const tryDown = await down(surveyId, FIRST_BYTES);
  const gotDown = await down(surveyId, enough(tryDown.bytes, tryDown.ms));
  tell('up');
  const tryUp = await up(surveyId, FIRST_BYTES);
  const gotUp = await up(surveyId, enough(tryUp.bytes, tryUp.ms));
  const measured = {upMbps: mbps(gotUp.bytes, gotUp.ms), downMbps: mbps(gotDown.bytes, gotDown.ms), bytes: gotUp.bytes + gotDown.bytes};
  await post(`/surveys/${surveyId}/uplink`, measured);
  return measured;
}
