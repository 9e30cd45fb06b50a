import {get, paths} from './api.js';
import {dateTime, time} from './format.js';
import {t} from './i18n.js';
import {serverClock} from './server-clock.js';

export const REPORTED_MAX_MS = 3 * 86_400_000;
const PAGE = 500;
const PAGES_MAX = 4;
const REFRESH_MS = 15_000;
const RETRY_MS = 30_000;
const MARGIN = 0.5;

/** One shape for each kind, 10 by 10, filled; on the axis, in lists and as their key. */
export const SHAPES = {
  motion: 'M0 3.5h10v3H0z',
  tamper: 'M5 0 10 9.5H0z',
  'line-crossed': 'M5 0 10 5 5 10 0 5z',
  'digital-input': 'M1 1h8v8H1z',
  'storage-failure': 'M1.8 0 5 3.2 8.2 0 10 1.8 6.8 5 10 8.2 8.2 10 5 6.8 1.8 10 0 8.2 3.2 5 0 1.8z',
};

export const kindOf = kind => t(`reported.kind.${kind}`);

/** "10:02:03 – 10:02:20", "10:02:03, còn tiếp diễn", or one moment. */
export function span({from, to}, {day = false} = {}) {
  const begin = day ? dateTime(from) : time(from);
  if (to === null) return t('reported.lasts', {begin});
  return time(from) === time(to) && to - from < 60_000 ? begin : `${begin} – ${time(to)}`;
}

export const words = event => `${kindOf(event.kind)} ${span(event)}`;

const read = ({id, kind, begin, end}) => ({id, kind, from: Date.parse(begin), to: end === null ? null : Date.parse(end)});

/** The newest that a camera reported between two moments, the newest first; `truncated` when there were more. */
export async function reportedBetween(id, fromMs, toMs, {limit = PAGE, pages = 1} = {}) {
  const all = [];
  let next = null;
  for (let page = 0; page < pages && (page === 0 || next); page++) {
    const answer = await get(paths.reported(id, fromMs, toMs, {limit, before: next}));
    all.push(...answer.events.map(read));
    next = answer.next;
  }
  return {events: all, truncated: next !== null};
}

/**
 * What some cameras reported in the visible time, for the axis. One range per camera, asked anew when the view leaves it or may have more;
 * nothing of a view so wide that marks would hide the recordings. Fires `change`.
 */
export class Reported extends EventTarget {
  #byCamera = new Map();
  #pending = new Set();

  /** `[{id, kind, from, to}]`, the newest first, times in ms; `to` is null while it lasts. */
  of(id) {
    return this.#byCamera.get(id)?.events ?? [];
  }

  want(id, fromMs, toMs) {
    if (toMs - fromMs > REPORTED_MAX_MS || this.#pending.has(id)) return;
    const known = this.#byCamera.get(id);
    const now = serverClock.now();
    const inside = known && known.fromMs <= fromMs && known.toMs >= Math.min(toMs, now);
    const fresh = known && now < known.againAt;
    if (inside && (fresh || toMs < known.askedAt - 60_000)) return;
    if (known?.failed && fresh) return;
    const margin = (toMs - fromMs) * MARGIN;
    this.#load(id, fromMs - margin, Math.min(toMs + margin, now + 1_000), now);
  }

  async #load(id, fromMs, toMs, now) {
    if (toMs <= fromMs) return;
    this.#pending.add(id);
    try {
      const {events} = await reportedBetween(id, fromMs, toMs, {pages: PAGES_MAX});
      this.#byCamera.set(id, {fromMs, toMs, events, askedAt: now, againAt: now + REFRESH_MS});
    } catch {
      // The marks are beside the point when the server is away, and the recordings say so.
      this.#byCamera.set(id, {fromMs, toMs, events: this.of(id), askedAt: now, againAt: now + RETRY_MS, failed: true});
    } finally {
      this.#pending.delete(id);
      this.dispatchEvent(new Event('change'));
    }
  }

  /** Those that a moment is in, or as near as that. */
  near(id, ms, withinMs) {
    return this.of(id).filter(e => e.from - withinMs <= ms && ms <= (e.to ?? serverClock.now()) + withinMs);
  }
}
