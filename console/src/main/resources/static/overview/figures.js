import {get} from '../app/api.js';
import {facts} from '../app/facts.js';
import {language} from '../app/i18n.js';
import {serverClock} from '../app/server-clock.js';

/** Events ask for new figures, but not more often than this however many there are; without any, this slow look. */
const LEAST_MS = 2_000;
const EVERY_MS = 15_000;
/** An answer that takes longer is none. */
const PATIENCE_MS = 20_000;
/** Figures older than this are told as the past in large letters. */
export const TRUE_FOR_MS = 45_000;

/**
 * The figures of the one screen, kept true as long as somebody looks: one request at a time, asked anew after events and every few seconds,
 * also after the server was away. Fires `change`.
 */
export class Figures extends EventTarget {
  /** What the server said last, and when it said so by its own clock. */
  said = null;
  atMs = 0;
  problem = null;

  #ends = null;
  #timer = 0;
  #asking = null;
  #again = false;
  #askedAt = -Infinity;

  start() {
    if (this.#ends) return;
    this.#ends = new AbortController();
    const {signal} = this.#ends;
    for (const type of ['programme', 'cameras', 'link']) facts.addEventListener(type, () => this.#soon(), {signal});
    language.addEventListener('change', () => this.#soon(), {signal});
    document.addEventListener('visibilitychange', () => document.hidden || this.#soon(), {signal});
    this.#ask();
  }

  stop() {
    this.#ends?.abort();
    this.#ends = null;
    this.#asking?.abort();
    this.#asking = null;
    clearTimeout(this.#timer);
  }

  /** Whether what is shown may be taken for the present. */
  get lost() {
    return Boolean(this.said) && (!facts.connected || serverClock.now() - this.atMs > TRUE_FOR_MS);
  }

  #soon() {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#wait(Math.max(0, LEAST_MS - (performance.now() - this.#askedAt)));
  }

  #wait(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), ms);
  }

  async #ask() {
    clearTimeout(this.#timer);
    const asking = new AbortController();
    this.#asking = asking;
    this.#again = false;
    this.#askedAt = performance.now();
    const patience = setTimeout(() => asking.abort(), PATIENCE_MS);
    try {
      const said = await get('/overview', {signal: asking.signal});
      if (this.#asking !== asking) return;
      this.said = said;
      this.atMs = Date.parse(said.at);
      this.problem = null;
    } catch (problem) {
      if (this.#asking !== asking) return;
      this.problem = problem.name === 'AbortError' ? null : problem;
    } finally {
      clearTimeout(patience);
    }
    this.#asking = null;
    this.dispatchEvent(new Event('change'));
    this.#wait(this.#again ? LEAST_MS : EVERY_MS);
  }
}
