import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {t} from '../app/i18n.js';
import {facts} from '../app/facts.js';
import {session} from '../app/session.js';
import {bitrate, codecName, duration, number} from '../app/format.js';
import {KINDS, kindOf} from '../app/camera-state.js';
import {zoneWord} from '../app/zones.js';
import {ptzHolders} from './ptz-holders.js';
import {notLiveWords} from './state-words.js';
import {needsMain} from './stream-choice.js';
import './live-view.js';

/** One place of the wall: a camera's live picture with its name and state, or an empty place that says how to fill it. */
export class Tile extends HdElement {
  static properties = {cameraId: {}, slotIndex: {type: Number}, focused: {type: Boolean, reflect: true}, single: {type: Boolean}, turned: {type: Boolean, reflect: true}, plain: {type: Boolean}, kiosk: {type: Boolean}};

  static styles = [HdElement.styles, css`
    :host { display: block; position: relative; min-width: 0; min-height: 0; background: var(--video-0); color: var(--video-text); container-type: size; overflow: hidden; }
    hd-live { position: absolute; inset: 0; }
    .name {
      position: absolute; inset: auto auto 0 0; z-index: 5; max-width: 100%; display: flex; align-items: center; gap: 7px; padding: 3px 10px 3px 8px; background: var(--video-chrome);
      border-top-right-radius: var(--radius); font-weight: 500; font-size: var(--size-14);
    }
    .name .label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 500; }
    .name .zone { color: var(--video-text-2); font-weight: 400; }
    .live { color: var(--video-live); } .warn { color: var(--video-warn); } .alarm { color: var(--video-alarm); } .offline { color: var(--video-text-2); }
    .word { font-size: var(--size-12); font-weight: 600; white-space: nowrap; }
    .fallback { position: absolute; inset: auto auto 1.7rem 0; z-index: 5; background: var(--video-chrome); font-size: var(--size-12); padding: 3px 10px 2px 8px; border-top-right-radius: var(--radius); color: var(--video-text-2); max-width: 100%; }
    .fallback.warn { color: var(--video-warn); }
    .fallback .narrow { display: none; }
    .tech {
      position: absolute; inset: 0 0 auto auto; z-index: 6; background: var(--video-chrome); font-size: var(--size-12); padding: 3px 10px; border-bottom-left-radius: var(--radius); font-variant-numeric: tabular-nums;
      opacity: 0; transition: opacity var(--fast); pointer-events: none; max-width: 100%;
    }
    .turns { position: absolute; inset: 0 auto auto 0; z-index: 6; display: flex; gap: 6px; align-items: center; max-width: 100%; background: var(--video-chrome); font-size: var(--size-12); font-weight: 600; padding: 3px 10px 3px 8px; border-bottom-right-radius: var(--radius); color: var(--video-warn); }
    .turns.mine { color: var(--video-live); }
    .turns span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .tools { position: absolute; inset: auto 0 0 auto; z-index: 6; display: flex; background: var(--video-chrome); border-top-left-radius: var(--radius); opacity: 0; transition: opacity var(--fast); }
    .tools button { all: unset; box-sizing: border-box; cursor: pointer; width: 32px; height: 30px; display: grid; place-items: center; color: var(--video-text); }
    .tools button:hover { background: rgb(255 255 255 / 0.16); }
    .tools button:focus-visible { outline: 2px solid #7db8ff; outline-offset: -2px; }
    :host(:hover) :is(.tech, .tools), :host(:focus-within) :is(.tech, .tools), :host(:focus-visible) :is(.tech, .tools) { opacity: 1; }
    :host(:hover) .name, :host(:focus-within) .name, :host(:focus-visible) .name { max-width: calc(100% - 10.1rem); }
    .words {
      position: absolute; z-index: 4; inset: 0; display: grid; place-content: center; justify-items: center; text-align: center; gap: 4px; padding: 12px 16px 36px; pointer-events: none;
    }
    .words .box { background: var(--video-chrome); border-radius: var(--radius); padding: 10px 16px; max-width: min(46ch, 100%); display: grid; gap: 2px; }
    .words .title { display: flex; align-items: center; justify-content: center; gap: 8px; font-weight: 600; font-size: var(--size-16); }
    .words .detail, .words .since { font-size: var(--size-12); color: var(--video-text-2); }
    .words .message { font-size: var(--size-14); }
    .words .action { font-size: var(--size-14); font-weight: 500; }
    .empty { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: 8px; color: var(--video-text-2); text-align: center; padding: 8px; background: #10151b; border: 1px dashed #4a5663; }
    .empty .gone { display: flex; gap: 8px; align-items: center; color: var(--video-text); font-weight: 600; }
    .empty button { all: unset; cursor: pointer; color: var(--video-text); font-weight: 500; padding: 6px 14px; min-height: 24px; border: 1px solid #66737f; border-radius: var(--radius); }
    .empty button:hover { background: #262f3a; }
    .empty button:focus-visible { outline: 2px solid #7db8ff; outline-offset: 2px; }
    :host([drop]) .empty, :host([drop])::after { border-color: var(--accent); }
    :host([drop])::after { content: ''; position: absolute; inset: 0; z-index: 9; border: 3px solid var(--accent); }
    @container (height < 190px) or (width < 260px) {
      .words { padding: 4px 8px 28px; }
      .words .action, .words .detail { display: none; }
      .words .box { padding: 6px 10px; }
      .words .title { font-size: var(--size-14); }
      .words .message { font-size: var(--size-12); }
      .fallback .wide { display: none; }
      .fallback .narrow { display: inline; }
      .empty p:not(.gone) { display: none; }
    }
    @container (width < 330px) { .name .zone, .tech .more { display: none; } }
    @container (width < 240px) { .tools .second { display: none; } .name .word:not(.sent) { display: none; } .tech { display: none; } }
  `];

