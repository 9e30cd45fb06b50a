import {urls} from '../app/api.js';
import {serverClock} from '../app/server-clock.js';
import {VideoOnly, join, producedAt, tracksOf, videoMime} from './fmp4.js';

/** How often a session looks after its latency, its buffer and its own health. */
const TICK_MS = 250;
/** Fragments waiting for the decoder; more means that this tab cannot keep up, and a new start from the key picture is cheaper. */
const QUEUE_MAX_BYTES = 24_000_000;
/** Behind the newest picture: held by rate up to here, jumped beyond. */
const JUMP_BEHIND_S = 2.5;
const TARGET_BEHIND_S = 0.25;
/**
 * A jump makes the decoder begin at the key picture again, and with groups of pictures of 20 s that takes long enough to be behind once more. So
 * after a jump the rest is caught up by speed, and the next jump has to wait.
 */
const CATCH_UP_RATE_MAX = 4;
const JUMP_AGAIN_AFTER_MS = 10_000;
/** Pictures older than this are the memory of the server, not the present: the join waits for their end, but not for ever. */
const PRESENT_MS = 1_000;
const JOIN_WAIT_MS = 1_500;
const KEEP_BEHIND_S = 8;
const TRIM_ABOVE_S = 20;
const OPEN_TIMEOUT_MS = 8_000;
/** A server that says nothing for so long while it says that the camera is live, is not there. */
const SILENT_SOCKET_MS = 12_000;

/**
 * One connection to one stream and the video element that shows it. It is used once: whoever wants to go on after its end makes a new one
 * and shows it when its first picture is there, so that a switch is never black.
 *
 * Calls: `onPicture()` at the first picture; `onEnd(reason, detail)` once, with reason `unsupported` (detail: init message), `removed`,
 * `session`, `withdrawn` (this person may not watch it any more), `busy`, `givesWay` (the site's line serves others first), `lost`;
 * `onState(cameraState)`.
 */
export class LiveSession {
  video = document.createElement('video');
  info = null;
  /** Local times, performance.now(): when the newest fragment came, when the newest picture was shown. */
  arrivedAt = 0;
  shownAt = 0;
  started = performance.now();
  kbps = 0;
  fps = 0;
  lostGroups = 0;
  /** What the site's line could not carry: `{groups, instead, why}`, and when that last grew. */
  short = {groups: 0, instead: null, why: null};
  shortAt = -Infinity;

  #socket;
  #media = new MediaSource();
  #buffer = null;
  #queue = [];
  #queuedBytes = 0;
  #timer;
  #calls;
  #ended = false;
  #shown = false;
  #initNext = false;
  #timescale = 90_000;
  #videoTrack = 0;
  /** The newest known pair of wall time and media time. */
  #anchor = null;
  #frames = 0;
  #measure = {at: performance.now(), bytes: 0, frames: 0};
  #heard = performance.now();
  #liveCamera = true;
  #mime = '';
  #stuckSince = 0;
  #joined = false;
  #catchingUp = false;
  #jumpedAt = -Infinity;
  #videoOnly = new VideoOnly();
  #lastTime = -1;

