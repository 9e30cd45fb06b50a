import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from './browser.mjs';

globalThis.document.cookie = '';
globalThis.document.hidden = false;
globalThis.addEventListener ??= () => {};
const {EventStream} = await load('app/events.js');
const {language} = await load('app/i18n.js');

/** A server whose event streams stay open; gives the languages that they were asked for in. */
function serve() {
  const asked = [];
  globalThis.fetch = async (path, {headers, signal}) => {
    asked.push(headers['Accept-Language']);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`event: camera\ndata: {"n":${asked.length}}\n\n`));
        signal.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return new Response(body, {headers: {'Content-Type': 'text/event-stream'}});
  };
  return asked;
}

const heard = stream => new Promise(resolve => stream.addEventListener('message', e => resolve(e.detail), {once: true}));

test('is asked for anew in another language, and nobody thinks that the server is lost', async () => {
  const asked = serve();
  const stream = new EventStream('/events');
  let lost = 0;
  stream.addEventListener('lost', () => lost++);
  try {
    const first = heard(stream);
    stream.start();
    assert.deepEqual(await first, {type: 'camera', data: {n: 1}});
    language.use('en');
    const second = heard(stream);
    stream.reopen();
    assert.deepEqual(await second, {type: 'camera', data: {n: 2}});
    assert.deepEqual(asked, ['vi', 'en']);
    assert.equal(lost, 0);
  } finally {
    stream.stop();
  }
});