  #status = null;
  #placedAt = performance.now();
  #width = 0;
  #resize = new ResizeObserver(entries => {
    this.#width = entries.at(-1).contentRect.width;
    this.requestUpdate();
  });

  constructor() {
    super();
    this.follow(facts, 'cameras');
    this.follow(facts, 'link');
    this.follow(session, 'change');
    this.follow(ptzHolders, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  willUpdate(changed) {
    if (!changed.has('cameraId')) return;
    this.#placedAt = performance.now();
    this.#status = null;
  }

  updated() {
    const camera = this.camera;
    if (this.plain) return;
    this.setAttribute('role', 'group');
    this.setAttribute('aria-roledescription', t('tile.role'));
    const state = this.#status?.live ? t('state.live') : camera ? this.#words?.title ?? t('tile.opening') : t('tile.empty');
    this.setAttribute('aria-label', `${t('tile.number', {n: this.slotIndex + 1})}: ${camera ? camera.name + ', ' : ''}${state}`);
  }

  get camera() {
    return facts.cameras.get(this.cameraId);
  }

  get view() {
    return this.$('hd-live');
  }

  #words = null;

  render() {
    const camera = this.camera;
    if (!this.cameraId || (facts.loaded && !camera)) return this.#renderEmpty();
    if (!camera) return nothing;
    const status = this.#status ?? {live: false, mode: 'none', pictureMs: 0, ageMs: Infinity};
    this.#words = notLiveWords(camera, status, performance.now() - this.#placedAt);
    const want = needsMain({single: this.single || this.focused, widthPx: this.#width * devicePixelRatio}) ? 'main' : 'sub';
    return html`
      <hd-live .cameraId=${this.cameraId} .want=${want} @live-status=${this.#take}></hd-live>
      ${this.#renderFallback(camera, status)}
      ${this.#renderTech(camera, status)}
      ${this.#words && this.#renderWords(this.#words)}
      ${this.#renderName(camera, status)}
      ${camera.ptz ? this.#renderTurns(camera) : nothing}
      ${this.plain ? nothing : this.#renderTools(camera)}`;
  }

  #take(event) {
    this.#status = event.detail;
    this.requestUpdate();
  }

  #renderEmpty() {
    const withdrawn = this.cameraId && this.#status?.why === 'withdrawn';
    return html`<div class="empty">
      ${withdrawn ? html`<p class="gone">${icon('lock', 18)} ${t('tile.withdrawn')}</p>` : nothing}
      <p>${withdrawn ? t('tile.withdrawn.message') : this.cameraId ? t('tile.removed') : this.kiosk ? '' : t('tile.empty')}</p>
      ${this.kiosk ? nothing : html`<button @click=${() => this.emit('tile-act', {act: 'choose', index: this.slotIndex})}>${t('tile.choose')}</button>`}
    </div>`;
  }

  #renderName(camera, status) {
    const kind = status.live ? 'live' : facts.connected ? kindOf(camera) : 'stale';
    const tone = status.paused ? 'offline' : status.live ? 'live' : this.#words?.tone ?? 'warn';
    const drawing = status.paused ? 'circle-pause' : status.sent && !this.#words ? 'image' : status.live ? 'circle-dot' : this.#words?.icon ?? KINDS[kind].icon;
    const word = status.paused ? t('tile.paused') : status.stills && status.live ? t('tile.still', {age: duration(status.ageMs)})
        : status.live ? t('state.live') : !this.#words && status.pictureMs && status.ageMs > 2_000 ? t('tile.age', {age: duration(status.ageMs)}) : '';
    const where = facts.whichOf(camera) || zoneWord(camera.zone);
    return html`<div class="name">
      <span class=${tone}>${icon(drawing, 14)}</span>
      <span class="label">${camera.name}${where ? html`<span class="zone"> · ${where}</span>` : nothing}</span>
      <span class="word ${tone} ${status.sent ? 'sent' : ''}">${word}</span>
    </div>`;
  }

  /** Who turns it, for all who watch. */
  #renderTurns(camera) {
    ptzHolders.want();
    const held = ptzHolders.of(camera.id);
    return held ? html`<div class="turns ${held.mine ? 'mine' : ''}">${icon('move', 14)}<span>${held.mine ? t('ptz.mine') : t('ptz.held', {name: held.holder})}</span></div>` : nothing;
  }

  #renderFallback(camera, status) {
    if (!status.fallback) return status.short ? this.#renderShort(status.short) : nothing;
    const main = codecName(camera.state.streams.main?.codec) || t('tile.thisCodec');
    const shown = codecName(this.view?.session?.info?.codec);
    if (status.sent) return html`<div class="fallback"><span class="wide">${t('tile.fallback.sent', {main})}</span><span class="narrow">${t('tile.fallback.sent.short')}</span></div>`;
    const long = status.fallback === 'sub' ? t('tile.fallback.sub', {shown, main}) : t('tile.fallback.stills', {main});
    const short = status.fallback === 'sub' ? t('tile.fallback.sub.short', {shown}) : t('tile.fallback.stills.short');
    return html`<div class="fallback"><span class="wide">${long}</span><span class="narrow">${short}</span></div>`;
  }

  #renderShort({instead, why}) {
    const long = t(`tile.short.${instead ? 'sub' : 'groups'}.${why === 'budget' ? 'budget' : 'line'}`);
    return html`<div class="fallback warn"><span class="wide">${long}</span><span class="narrow">${t('tile.short')}</span></div>`;
  }

  #renderTech(camera, status) {
    const playing = this.view?.session;
    if (!playing?.info) return nothing;
    const {info} = playing;
    const parts = [codecName(info.codec), `${info.width}×${info.height}`];
    if (playing.fps) parts.push(t('unit.fps', {n: number(playing.fps)}), bitrate(playing.kbps));
    const more = [`${camera.atSite ? t('tile.overLink') : `RTSP/${(info.transport ?? '').toUpperCase()}`} → MSE`];
    if (Number.isFinite(status.ageMs)) more.push(t('tile.latency', {s: number(status.ageMs / 1000, 1)}));
    return html`<div class="tech">${parts.join(' · ')}<span class="more"> · ${more.join(' · ')}</span></div>`;
  }

  #renderWords(words) {
    return html`<div class="words" role="status">
      <div class="box">
        <p class="title"><span class=${words.tone}>${icon(words.icon, 18)}</span>${words.title}</p>
        ${words.message ? html`<p class="message">${words.message}</p>` : nothing}
        ${words.action ? html`<p class="action">${words.action}</p>` : nothing}
        <p class="since">${[words.since, words.picture].filter(Boolean).join(' · ')}</p>
      </div>
    </div>`;
  }

  #renderTools(camera) {
    const tool = (act, drawing, second) => html`<button class=${second ? 'second' : ''} title=${t(`tile.act.${act}`)} aria-label="${t(`tile.act.${act}`)}: ${camera.name}"
        @click=${e => this.#act(e, act)}>${icon(drawing, 16)}</button>`;
    return html`<div class="tools">
      ${camera.ptz && !this.kiosk && session.may('ptz.control') ? tool('ptz', 'move') : nothing}
      ${session.may('recording.view') ? tool('playback', 'history') : nothing}
      ${session.may('export.make') ? tool('snapshot', 'image', true) : nothing}
      ${session.may('incident.write') ? tool('incident', 'siren', true) : nothing}
      ${tool('focus', this.focused ? 'minimize' : 'maximize')}
      ${this.kiosk ? nothing : tool('remove', 'x', true)}
    </div>`;
  }

  #act(event, act) {
    event.stopPropagation();
    this.emit('tile-act', {act, index: this.slotIndex, cameraId: this.cameraId, pictureMs: this.#status?.pictureMs});
  }
}

customElements.define('hd-tile', Tile);
