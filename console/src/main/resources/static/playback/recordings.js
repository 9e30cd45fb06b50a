import {get, paths} from '../app/api.js';
import {serverClock} from '../app/server-clock.js';

const REFRESH_MS = 8_000;
/** Asked for beyond what is seen, in shares of it, so that a little panning needs no request. */
const MARGIN = 0.5;
const ON_THE_WAY_MS = 15_000;

/**
 * What is recorded of some cameras in the visible time. Holds one range per camera; asks anew when the view leaves it or when it may have
 * grown. Fires `change`.
 */
export class Recordings extends EventTarget {
  #byCamera = new Map();
  #pending = new Map();

  /** `{fromMs, toMs, spans: [{from, to, bytes}], gaps: [{from, to, reason, message}], fetched: [{from, to}]}` with times in ms. */
  of(id) {
    return this.#byCamera.get(id) ?? {fromMs: 0, toMs: 0, spans: [], gaps: [], fetched: []};
  }

  /** Makes sure that the range is known and fresh. */
  want(id, fromMs, toMs) {
    const known = this.#byCamera.get(id);
    const now = serverClock.now();
    const inside = known && known.fromMs <= fromMs && known.toMs >= Math.min(toMs, now);
    const coarse = known && known.toMs - known.fromMs > 8 * (toMs - fromMs) && known.truncated;
    const fresh = known && (known.askedAt > now - REFRESH_MS || toMs < known.askedAt - 60_000);
    if ((inside && fresh && !coarse) || this.#pending.has(id)) return;
    const margin = (toMs - fromMs) * MARGIN;
    this.#load(id, fromMs - margin, Math.min(toMs + margin, now + 1_000));
  }

  async #load(id, fromMs, toMs) {
    if (toMs <= fromMs) return;
    this.#pending.set(id, true);
    try {
      const {spans, gaps, fetched, truncated} = await get(paths.recordings(id, fromMs, toMs));
      const times = list => list.map(s => ({...s, from: Date.parse(s.from), to: Date.parse(s.to)}));
      this.#byCamera.set(id, {fromMs, toMs, truncated, askedAt: serverClock.now(), spans: times(spans), gaps: times(gaps), fetched: times(fetched)});
      this.dispatchEvent(new Event('change'));
    } catch {
      // Asked again at the next want(); the banner tells when the server is away.
    } finally {
      setTimeout(() => this.#pending.delete(id), 400);
    }
  }

  gapAt(id, ms) {
    return this.of(id).gaps.find(g => g.from <= ms && ms < g.to) ?? null;
  }

  /** The stretch of this moment that was fetched later from the camera's own storage, or null. */
  fetchedAt(id, ms) {
    return this.of(id).fetched.find(f => f.from <= ms && ms < f.to) ?? null;
  }

  /** True if it is known that nothing is recorded at this moment. Of the last seconds nothing is known: they may be on their way to the disk. */
  lacks(id, ms) {
    const known = this.#byCamera.get(id);
    return Boolean(known) && ms >= known.fromMs && ms < Math.min(known.toMs, known.askedAt - ON_THE_WAY_MS) && !this.spanAt(id, ms);
  }

  /** Start of the next recorded span after a moment, or 0. */
  nextAfter(id, ms) {
    return this.of(id).spans.find(s => s.from > ms)?.from ?? 0;
  }

  spanAt(id, ms) {
    return this.of(id).spans.find(s => s.from <= ms && ms < s.to) ?? null;
  }

  /** Borders of gaps, sorted: where `[` and `]` go. */
  marks(ids) {
    return [...new Set(ids.flatMap(id => this.of(id).gaps.flatMap(g => [g.from, g.to])))].sort((a, b) => a - b);
  }
}
