import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, post, remove} from '../app/api.js';
import {facts} from '../app/facts.js';
import {t} from '../app/i18n.js';
import {PtzDrive} from './ptz-drive.js';
import {ptzHolders} from './ptz-holders.js';

const WAYS = {left: {pan: -1}, right: {pan: 1}, up: {tilt: 1}, down: {tilt: -1}, near: {zoom: 1}, wide: {zoom: -1}};
const KEYS = {ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', '+': 'near', '=': 'near', '-': 'wide'};
const SPEEDS = {slow: 0.2, middle: 0.5, fast: 1};
/** Longest name of a preset, as the server takes it. */
const MAX_NAME = 64;
/** A button that is pressed without pointer or key, as screen readers do. */
const NUDGE_MS = 300;
const TICK_MS = 500;

/**
 * Turns one camera: arrows and zoom that move it as long as they are held, the views it remembers, and who holds it. Whoever shows it passes keys on
 * with `keyDown` and `keyUp`. Fires `close`; with it the camera is let go.
 */
export class PtzPad extends HdElement {
  static properties = {cameraId: {}, told: {state: true}, problem: {state: true}, speed: {state: true}, naming: {state: true}, removing: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; background: var(--surface-1); overflow-y: auto; }
    header { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--line); }
    header h2 { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    .content { display: grid; gap: 16px; padding: 14px 16px 20px; }
    .who { display: grid; gap: 8px; }
    .who .line { display: flex; gap: 8px; align-items: flex-start; }
    .who .line .icon { margin-top: 1px; }
    .who.mine .line { color: var(--live); } .who.other .line { color: var(--warn); }
    .hands { display: grid; grid-template-columns: repeat(3, minmax(44px, 60px)); grid-auto-rows: 52px; gap: 6px; justify-content: center; }
    .hands button, .zoom button {
      all: unset; box-sizing: border-box; display: grid; place-items: center; cursor: pointer; border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--surface-2); color: var(--text-1);
      touch-action: none; user-select: none; -webkit-user-select: none; -webkit-touch-callout: none;
    }
    :is(.hands, .zoom) button:hover { background: var(--surface-3); }
    :is(.hands, .zoom) button.held { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
    :is(.hands, .zoom) button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    :is(.hands, .zoom) button:disabled { opacity: 0.45; cursor: default; background: var(--surface-2); }
    .hands .up { grid-area: 1 / 2; } .hands .left { grid-area: 2 / 1; } .hands .right { grid-area: 2 / 3; } .hands .down { grid-area: 3 / 2; }
    .up .icon { rotate: 180deg; }
    .hands .middle { grid-area: 2 / 2; display: grid; place-items: center; color: var(--text-3); }
    .zoom { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; }
    .zoom button { display: flex; gap: 8px; justify-content: center; align-items: center; min-height: 44px; }
    .speeds { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6px; }
    .speeds .btn { min-height: 44px; padding-inline: 4px; }
    section { display: grid; gap: 8px; }
    ul { display: grid; gap: 4px; }
    li { display: flex; gap: 4px; }
    li .btn:first-child { flex: 1; min-width: 0; justify-content: flex-start; white-space: normal; overflow-wrap: anywhere; text-align: start; }
    li .btn, .save .btn { min-height: 44px; }
    li .btn.icon-only { min-width: 44px; }
    .save { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 6px; align-items: end; }
    .save input { min-height: 44px; }
    .save .field { grid-column: 1; }
  `];

  #ticker = 0;
  #asked = 0;
  #holder = '';
  #held = new Set();
  #drive = null;

  constructor() {
    super();
    this.speed = 'middle';
    this.naming = '';
    this.follow(facts, 'cameras');
    this.follow(ptzHolders, 'change', () => this.#handsChanged());
    this.follow(window, 'blur', () => this.#releaseAll());
    this.follow(document, 'visibilitychange', () => document.hidden && this.#releaseAll());
  }

  connectedCallback() {
    super.connectedCallback();
    ptzHolders.want();
    this.#ticker = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticker);
    this.#letGo(this.cameraId);
  }

  willUpdate(changed) {
    if (!changed.has('cameraId')) return;
    this.#letGo(changed.get('cameraId'));
    this.#drive = this.#driveOf(this.cameraId);
    Object.assign(this, {told: null, problem: null, naming: '', removing: null});
    this.#holder = '';
    if (this.cameraId) this.#load();
  }

  get camera() {
    return facts.cameras.get(this.cameraId);
  }

  /** For one camera and no other: what is held down when the camera changes is stopped at the one it moved. */
  #driveOf(cameraId) {
    return new PtzDrive({
      move: way => this.#move(cameraId, way),
      stop: () => post(`/cameras/${cameraId}/ptz/stops`),
      fail: problem => cameraId === this.cameraId && this.#failed(problem),
    });
  }

  async #letGo(cameraId) {
    const drive = this.#drive;
    this.#releaseAll();
    await drive?.idle();
    if (cameraId && ptzHolders.of(cameraId)?.mine) {
      ptzHolders.drop(cameraId);
      remove(`/cameras/${cameraId}/ptz`).catch(() => {});
    }
  }

  /** Whether it may be taken over depends on who holds it. */
  #handsChanged() {
    const holder = ptzHolders.of(this.cameraId)?.holder ?? '';
    if (holder !== this.#holder) {
      this.#holder = holder;
      if (this.told) this.#load();
    }
    if (this.#taken) this.#releaseAll();
    this.requestUpdate();
  }

  get #taken() {
    const held = ptzHolders.of(this.cameraId);
    return Boolean(held) && !held.mine;
  }

  async #load() {
    const asked = ++this.#asked;
    try {
      const told = await get(`/cameras/${this.cameraId}/ptz`);
      if (asked !== this.#asked) return;
      this.told = told;
      this.#holder = told.holder ?? '';
      if (told.holder) ptzHolders.put({...told, cameraId: this.cameraId});
      else ptzHolders.drop(this.cameraId);
    } catch (problem) {
      if (asked === this.#asked) this.problem = problem;
    }
  }

  // ---- moving

  async #move(cameraId, way) {
    const speed = SPEEDS[this.speed];
    const turned = Object.fromEntries(Object.entries(way).map(([axis, part]) => [axis, part * speed]));
    ptzHolders.put(await post(`/cameras/${cameraId}/ptz/moves`, turned));
    this.problem = null;
  }

  #failed(problem) {
    this.#held.clear();
    this.problem = problem;
    if (problem.is?.('ptz-held')) this.#load();
    this.requestUpdate();
  }

  #hold(name) {
    if (this.#taken || !this.camera) return;
    this.#held.add(name);
    this.#drive?.hold(name, WAYS[name]);
    this.requestUpdate();
  }

  #release(name) {
    this.#held.delete(name);
    this.#drive?.release(name);
    this.requestUpdate();
  }

  #releaseAll() {
    this.#held.clear();
    this.#drive?.releaseAll();
  }

  /** Whether the key is one of the pad's; keys held down come again and again. */
  keyDown(event) {
    const name = KEYS[event.key];
    if (name) this.#hold(name);
    return Boolean(name);
  }

  keyUp(event) {
    if (KEYS[event.key]) this.#release(KEYS[event.key]);
  }

  // ---- drawing

  render() {
    const {camera, told, problem} = this;
    if (!camera) return nothing;
    return html`<header>${icon('move')}<h2 tabindex="-1">${t('ptz.title', {name: camera.name})}</h2>
        <button class="btn quiet icon-only close" aria-label=${t('close')} title="${t('close')} (Esc)" @click=${() => this.dispatchEvent(new Event('close'))}>${icon('x')}</button></header>
      <div class="content">
        ${this.#renderWho()}
        ${problem && !problem.errors?.length ? html`<div class="note alarm" role="alert">${icon('circle-x')}<div><p><strong>${problem.title ?? ''}</strong></p><p>${problem.message}</p></div></div>` : nothing}
        <div class="hands" role="group" aria-label=${t('ptz.hands')}>
          ${this.#hand('up', 'chevron-down')}${this.#hand('left', 'chevron-left')}<span class="middle">${icon('move', 20)}</span>${this.#hand('right', 'chevron-right')}${this.#hand('down', 'chevron-down')}
        </div>
        <div class="zoom" role="group" aria-label=${t('ptz.zoom')}>${this.#hand('near', 'zoom-in', true)}${this.#hand('wide', 'zoom-out', true)}</div>
        <div class="speeds" role="group" aria-label=${t('ptz.speed')}>${Object.keys(SPEEDS).map(s => html`<button class="btn" aria-pressed=${String(this.speed === s)} @click=${() => (this.speed = s)}>${t(`ptz.speed.${s}`)}</button>`)}</div>
        ${told ? this.#renderPresets(told) : nothing}
      </div>
      ${this.removing ? this.#renderRemove() : nothing}`;
  }

  #renderWho() {
    const held = ptzHolders.of(this.cameraId);
    if (!held) return html`<div class="who"><p class="line muted" role="status">${icon('info', 16)}<span>${t('ptz.free')}</span></p></div>`;
    const words = held.mine ? t('ptz.mine') : t('ptz.held', {name: held.holder});
    return html`<div class="who ${held.mine ? 'mine' : 'other'}">
      <p class="line">${icon(held.mine ? 'circle-dot' : 'lock', 16)}<span><span role="status">${words}</span>, <span class="num">${t('ptz.for', {s: held.leftS})}</span></span></p>
      ${!held.mine && this.told?.takeOver ? html`<button class="btn take" ?disabled=${this.busy} @click=${this.#takeOver}>${icon('user-check', 16)} ${t('ptz.takeOver')}</button>` : nothing}
    </div>`;
  }

  #hand(name, drawing, worded = false) {
    const words = t(`ptz.${name}`);
    return html`<button class="${name} ${this.#held.has(name) ? 'held' : ''}" aria-label=${words} title=${words} ?disabled=${this.#taken}
        @pointerdown=${e => this.#press(e, name)} @pointerup=${() => this.#release(name)} @pointercancel=${() => this.#release(name)} @lostpointercapture=${() => this.#release(name)}
        @contextmenu=${e => e.preventDefault()} @keydown=${e => this.#pressKey(e, name)} @keyup=${e => this.#releaseKey(e, name)} @click=${e => this.#click(e, name)}>
      ${icon(drawing, 20)}${worded ? html`<span>${words}</span>` : nothing}</button>`;
  }

  #press(event, name) {
    if (event.button) return;
    event.target.closest('button').setPointerCapture(event.pointerId);
    this.#hold(name);
  }

  #pressKey(event, name) {
    if (![' ', 'Enter'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#hold(name);
  }

  #releaseKey(event, name) {
    if ([' ', 'Enter'].includes(event.key)) this.#release(name);
  }

  /** Pointers and keys have done it already. */
  #click(event, name) {
    if (event.detail || this.#held.has(name)) return;
    this.#hold(name);
    setTimeout(() => this.#release(name), NUDGE_MS);
  }

  #renderPresets({presets, fault}) {
    const taken = this.#taken;
    const wrong = this.problem?.of?.('name');
    return html`<section><h3>${t('ptz.presets')}</h3>
      ${fault ? html`<p class="small muted">${fault}</p>` : presets.length ? html`<ul>${repeat(presets, p => p.token, p => html`<li>
          <button class="btn" ?disabled=${taken || this.busy} @click=${() => this.#call(p)}>${icon('map-pin', 16)} ${p.name || p.token}</button>
          <button class="btn quiet icon-only" aria-label="${t('ptz.preset.remove')}: ${p.name || p.token}" title=${t('ptz.preset.remove')} ?disabled=${taken || this.busy} @click=${() => (this.removing = p)}>${icon('trash-2', 16)}</button></li>`)}</ul>`
        : html`<p class="small muted">${t('ptz.presets.none')}</p>`}
      <form class="save" @submit=${this.#save} novalidate><div class="field"><label for="preset">${t('ptz.preset.name')}</label>
          <input id="preset" maxlength=${MAX_NAME} autocomplete="off" .value=${this.naming} aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? 'preset-words' : nothing} @input=${e => (this.naming = e.target.value)}>${wrong ? fieldWords('preset', wrong) : nothing}</div>
        <button class="btn" ?disabled=${taken || this.busy || !this.naming.trim()}>${icon('save', 16)} ${t('ptz.preset.save')}</button></form></section>`;
  }

  #renderRemove() {
    const {removing} = this;
    return html`<hd-dialog heading=${t('ptz.preset.remove.title', {name: removing.name || removing.token})} @close=${() => (this.removing = null)}>
      <p>${t('ptz.preset.remove.words')}</p>
      <div slot="foot"><button class="btn" autofocus @click=${() => (this.removing = null)}>${t('cancel')}</button>
        <button class="btn danger" ?disabled=${this.busy} @click=${() => this.#remove(removing)}>${icon('trash-2', 16)} ${t('ptz.preset.remove')}</button></div></hd-dialog>`;
  }

  // ---- what is asked once

  async #once(work) {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (problem) {
      this.#failed(problem);
    } finally {
      this.busy = false;
    }
  }

  #takeOver = () => this.#once(async () => {
    ptzHolders.put(await post(`/cameras/${this.cameraId}/ptz/take-overs`));
  });

  #call(preset) {
    return this.#once(async () => ptzHolders.put(await post(`/cameras/${this.cameraId}/ptz/presets/${encodeURIComponent(preset.token)}/calls`)));
  }

  #save = event => {
    event.preventDefault();
    return this.#once(async () => {
      const {name} = await post(`/cameras/${this.cameraId}/ptz/presets`, {name: this.naming.trim()});
      this.naming = '';
      toast(t('ptz.preset.saved', {name}), 'good');
      await this.#load();
    });
  };

  #remove(preset) {
    return this.#once(async () => {
      await remove(`/cameras/${this.cameraId}/ptz/presets/${encodeURIComponent(preset.token)}`);
      this.removing = null;
      await this.#load();
    });
  }
}

customElements.define('hd-ptz', PtzPad);
