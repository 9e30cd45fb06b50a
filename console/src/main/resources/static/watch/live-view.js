import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {request, paths} from '../app/api.js';
import {facts} from '../app/facts.js';
import {session} from '../app/session.js';
import {serverClock} from '../app/server-clock.js';
import {LiveSession} from './live-session.js';
import {codecSupported} from './codecs.js';
import {isSent, SENT_OLD_MS} from '../cameras/picture-age.js';

/** A picture is called live only if a new one came and was shown within this time. */
const LIVE_WITHIN_MS = 2_000;
/** The age of a picture is measured between two clocks, which may differ by this much. */
const AGE_SLACK_MS = 1_000;
const TICK_MS = 500;
const RETRY_MIN_MS = 400;
const RETRY_MAX_MS = 8_000;
/** Off the screen for so long, a view gives its stream back. */
const LEAVE_AFTER_MS = 3_000;
/** A right that was withdrawn is not asked for again before this. */
const WITHDRAWN_PAUSE_MS = 30_000;
/** What gave way to others asks again after this, or when somebody looks at it closely. */
const GIVES_WAY_PAUSE_MS = 15_000;
/** Groups of pictures were left out within this time: the line is short. */
const SHORT_WITHIN_MS = 15_000;
const STILL_EVERY_MS = 1_000;
/** What the camera's site sends by itself comes about once a minute. */
const SENT_EVERY_MS = 10_000;
const STILL_WIDTH_PX = 640;
const STILL_POSTER_WIDTH_PX = 640;

/**
 * Live picture of one camera: plays, falls back, reconnects, and says how true it is. `status` is redrawn by whoever shows it, on
 * each `live-status` event:
 *
 * - `mode`: `video`, `stills` or `none`
 * - `live`: a new picture within 2 s
 * - `pictureMs`: wall time of the picture shown, 0 if there is none; `ageMs`
 * - `sent`: the picture shown is one that the camera's site sent by itself; never live
 * - `fallback`: null, `sub` (main cannot be decoded here) or `stills` (nothing can)
 * - `short`: null, or `{instead, why}` while the line to the site leaves pictures out: `instead` is `sub` where that comes for main, `why` is
 *   `line` or `budget`
 * - `why`: `connecting`, `lost`, `busy`, `removed`, `withdrawn`, `givesWay`, null
 */
