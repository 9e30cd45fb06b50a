import {get} from '../app/api.js';
import {facts} from '../app/facts.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';

/** Many cameras change hands in one instant when a shift begins: one question answers for all. */
const SOON_MS = 150;

/**
 * Who turns which camera, as far as this person may watch it. Asked first when a camera that can be turned is shown, kept true by events; what an
 * own command answers is taken over at once. Fires `change`.
 */
class PtzHolders extends EventTarget {
  #by = new Map();
  #wanted = false;
  #soon = 0;

  constructor() {
    super();
    facts.addEventListener('ptz', () => this.#load());
    facts.addEventListener('link', () => facts.connected && this.#load());
    session.addEventListener('change', () => session.inside || this.#take([]));
  }

  /** Somebody shows a camera that can be turned. */
  want() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#load();
  }

  #load() {
    if (!this.#wanted || !session.may('live.view')) return;
    this.#soon ||= setTimeout(async () => {
      this.#soon = 0;
      const all = await get('/ptz').catch(() => null);
      if (all) this.#take(all);
    }, SOON_MS);
  }

  #take(all) {
    this.#by = new Map(all.map(one => [one.cameraId, one]));
    this.dispatchEvent(new Event('change'));
  }

  put(one) {
    this.#by.set(one.cameraId, one);
    this.dispatchEvent(new Event('change'));
  }

  drop(cameraId) {
    this.#by.delete(cameraId);
    this.dispatchEvent(new Event('change'));
  }

  /** `{holder, mine, leftS}` of a camera; null when nobody turns it. */
  of(cameraId) {
    const one = this.#by.get(cameraId);
    const leftS = one ? Math.ceil((Date.parse(one.until) - serverClock.now()) / 1000) : 0;
    return leftS > 0 ? {holder: one.holder, mine: one.mine, leftS} : null;
  }
}

export const ptzHolders = new PtzHolders();
