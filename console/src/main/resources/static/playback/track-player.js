import {paths, request} from '../app/api.js';
import {serverClock} from '../app/server-clock.js';
import {t} from '../app/i18n.js';
import {Fragments, VideoOnly, join, pictureTimes, tracksOf, videoMime} from '../watch/fmp4.js';

/** `currentTime` 0 of every player: no seek ever leaves the range of one media source, so none has to be made anew. */
const ORIGIN_MS = Date.UTC(2020, 0, 1);
const DURATION_S = 3_000_000_000;
const PIECE_S = 8;
const PIECE_MAX_S = 30;
const AHEAD_S = 16;
const KEEP_BEHIND_S = 20;
const RETRY_MS = 1_500;
/** Near the present a piece is asked for only when it holds something worth a request. */
const SETTLE_MS = 2_500;
/** Pieces may not meet exactly: the player steps over a hole of less than this as the browser does. */
const JOIN_MS = 120;
const LAG_SEEK_S = 12;
/** What arrives is shown as it comes, in portions: each costs the browser a step of its own. */
const PORTION_MS = 200;
const PORTION_BYTES = 512 << 10;

const toSeconds = ms => (ms - ORIGIN_MS) / 1000;

/**
 * The recording of one camera: fetches piece after piece, maps them to the time of day, and follows the clock it is given.
 * `status`: `loading`, `ready`, `gap` (with `nextMs`), `end`, `unsupported`, `failed` (with `words`).
 */
export class TrackPlayer {
  video = document.createElement('video');
  status = 'loading';
  words = '';
  nextMs = 0;
  lagS = 0;
  mime = '';

  #cameraId;
  #stream;
  #media = new MediaSource();
  #buffer = null;
  /** Sorted, without overlap in start: `{startMs, endMs, nextMs, times}`. One that is arriving ends where it has come to, and `nextMs` is 0. */
  #pieces = [];
  #fetching = null;
  #notBefore = 0;
  #wantMs = 0;
  #rate = 1;
  #closed = false;
  #seconds = PIECE_S;

  constructor(cameraId, stream) {
    this.#cameraId = cameraId;
    this.#stream = stream;
    Object.assign(this.video, {muted: true, playsInline: true, preload: 'auto', disableRemotePlayback: true});
    this.video.setAttribute('aria-hidden', 'true');
    this.video.tabIndex = -1;
    this.video.addEventListener('error', () => this.#fail(this.video.error?.message ?? ''));
    this.#media.addEventListener('sourceopen', () => {
      URL.revokeObjectURL(this.video.src);
      this.#media.duration = DURATION_S;
    }, {once: true});
    this.video.src = URL.createObjectURL(this.#media);
  }

  /** Wall time of the picture on the screen. */
  get wallMs() {
    return ORIGIN_MS + this.video.currentTime * 1000;
  }

  get stream() {
    return this.#stream;
  }

  /** Forget what is buffered elsewhere and go there. */
  seek(ms) {
    this.#wantMs = ms;
    this.#notBefore = 0;
    if (['gap', 'end', 'failed'].includes(this.status)) this.status = 'loading';
    if (!this.#pieceAt(ms)) {
      this.#fetching?.abort();
      this.#fetching = null;
    }
  }

  /** Called many times a second with the clock: keeps the video there, and the buffer ahead of it. */
  follow(ms, rate, playing) {
    if (this.#closed || this.status === 'unsupported') return;
    this.#wantMs = ms;
    this.#rate = rate;
    this.#fill();
    const piece = this.#pieceAt(ms);
    if (!piece || !this.#isBuffered(ms)) {
      if (!this.video.paused) this.video.pause();
      this.lagS = 0;
      this.#judgeAbsence(ms, piece);
      return;
    }
    this.#steer(ms, rate, playing);
  }

  #judgeAbsence(ms, piece) {
    if (this.status === 'failed') return;
    if (piece) {
      this.status = 'loading';
      return;
    }
    const next = this.#pieces.find(p => p.startMs > ms);
    const before = this.#pieces.findLast(p => p.endMs <= ms + JOIN_MS);
    if (next && (this.#askedMs <= ms && this.#askedMs >= 0 || (before && before.nextMs >= next.startMs - JOIN_MS))) {
      this.status = 'gap';
      this.nextMs = next.startMs;
    } else if (before?.nextMs > ms) {
      this.status = 'gap';
      this.nextMs = before.nextMs;
    } else if (this.status !== 'end') {
      this.status = 'loading';
    }
  }

  #askedMs = -1;

  #steer(ms, rate, playing) {
    const video = this.video;
    const want = toSeconds(ms);
    const error = video.currentTime - want;
    this.lagS = Math.max(0, -error);
    if (playing && rate > 0) {
      if (Math.abs(error) > (error > 0 ? 0.4 * Math.max(1, rate) : LAG_SEEK_S)) video.currentTime = want;
      // A small error is worked off by rate, at most 15 %: pictures keep coming evenly and cameras stay together.
      const correction = Math.max(-0.15, Math.min(0.15, -error));
      video.playbackRate = Math.min(16, Math.max(0.1, rate * (1 + correction)));
      if (video.paused) {
        if (Math.abs(error) > 0.05) video.currentTime = want;
        video.play().catch(() => {});
      }
    } else {
      if (!video.paused) video.pause();
      if (Math.abs(error) > 0.0005 && !video.seeking) video.currentTime = want;
    }
    this.status = video.readyState >= (playing ? 3 : 2) && !video.seeking ? 'ready' : 'loading';
  }