export class LiveView extends HdElement {
  static properties = {cameraId: {}, want: {}, still: {type: Boolean, reflect: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; position: relative; overflow: hidden; background: var(--video-0); }
    video, canvas, img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
    canvas, img { z-index: 1; }
    video { z-index: 2; }
    video.beneath { z-index: 0; opacity: 0; }
    :host([data-stale]) :is(video, canvas, img) { filter: grayscale(1) brightness(0.55); }
  `];

  status = {mode: 'none', live: false, pictureMs: 0, ageMs: Infinity, fallback: null, why: 'connecting', since: Date.now()};
  paused = false;

  #shown = null;
  #next = null;
  #retryTimer = 0;
  #leaveTimer = 0;
  #stillTimer = 0;
  #attempt = 0;
  #visible = false;
  #unsupported = new Set();
  #ticker = 0;
  #lastWallMs = 0;
  #notBefore = 0;
  #stillAbort = null;
  #sent = false;
  #observer = new IntersectionObserver(entries => this.#seen(entries.at(-1).isIntersecting));

  constructor() {
    super();
    this.want = 'sub';
    const seen = () => this.#reconsider();
    this.follow(document, 'visibilitychange', seen);
    this.follow(facts, 'link', () => facts.connected && this.#hurry());
    this.follow(facts, 'cameras', () => this.#reconsiderCamera());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#observer.observe(this);
    this.#ticker = setInterval(() => this.#tell(), TICK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#observer.disconnect();
    clearInterval(this.#ticker);
    this.#visible = false;
    this.#stop();
  }

  render() {
    return html`<canvas hidden></canvas><img alt="" hidden>`;
  }

  updated(changed) {
    if (changed.has('cameraId') && changed.get('cameraId') !== undefined) {
      this.#stop();
      this.#unsupported.clear();
      this.#forget();
      this.#notBefore = 0;
    }
    if (changed.has('want') && this.status.why === 'givesWay') this.#notBefore = 0;
    if (changed.has('cameraId') || changed.has('want')) this.#reconsider();
  }

  /** Lets go of the last picture. */
  #forget() {
    this.$('canvas').hidden = true;
    this.$('img').hidden = true;
    this.#lastWallMs = 0;
    this.#sent = false;
  }

  get camera() {
    return facts.cameras.get(this.cameraId);
  }

  get session() {
    return this.#shown;
  }

  /** Which stream to ask for: what is wanted, if the camera has it and this browser can decode it; null for stills. */
  get #stream() {
    const camera = this.camera;
    const hasSub = Boolean(camera?.subUrl);
    const order = this.want === 'main' || !hasSub ? ['main', ...(hasSub ? ['sub'] : [])] : ['sub', 'main'];
    return order.find(s => this.#decodes(s)) ?? null;
  }

  #decodes(stream) {
    return !this.#unsupported.has(stream) && codecSupported(this.camera?.state?.streams?.[stream]?.codec);
  }

  #seen(visible) {
    this.#visible = visible;
    this.#reconsider();
  }

  #reconsider() {
    const wanted = this.#visible && !document.hidden && this.cameraId && !this.paused;
    if (!wanted) {
      this.#leaveTimer ||= setTimeout(() => {
        this.#leaveTimer = 0;
        this.#stop();
      }, LEAVE_AFTER_MS);
      return;
    }
    clearTimeout(this.#leaveTimer);
    this.#leaveTimer = 0;
    if (performance.now() < this.#notBefore) return;
    const stream = this.#stream;
    if (!stream) return this.#startStills();
    const current = this.#next ?? this.#shown;
    if (current && !current.ended && current.stream === stream) return;
    if (this.#retryTimer) return;
    this.#open(stream);
  }

  #reconsiderCamera() {
    if (!this.camera || this.camera.state.kind === 'stopped') return;
    this.#reconsider();
  }

  #open(stream) {
    this.#stopStills();
    this.#next?.dispose();
    const opened = new LiveSession({
      cameraId: this.cameraId,
      stream,
      onPicture: () => this.#swap(opened),
      onEnd: (reason, detail) => this.#ended(opened, reason, detail),
      onState: ({type, ...state}) => facts.state(this.cameraId, state),
    });
    this.#next = opened;
    opened.video.className = 'beneath';
    this.renderRoot.append(opened.video);
    if (!this.#shown && !this.#lastWallMs) this.#poster();
  }

  /** While nothing was shown yet, the newest key picture: something to look at in the first moments, greyed with its age if it is old. */
  async #poster() {
    try {
      const {blob, wallMs, sent} = await this.#fetchStill(STILL_POSTER_WIDTH_PX);
      if (this.#lastWallMs > wallMs || this.status.mode === 'video') return;
      this.#showStill(blob, wallMs, sent);
    } catch {
      // No picture yet is what an empty tile says anyway.
    }
  }

  async #fetchStill(width) {
    this.#stillAbort?.abort();
    this.#stillAbort = new AbortController();
    const response = await request(paths.snapshot(this.cameraId, {width}), {signal: this.#stillAbort.signal});
    return {blob: await response.blob(), wallMs: Number(response.headers.get('Haidang-Picture-Us')) / 1000, sent: isSent(response)};
  }

  #showStill(blob, wallMs, sent) {
    const img = this.$('img');
    const url = URL.createObjectURL(blob);
    img.onload = img.onerror = () => URL.revokeObjectURL(url);
    img.src = url;
    img.hidden = false;
    if (wallMs > this.#lastWallMs) this.#stillArrived = performance.now();
    this.#lastWallMs = wallMs;
    this.#sent = sent;
    this.#tell();
  }

  #stillArrived = 0;

  #swap(opened) {
    if (this.#next !== opened) return;
    this.#next = null;
    this.#attempt = 0;
    const old = this.#shown;
    this.#shown = opened;
    opened.video.className = '';
    old?.dispose();
    this.$('canvas').hidden = true;
    this.$('img').hidden = true;
    this.#tell();
  }

  #ended(which, reason, detail) {
    if (reason === 'unsupported') this.#unsupported.add(which.stream);
    if (which === this.#shown) this.#freeze();
    if (which === this.#next) {
      this.#next = null;
      which.dispose();
    }
    this.status.why = reason === 'unsupported' ? 'connecting' : reason;
    // A wall screen that proved itself has another session: whoever is still inside goes on.
    if (reason === 'session') session.load().catch(() => {});
    if (reason === 'removed') return this.#tell();
    if (reason === 'withdrawn') return this.#withdrawn();
    if (reason === 'unsupported') return this.#reconsider();
    const usual = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** this.#attempt++) * (0.5 + Math.random());
    const pause = reason === 'givesWay' ? GIVES_WAY_PAUSE_MS : usual;
    if (reason === 'givesWay') this.#notBefore = performance.now() + pause;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = 0;
      this.#reconsider();
    }, pause);
    this.#tell();
  }

  /** Somebody took the right to watch away: the picture goes at once, and the server is left in peace for a while. */
  #withdrawn() {
    this.#stop();
    this.#forget();
    this.#notBefore = performance.now() + WITHDRAWN_PAUSE_MS;
    session.askAgain();
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = 0;
      this.#reconsider();
    }, WITHDRAWN_PAUSE_MS);
    this.#tell();
  }

  #hurry() {
    if (!this.#retryTimer || performance.now() < this.#notBefore) return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = 0;
    this.#attempt = 0;
    this.#reconsider();
  }

  /** Keeps the last picture on a canvas and lets the player go. */
  #freeze() {
    const from = this.#shown;
    if (!from) return;
    this.#lastWallMs = from.pictureWallMs || this.#lastWallMs;
    this.#sent = false;
    const video = from.video;
    if (video.videoWidth) {
      const canvas = this.$('canvas');
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext('2d').drawImage(video, 0, 0);
      canvas.hidden = false;
      this.$('img').hidden = true;
    }
    this.#shown = null;
    from.dispose();
  }

  #stop() {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#leaveTimer);
    this.#retryTimer = this.#leaveTimer = 0;
    this.#next?.dispose();
    this.#next = null;
    this.#freeze();
    this.#stopStills();
    this.#stillAbort?.abort();
  }

  #startStills() {
    this.#next?.dispose();
    this.#next = null;
    if (this.#stillTimer) return;
    const load = async () => {
      const began = performance.now();
      try {
        const {blob, wallMs, sent} = await this.#fetchStill(this.want === 'main' ? 1920 : STILL_WIDTH_PX);
        if (!this.#stillTimer) return;
        this.#freeze();
        this.$('canvas').hidden = true;
        this.#showStill(blob, wallMs, sent);
      } catch {
        // The age on the picture grows and tells.
      }
      if (this.#stillTimer) this.#stillTimer = setTimeout(load, Math.max(200, (this.#sent ? SENT_EVERY_MS : STILL_EVERY_MS) - (performance.now() - began)));
    };
    this.#stillTimer = setTimeout(load, 0);
  }

  #stopStills() {
    clearTimeout(this.#stillTimer);
    this.#stillTimer = 0;
  }

  pause(yes) {
    this.paused = yes;
    if (yes) this.#stop();
    else this.#reconsider();
    this.#tell();
  }

  #tell() {
    const now = performance.now();
    const shown = this.#shown;
    const stills = Boolean(this.#stillTimer);
    const pictureMs = shown ? shown.pictureWallMs : this.#lastWallMs;
    // A camera whose encoder hangs goes on sending one picture: it arrives, and yet nothing of it is new.
    const frozen = this.camera?.state.reason === 'frozen';
    const live = !frozen && (shown
        ? now - shown.arrivedAt < LIVE_WITHIN_MS && now - shown.shownAt < LIVE_WITHIN_MS && shown.ageMs < LIVE_WITHIN_MS + AGE_SLACK_MS
        : stills && !this.#sent && now - this.#stillArrived < LIVE_WITHIN_MS * 2);
    const mode = shown ? 'video' : stills || pictureMs ? 'stills' : 'none';
    const ageMs = pictureMs ? Math.max(0, serverClock.now() - pictureMs) : Infinity;
    const sent = mode === 'stills' && this.#sent;
    const wantedMain = this.want === 'main' || !this.camera?.subUrl;
    this.status = {
      mode,
      stills,
      sent,
      live,
      pictureMs,
      ageMs,
      fallback: stills ? 'stills' : wantedMain && shown?.stream === 'sub' && !this.#decodes('main') ? 'sub' : null,
      short: shown && (shown.short.instead || now - shown.shortAt < SHORT_WITHIN_MS) ? {instead: shown.short.instead, why: shown.short.why} : null,
      why: live ? null : this.status.why ?? 'connecting',
      since: live === this.status.live ? this.status.since : Date.now(),
      switching: Boolean(this.#next && shown),
      paused: this.paused,
    };
    const known = facts.connected && (this.camera?.state.kind ?? 'live') === 'live';
    // Nothing newer will come than what the site sends each minute: its age says enough, until it is old.
    const fresh = known && sent && stills && ageMs < SENT_OLD_MS;
    this.toggleAttribute('data-stale', !live && !fresh && mode !== 'none' && !this.paused && (!known || now - this.#bornAt > LIVE_WITHIN_MS));
    this.emit('live-status', this.status);
  }

  #bornAt = performance.now();

  /** The picture as it is on the screen, at its full size, with its time. */
  async takePicture() {
    const source = this.#shown?.video ?? (this.$('canvas').hidden ? this.$('img') : this.$('canvas'));
    const width = source.videoWidth ?? source.naturalWidth ?? source.width;
    const height = source.videoHeight ?? source.naturalHeight ?? source.height;
    if (!width) return null;
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d').drawImage(source, 0, 0);
    return {blob: await canvas.convertToBlob({type: 'image/jpeg', quality: 0.92}), wallMs: this.status.pictureMs || Date.now()};
  }
}

customElements.define('hd-live', LiveView);