  constructor({cameraId, stream, onPicture, onEnd, onState}) {
    this.#calls = {onPicture, onEnd, onState};
    this.stream = stream;
    Object.assign(this.video, {muted: true, playsInline: true, autoplay: true, disableRemotePlayback: true});
    this.video.tabIndex = -1;
    this.video.setAttribute('aria-hidden', 'true');
    this.#media.addEventListener('sourceopen', () => {
      URL.revokeObjectURL(this.video.src);
      this.#connect(cameraId, stream);
    }, {once: true});
    this.video.src = URL.createObjectURL(this.#media);
    this.video.addEventListener('error', () => this.#end('lost', this.video.error?.message));
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Wall time (server's clock, ms) of the picture on the screen, or 0. */
  get pictureWallMs() {
    if (!this.#anchor || !this.#shown) return 0;
    return this.#anchor.wallMs + (this.video.currentTime - this.#anchor.mediaS) * 1000;
  }

  /** Age of the picture on the screen in ms; Infinity before the first. */
  get ageMs() {
    const wall = this.pictureWallMs;
    return wall ? Math.max(0, serverClock.now() - wall) : Infinity;
  }

  get ended() {
    return this.#ended;
  }

  close() {
    this.#calls = {};
    this.#end('closed');
  }

  #connect(cameraId, stream) {
    if (this.#ended) return;
    this.#socket = new WebSocket(urls.live(cameraId, stream));
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onmessage = e => this.#hear(e.data);
    this.#socket.onclose = e => this.#end({4401: 'session', 4403: 'withdrawn', 4404: 'removed', 4410: 'givesWay', 4503: 'busy'}[e.code] ?? 'lost');
  }

  #hear(data) {
    if (this.#ended) return;
    this.#heard = performance.now();
    if (typeof data === 'string') return this.#hearWords(JSON.parse(data));
    if (this.#initNext) {
      this.#initNext = false;
      this.#readInit(data);
    } else {
      this.#readFragment(data);
    }
    this.#push(data);
  }

  #hearWords(message) {
    if (message.type === 'init') this.#begin(message);
    else if (message.type === 'lag') this.lostGroups = message.groups;
    else if (message.type === 'short') {
      if (message.groups > this.short.groups) this.shortAt = performance.now();
      this.short = message;
    } else if (message.type === 'state') {
      this.#liveCamera = message.kind === 'live';
      this.#calls.onState?.(message);
    }
  }

  #begin(message) {
    const mime = videoMime(message.mime);
    if (!MediaSource.isTypeSupported(mime)) return this.#end('unsupported', message);
    this.info = message;
    this.#initNext = true;
    if (!this.#buffer) {
      this.#buffer = this.#media.addSourceBuffer(mime);
      this.#buffer.mode = 'segments';
      this.#buffer.addEventListener('updateend', () => this.#flush());
      this.#buffer.addEventListener('error', () => this.#end('lost', 'append'));
      this.#mime = mime;
    } else if (mime !== this.#mime) {
      // Everything queued belongs to the old codec: let it go in first, then the type changes in its turn.
      this.#queue.push({mime});
      this.#mime = mime;
    }
  }

  #readInit(data) {
    for (const [id, track] of tracksOf(data)) {
      if (!track.video) continue;
      this.#timescale = track.timescale;
      this.#videoTrack = id;
    }
  }

  #readFragment(data) {
    const produced = producedAt(data);
    this.#measure.bytes += data.byteLength;
    if (!produced || (this.#videoTrack && produced.trackId !== this.#videoTrack)) return;
    this.arrivedAt = performance.now();
    this.#anchor = {wallMs: produced.wallMs, mediaS: produced.mediaTicks / this.#timescale};
    this.#measure.frames++;
  }

  #push(data) {
    const bytes = this.#videoOnly.filter(data);
    if (!bytes.byteLength) return;
    this.#queue.push({bytes});
    this.#queuedBytes += bytes.byteLength;
    if (this.#queuedBytes > QUEUE_MAX_BYTES) return this.#end('lost', 'slow');
    this.#flush();
  }

  /** Gives the decoder all that waits, as one piece: one append of ten fragments costs about what one of one does. */
  #flush() {
    if (!this.#buffer || this.#buffer.updating || this.#ended || this.#media.readyState !== 'open') return;
    if (!this.#queue.length) return this.#afterAppend();
    if (this.#queue[0].mime) this.#buffer.changeType(this.#queue.shift().mime);
    const until = this.#queue.findIndex(entry => entry.mime);
    const batch = this.#queue.slice(0, until < 0 ? this.#queue.length : until);
    const piece = join(batch.map(entry => entry.bytes));
    try {
      this.#buffer.appendBuffer(piece);
    } catch (fault) {
      if (fault.name === 'QuotaExceededError') return this.#makeRoom();
      return this.#end('lost', fault.message);
    }
    this.#queue.splice(0, batch.length);
    this.#queuedBytes -= piece.byteLength;
    this.#afterAppend();
  }

  /** The browser's buffer is full: let go of what was seen, even the last seconds, and try again at the end of the removal. */
  #makeRoom() {
    const start = this.#start;
    const keep = this.video.currentTime - 1;
    if (keep > start) this.#buffer.remove(start, keep);
    else this.#end('lost', 'quota');
  }

  get #start() {
    return this.#buffer?.buffered.length ? this.#buffer.buffered.start(0) : 0;
  }

  get #edge() {
    const ranges = this.#buffer?.buffered;
    return ranges?.length ? ranges.end(ranges.length - 1) : 0;
  }

  #afterAppend() {
    if (this.#joined || !this.#edge || !this.#anchor) return;
    // A joiner gets the group of pictures from its key picture on, seconds ago perhaps: go to its end, not through it, and only once.
    const present = serverClock.now() - this.#anchor.wallMs < PRESENT_MS || performance.now() - this.started > JOIN_WAIT_MS;
    if (!present) return;
    this.#joined = true;
    this.#jump();
    this.video.play().catch(() => {});
  }

  #tick() {
    const now = performance.now();
    if (!this.#anchor && now - this.started > OPEN_TIMEOUT_MS && this.#liveCamera) return this.#end('lost', 'timeout');
    if (now - this.#heard > SILENT_SOCKET_MS && this.#liveCamera) return this.#end('lost', 'silent');
    const frames = this.video.getVideoPlaybackQuality().totalVideoFrames;
    if (frames > this.#frames) {
      this.#frames = frames;
      this.shownAt = now;
      if (!this.#shown && this.video.readyState >= 2) {
        this.#shown = true;
        // What came before was a group of pictures in one burst: it says nothing of the stream's rate.
        this.#measure = {at: now, bytes: 0, frames: 0};
        this.#calls.onPicture?.();
      }
    }
    this.#holdLatency(now);
    this.#trim();
    if (now - this.#measure.at >= 2_000) {
      const seconds = (now - this.#measure.at) / 1000;
      this.kbps = (this.#measure.bytes * 8) / 1000 / seconds;
      this.fps = this.#measure.frames / seconds;
      this.#measure = {at: now, bytes: 0, frames: 0};
    }
  }

  #holdLatency(now) {
    const edge = this.#edge;
    const video = this.video;
    if (!edge || !this.#joined || video.seeking) return;
    const behind = edge - video.currentTime;
    const moved = Math.abs(video.currentTime - this.#lastTime) > 0.01;
    this.#lastTime = video.currentTime;
    if (moved || behind < 0.3) this.#stuckSince = 0;
    else this.#stuckSince ||= now;
    const stuck = this.#stuckSince && now - this.#stuckSince > 700;
    if (behind < TARGET_BEHIND_S * 2) this.#catchingUp = false;
    const mayJump = now - this.#jumpedAt > JUMP_AGAIN_AFTER_MS;
    if (stuck || behind < -0.5 || (behind > JUMP_BEHIND_S && mayJump)) this.#jump();
    else if (this.#catchingUp || behind > JUMP_BEHIND_S) video.playbackRate = Math.min(CATCH_UP_RATE_MAX, 1 + behind);
    else video.playbackRate = behind > 1 ? 1.1 : behind > TARGET_BEHIND_S * 2 ? 1.05 : 1;
    if (video.paused) video.play().catch(() => {});
  }

  #jump() {
    this.video.currentTime = Math.max(this.#start, this.#edge - TARGET_BEHIND_S / 2);
    this.video.playbackRate = 1;
    this.#stuckSince = 0;
    this.#jumpedAt = performance.now();
    this.#catchingUp = true;
  }

  #trim() {
    const buffer = this.#buffer;
    if (!buffer || buffer.updating || this.#media.readyState !== 'open') return;
    const old = this.video.currentTime - KEEP_BEHIND_S;
    if (this.video.currentTime - this.#start > TRIM_ABOVE_S) buffer.remove(this.#start, old);
  }

  #end(reason, detail) {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    if (this.#socket) {
      this.#socket.onmessage = this.#socket.onclose = null;
      this.#socket.close();
    }
    this.#queue = [];
    this.#calls.onEnd?.(reason, detail);
  }

  /** Frees the decoder. The last picture goes with it: take a copy before. */
  dispose() {
    this.close();
    this.video.pause();
    this.video.removeAttribute('src');
    this.video.load();
    this.video.remove();
  }
}