  #pieceAt(ms) {
    return this.#pieces.find(p => p.startMs <= ms && ms < p.endMs + (p.nextMs && p.nextMs - p.endMs < JOIN_MS ? JOIN_MS : 0)) ?? null;
  }

  #isBuffered(ms) {
    const ranges = this.#buffer?.buffered;
    const at = toSeconds(ms);
    for (let i = 0; i < (ranges?.length ?? 0); i++) if (ranges.start(i) - 0.1 <= at && at <= ranges.end(i) + 0.1) return true;
    return false;
  }

  /** Where the buffer, followed from `ms`, ends, and where the next piece begins: `{endMs, nextMs}`; null if nothing is there. */
  #frontier(ms) {
    let piece = this.#pieceAt(ms) ?? (this.status === 'gap' ? this.#pieces.find(p => p.startMs > ms) : null);
    if (!piece) return null;
    for (;;) {
      const from = piece.nextMs || piece.endMs;
      const following = this.#pieces.find(p => p.startMs > piece.startMs && p.startMs <= from + JOIN_MS && p.endMs > piece.endMs);
      if (!following) return {endMs: piece.endMs, nextMs: from};
      piece = following;
    }
  }

  #fill() {
    if (this.#fetching || this.#media.readyState !== 'open' || performance.now() < this.#notBefore) return;
    const ms = this.#wantMs;
    const frontier = this.#frontier(ms);
    if (!frontier) return this.#fetch(ms, true);
    const tooNew = serverClock.now() - frontier.nextMs < SETTLE_MS;
    if (!tooNew && frontier.endMs - ms < AHEAD_S * 1000 * Math.max(1, Math.abs(this.#rate))) this.#fetch(frontier.nextMs, false);
  }

  async #fetch(ms, jump) {
    const control = new AbortController();
    this.#fetching = control;
    if (jump) this.#askedMs = ms;
    const seconds = Math.max(this.#seconds, this.#rate > 2 ? PIECE_MAX_S : PIECE_S);
    try {
      const response = await request(paths.playback(this.#cameraId, ms * 1000, seconds, this.#stream), {signal: control.signal});
      const us = name => Number(response.headers.get(name)) || 0;
      const startMs = us('Haidang-Start-Us') / 1000;
      const piece = {startMs, endMs: startMs, nextMs: 0, mediaMs: us('Haidang-Media-Start-Us') / 1000, times: []};
      const mime = videoMime(response.headers.get('Content-Type'));
      if (!MediaSource.isTypeSupported(mime)) {
        this.status = 'unsupported';
        this.mime = mime;
        return;
      }
      await this.#arrive(piece, mime, response.body, control.signal);
      if (control.signal.aborted || this.#closed) return;
      Object.assign(piece, {endMs: us('Haidang-End-Us') / 1000, nextMs: us('Haidang-Next-Us') / 1000});
      this.#keep(piece);
      // A group of pictures longer than the piece: the answer began at its key picture and did not get past the moment asked for.
      if (piece.endMs <= ms + 1) this.#seconds = PIECE_MAX_S;
      if (piece.endMs <= ms + 1 && seconds >= PIECE_MAX_S) this.#notBefore = performance.now() + RETRY_MS;
      if (this.status === 'failed') this.status = 'loading';
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.#notBefore = performance.now() + RETRY_MS;
      if (problem.status === 404) {
        if (!this.#pieceAt(this.#wantMs)) this.status = 'end';
      } else if (!this.#pieceAt(this.#wantMs)) {
        this.status = 'failed';
        // An answer that broke off has no words; asked again, the server says why.
        this.words = problem.status === undefined ? t('playback.broken') : problem.message;
      }
    } finally {
      if (this.#fetching === control) this.#fetching = null;
    }
  }

  /** Appends a piece as it comes: over a thin line its first picture shows long before its last has come. */
  async #arrive(piece, mime, body, signal) {
    const fragments = new Fragments();
    const video = new VideoOnly();
    const reader = body.getReader();
    let tracks = null;
    let waiting = [];
    let bytes = 0;
    let appendedAt = 0;
    for (let done = false; !done;) {
      const portion = await reader.read();
      done = portion.done;
      const whole = done ? new ArrayBuffer(0) : fragments.take(portion.value);
      if (whole.byteLength) waiting.push(new Uint8Array(whole));
      bytes += whole.byteLength;
      if (!waiting.length || (!done && bytes < PORTION_BYTES && performance.now() - appendedAt < PORTION_MS)) continue;
      const {buffer} = join(waiting);
      tracks ??= tracksOf(buffer);
      await this.#append(piece, mime, video.filter(buffer), tracks, signal);
      waiting = [];
      bytes = 0;
      appendedAt = performance.now();
    }
  }

  async #append(piece, mime, bytes, tracks, signal) {
    if (!bytes.byteLength) return;
    if (signal.aborted || this.#closed) return;
    await this.#idle();
    if (signal.aborted || this.#closed) return;
    if (!this.#buffer) {
      this.#buffer = this.#media.addSourceBuffer(mime);
      this.#buffer.mode = 'segments';
    } else if (mime !== this.mime) {
      this.#buffer.changeType(mime);
    }
    this.mime = mime;
    await this.#evict();
    this.#buffer.timestampOffset = (piece.startMs - ORIGIN_MS - piece.mediaMs) / 1000;
    try {
      this.#buffer.appendBuffer(bytes);
    } catch (fault) {
      if (fault.name !== 'QuotaExceededError') throw fault;
      await this.#evict(true);
      this.#buffer.appendBuffer(bytes);
    }
    await this.#idle();
    const shift = piece.startMs - piece.mediaMs;
    piece.times = [...piece.times, ...pictureTimes(bytes.buffer, tracks).map(s => s * 1000 + shift)].sort((a, b) => a - b);
    piece.endMs = Math.max(piece.startMs, piece.times.at(-1) ?? 0);
    this.#keep(piece);
  }

  #keep(piece) {
    this.#pieces = [...this.#pieces.filter(p => p !== piece && !(p.startMs >= piece.startMs - 1 && p.endMs <= piece.endMs + 1)), piece].sort((a, b) => a.startMs - b.startMs);
  }

  #idle() {
    if (!this.#buffer?.updating) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#buffer.addEventListener('updateend', resolve, {once: true});
      this.#buffer.addEventListener('error', () => reject(new Error('append')), {once: true});
    });
  }

  /** Keeps the buffer near the clock; `hard` when the browser has no room. */
  async #evict(hard = false) {
    const ahead = AHEAD_S * Math.max(1, Math.abs(this.#rate)) * (hard ? 1 : 3);
    const fromMs = this.#wantMs - (hard ? 2 : KEEP_BEHIND_S) * 1000;
    const toMs = this.#wantMs + ahead * 1000;
    const kept = this.#pieces.filter(p => p.endMs > fromMs && p.startMs < toMs);
    if (kept.length === this.#pieces.length && !hard) return;
    this.#pieces = kept;
    const low = kept.length ? Math.min(kept[0].startMs, this.#wantMs) : toMs;
    if (low > ORIGIN_MS) await this.#remove(0, toSeconds(low));
    await this.#remove(toSeconds(toMs + 60_000), Infinity);
  }

  async #remove(from, to) {
    const ranges = this.#buffer.buffered;
    if (!ranges.length || to <= ranges.start(0) || from >= ranges.end(ranges.length - 1) || from >= to) return;
    this.#buffer.remove(from, to);
    await this.#idle();
  }

  #fail(words) {
    this.status = 'failed';
    this.words = words;
  }

  /** Time of the next picture in a direction (1 or -1), or null if it is not in the buffer. */
  pictureBeside(ms, direction) {
    const times = this.#pieces.flatMap(p => p.times).sort((a, b) => a - b);
    return (direction > 0 ? times.find(x => x > ms + 2) : times.findLast(x => x < ms - 2)) ?? null;
  }

  close() {
    this.#closed = true;
    this.#fetching?.abort();
    this.video.pause();
    this.video.removeAttribute('src');
    this.video.load();
    this.video.remove();
  }
}
