import {language} from './i18n.js';
import {serverClock} from './server-clock.js';
import {wire} from './api.js';

/** The server sends something at least every 15 s; twice that and a little more without a byte means that it is gone. */
const SILENCE_MS = 35_000;
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 3_000;

/**
 * Server-sent events, read with fetch: unlike EventSource it sees heartbeats and the status of a refusal. Fires `message`
 * events with `detail {type, data}`, `alive` with each byte, heartbeats too, and `open` and `lost` as the connection comes and goes. Connects again by itself, with jitter so that
 * a hundred consoles do not come back in the same instant.
 */
export class EventStream extends EventTarget {
  #path;
  #stop = new AbortController();
  #attempt = 0;
  #wake = () => {};
  /** Ends the connection there is. */
  #hangUp = () => {};
  #reopening = false;

  constructor(path) {
    super();
    this.#path = path;
  }

  start() {
    this.#run();
    addEventListener('online', () => this.#wake(), {signal: this.#stop.signal});
    document.addEventListener('visibilitychange', () => document.hidden || this.#wake(), {signal: this.#stop.signal});
  }

  stop() {
    this.#stop.abort();
    this.#wake();
  }

  /** Do not wait out the pause before the next attempt. */
  hurry() {
    this.#attempt = 0;
    this.#wake();
  }

  /** Connects anew at once, as after a change of language: what is sent is worded when it is sent. Nothing is lost by it. */
  reopen() {
    this.#reopening = true;
    this.#hangUp();
    this.hurry();
  }

  async #run() {
    while (!this.#stop.signal.aborted) {
      this.#reopening = false;
      await this.#read().catch(() => {});
      if (this.#stop.signal.aborted) return;
      if (this.#reopening) continue;
      this.dispatchEvent(new Event('lost'));
      const pause = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** this.#attempt++) * (0.5 + Math.random());
      await new Promise(resolve => {
        const timer = setTimeout(resolve, pause);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async #read() {
    const give = new AbortController();
    const stop = () => give.abort();
    this.#hangUp = stop;
    this.#stop.signal.addEventListener('abort', stop);
    let watchdog = setTimeout(stop, SILENCE_MS);
    const alive = () => {
      this.dispatchEvent(new Event('alive'));
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, SILENCE_MS);
    };
    try {
      const sent = Date.now();
      const response = await fetch(this.#path, {
        headers: {Accept: 'text/event-stream', 'Accept-Language': language.code}, signal: give.signal, cache: 'no-store',
      });
      if (response.status === 401) wire.dispatchEvent(new Event('unauthorised'));
      if (response.status === 403) wire.dispatchEvent(new Event('forbidden'));
      if (!response.ok) return;
      serverClock.learn(response.headers.get('Date'), sent, Date.now());
      this.#attempt = 0;
      this.dispatchEvent(new Event('open'));
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const {done, value} = await reader.read();
        if (done) return;
        alive();
        const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
        rest = blocks.pop();
        blocks.forEach(block => this.#tell(block));
      }
    } finally {
      clearTimeout(watchdog);
      this.#stop.signal.removeEventListener('abort', stop);
      give.abort();
    }
  }

  #tell(block) {
    let type = 'message';
    const data = [];
    for (const line of block.split('\n')) {
      if (line.startsWith('event:')) type = line.slice(6).trim();
      else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
    }
    if (data.length) this.dispatchEvent(new CustomEvent('message', {detail: {type, data: JSON.parse(data.join('\n'))}}));
  }
}
