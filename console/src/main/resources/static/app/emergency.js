import {post} from './api.js';
import {serverClock} from './server-clock.js';
import {session} from './session.js';

const key = () => `haidang.emergency.${session.user?.id}`;

/** The emergency view that this person took: until when, kept over a reload. Fires `change` at its beginning and end. */
class Emergency extends EventTarget {
  #timer = 0;

  /** Milliseconds left; 0 when there is none. */
  get leftMs() {
    if (!session.user) return 0;
    return Math.max(0, Number(localStorage.getItem(key())) - serverClock.now());
  }

  async take(reason, facilityId) {
    const grant = await post('/break-glass', {reason, facilityId: facilityId || null});
    localStorage.setItem(key(), String(Date.parse(grant.until)));
    await session.load();
    this.watch();
    this.dispatchEvent(new Event('change'));
  }

  /** Rings once at the end: rights are asked for again, and the screens follow. */
  watch() {
    clearTimeout(this.#timer);
    const left = this.leftMs;
    if (!left) return;
    this.#timer = setTimeout(() => {
      localStorage.removeItem(key());
      this.dispatchEvent(new Event('change'));
      session.load().catch(() => {});
    }, left + 1_000);
  }
}

export const emergency = new Emergency();
session.addEventListener('change', () => session.inside && emergency.watch());
