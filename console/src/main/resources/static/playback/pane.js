import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {paths, request} from '../app/api.js';
import {facts} from '../app/facts.js';
import {codecName, time} from '../app/format.js';
import {t} from '../app/i18n.js';
import {codecSupported} from '../watch/codecs.js';
import {TrackPlayer} from './track-player.js';

/** Pictures while scrubbing: at most so many a second, one request at a time, the newest wish wins. */
const STILL_EVERY_MS = 100;
const STILL_WIDTH_PX = 960;
const STILL_RETRY_MS = 1_000;
/** A seek that takes longer than this shows the nearest key picture meanwhile. */
const PATIENCE_MS = 120;

/** One camera of the playback: its recording, or in words why there is none. */
export class Pane extends HdElement {
  static properties = {cameraId: {}, recordings: {attribute: false}, view: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; position: relative; overflow: hidden; background: var(--video-0); color: var(--video-text); min-height: 0; min-width: 0; }
    video, img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
    img { z-index: 2; }
    .name { position: absolute; inset: auto auto 0 0; z-index: 4; background: var(--video-chrome); padding: 3px 10px; border-top-right-radius: var(--radius); font-weight: 500; display: flex; gap: 8px; align-items: center; max-width: 100%; }
    .name .num { color: var(--video-text-2); font-size: var(--size-12); }
    .label { position: absolute; inset: auto auto 1.7rem 0; z-index: 4; background: var(--video-chrome); padding: 3px 10px; border-top-right-radius: var(--radius); font-size: var(--size-12); color: var(--video-text-2); }
    .words { position: absolute; inset: 0; z-index: 3; display: grid; place-content: center; text-align: center; padding: 16px; background: rgb(5 7 10 / 0.82); }
    .words .title { font-weight: 600; font-size: var(--size-16); display: flex; gap: 8px; justify-content: center; align-items: center; }
    .words .title .icon { color: var(--video-warn); }
    .words p { max-width: 46ch; }
    .words .more { color: var(--video-text-2); }
  `];

  player = null;
  #stills = false;
  #stillWant = 0;
  #stillBusy = false;
  #stillMs = 0;
  #stillShownFor = 0;
  #notReadySince = 0;
  #lastStill = 0;
  #stillNotBefore = 0;

  constructor() {
    super();
    this.view = {status: 'loading', ms: 0};
    this.follow(facts, 'cameras');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.player?.close();
    this.player = null;
  }

  updated(changed) {
    if (changed.has('cameraId') || !this.player) this.#begin(this.#preferred);
  }

  get #preferred() {
    const codec = facts.cameras.get(this.cameraId)?.state.streams.main?.codec;
    return codecSupported(codec) || !facts.cameras.get(this.cameraId)?.recordSub ? 'main' : 'sub';
  }

  #begin(stream) {
    this.player?.close();
    this.#stills = false;
    this.player = new TrackPlayer(this.cameraId, stream);
    this.renderRoot.prepend(this.player.video);
    this.requestUpdate();
  }

  /** Whether this pane keeps the common clock waiting. */
  get holds() {
    return !this.#stills && ['loading'].includes(this.player?.status);
  }

  get status() {
    return this.#stills ? this.#stillStatus : this.player?.status ?? 'loading';
  }

  get #stillStatus() {
    const at = this.view.ms;
    if (this.recordings.gapAt(this.cameraId, at) || this.recordings.lacks(this.cameraId, at)) return 'gap';
    return 'stills';
  }

  get nextMs() {
    return this.#stills ? this.recordings.nextAfter(this.cameraId, this.view.ms) : this.player?.nextMs ?? 0;
  }

  seek(ms) {
    this.player?.seek(ms);
  }

  /** The clock's beat. `still` while scrubbing or going backwards: key pictures instead of video. */
  beat(ms, rate, playing, still) {
    const {player} = this;
    if (!player) return;
    if (player.status === 'unsupported' && !this.#stills) {
      this.#stills = true;
      player.video.hidden = true;
    }
    if (!still && !this.#stills) player.follow(ms, rate, playing);
    const now = performance.now();
    const ready = player.status === 'ready';
    if (ready || this.status === 'gap' || this.status === 'end') this.#notReadySince = 0;
    else this.#notReadySince ||= now;
    const impatient = this.#notReadySince && now - this.#notReadySince > PATIENCE_MS && !playing;
    if (still || this.#stills || impatient) this.#wantStill(ms);
    else if (ready && this.#stillShownFor) this.#hideStill();
    if (this.status === 'gap' && this.#stillShownFor) this.#hideStill();
    const waited = this.#notReadySince ? now - this.#notReadySince : 0;
    const view = {status: still ? 'still' : this.status, ms, waited: waited > 1_000};
    if (view.status !== this.view.status || view.waited !== this.view.waited || Math.floor(ms / 250) !== Math.floor(this.view.ms / 250)) this.view = view;
    else this.view.ms = ms;
  }

  #wantStill(ms) {
    if (this.recordings.lacks(this.cameraId, ms) || performance.now() < this.#stillNotBefore) return;
    this.#stillWant = ms;
    if (!this.#stillBusy) this.#loadStill();
  }

  async #loadStill() {
    const ms = this.#stillWant;
    if (Math.abs(ms - this.#stillShownFor) < 40) return;
    this.#stillBusy = true;
    const pause = STILL_EVERY_MS - (performance.now() - this.#lastStill);
    if (pause > 0) await new Promise(resolve => setTimeout(resolve, pause));
    this.#lastStill = performance.now();
    const wish = this.#stillWant;
    try {
      const response = await request(paths.snapshot(this.cameraId, {atUs: wish * 1000, width: STILL_WIDTH_PX, stream: this.player?.stream}));
      const url = URL.createObjectURL(await response.blob());
      const img = this.$('img');
      img.src = url;
      await img.decode().catch(() => {});
      URL.revokeObjectURL(url);
      this.#stillMs = Number(response.headers.get('Haidang-Picture-Us')) / 1000;
      this.#stillShownFor = wish;
      img.hidden = this.player?.status === 'ready' && !this.#stills && this.view.status === 'ready';
    } catch {
      this.#stillShownFor = wish;
      this.#stillNotBefore = performance.now() + STILL_RETRY_MS;
    }
    this.#stillBusy = false;
    if (this.#stillWant !== wish) this.#loadStill();
    this.requestUpdate();
  }

  #hideStill() {
    this.$('img').hidden = true;
    this.#stillShownFor = 0;
  }

  render() {
    const camera = facts.cameras.get(this.cameraId);
    return html`<img alt="" hidden>
      ${this.#stills ? html`<div class="label">${t('playback.stills', {codec: codecName(camera?.state.streams.main?.codec) || t('tile.thisCodec')})}</div>`
        : this.player?.stream === 'sub' ? html`<div class="label">${t('playback.sub')}</div>` : nothing}
      ${this.#renderWords()}
      <div class="name">${camera?.name ?? this.cameraId}${this.#stills && this.#stillMs ? html`<span class="num">${t('playback.keyPicture', {time: time(this.#stillMs)})}</span>` : nothing}</div>`;
  }

  #renderWords() {
    const {status, ms, waited} = this.view;
    if (status === 'gap' || (status === 'still' && this.recordings.lacks(this.cameraId, ms))) {
      const gap = this.recordings.gapAt(this.cameraId, ms);
      return html`<div class="words" role="status"><p class="title">${icon('video-off')} ${t('playback.gap')}</p><p>${gap?.message ?? t('playback.gap.noReason')}</p>
        ${this.nextMs > ms ? html`<p class="more num">${t('playback.gap.next', {time: time(this.nextMs)})}</p>` : nothing}</div>`;
    }
    if (status === 'end') return html`<div class="words" role="status"><p class="title">${icon('video-off')} ${t('playback.end')}</p><p class="more">${t('playback.end.words', {time: time(ms)})}</p></div>`;
    if (status === 'failed') return html`<div class="words" role="status"><p class="title">${icon('triangle-alert')} ${t('playback.failed')}</p><p>${this.player?.words}</p></div>`;
    if (status === 'loading' && waited) return html`<div class="label" role="status">${t('playback.loading', {time: time(ms)})}</div>`;
    return nothing;
  }

  /** The picture on the screen with its time. */
  async takePicture(ms) {
    const img = this.$('img');
    const source = img.hidden ? this.player?.video : img;
    const width = source?.videoWidth || source?.naturalWidth;
    if (!width) return null;
    const canvas = new OffscreenCanvas(width, source.videoHeight || source.naturalHeight);
    canvas.getContext('2d').drawImage(source, 0, 0);
    return {blob: await canvas.convertToBlob({type: 'image/jpeg', quality: 0.92}), ms: img.hidden ? ms : this.#stillMs || ms};
  }
}

customElements.define('hd-pane', Pane);
