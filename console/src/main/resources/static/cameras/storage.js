import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {place} from '../design/place.js';
import {get, paths, post} from '../app/api.js';
import {DAY_MS, bytes, date, dayAndMonth, duration, number, shortTime, time} from '../app/format.js';
import {t} from '../app/i18n.js';
import {serverClock} from '../app/server-clock.js';

const EVERY_MS = 30_000;
const RUNNING_MS = 5_000;
const SHOWN = 8;

/** Further off than this, times on the camera's own picture mislead whoever reads them. */
const CLOCK_OFF_S = 5;

/** What a camera's card or its recorder holds, and how gaps are filled from it. */
class CameraStorage extends HdElement {
  static properties = {cameraId: {}, state: {state: true}, answer: {state: true}, asking: {state: true}, problem: {state: true}, requested: {state: true}};

  static styles = [HdElement.styles, css`
    .row { display: flex; gap: 8px; flex-wrap: wrap; margin: 8px 0; }
    .bar { height: 6px; border-radius: 3px; background: var(--surface-3); overflow: hidden; margin: 6px 0; }
    .bar i { display: block; height: 100%; background: var(--span); }
    li { padding: 6px 0; border-top: 1px solid var(--line); }
  `];

  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.#again();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  updated(changed) {
    if (!changed.has('cameraId')) return;
    Object.assign(this, {state: null, answer: null, problem: null, requested: null});
    this.#load();
  }

  /** Often while something is being fetched, else seldom. */
  #again() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      await this.#load();
      if (this.isConnected) this.#again();
    }, this.state?.running ? RUNNING_MS : EVERY_MS);
  }

  async #load() {
    const id = this.cameraId;
    try {
      const state = await get(paths.backfill(id));
      if (id === this.cameraId) this.state = state;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const {state} = this;
    if (!state) return html`<p class="muted small">${this.problem?.message ?? t('wait.loading')}</p>`;
    if (!state.device) return html`<p class="muted">${t('storage.noDevice')}</p>`;
    return html`
      ${state.running ? this.#renderRunning(state.running) : nothing}
      ${state.last && !state.running ? this.#renderLast(state.last) : nothing}
      ${!state.last && !state.running ? html`<p class="muted">${t('storage.idle')}</p>` : nothing}
      <div class="row">
        <button class="btn ask-storage" ?disabled=${this.asking} @click=${this.#ask}>${icon('hard-drive', 16)} ${this.asking ? t('camera.device.asking') : t('storage.ask')}</button>
        <button class="btn fetch-storage" @click=${this.#request}>${icon('download', 16)} ${t('storage.fetch')}</button>
      </div>
      <div role="status">
        ${this.requested === null ? nothing : html`<p>${this.requested ? t('storage.requested', {n: this.requested}) : t('storage.requested.none')}</p>`}
        ${this.problem ? html`<p class="warn">${this.problem.message}</p>` : nothing}
        ${this.answer ? this.#renderAnswer(this.answer) : nothing}
      </div>`;
  }

  #renderRunning({from, to, until, bytes: fetched}) {
    const [a, b, at] = [from, to, until].map(Date.parse);
    const share = Math.max(0, Math.min(1, (at - a) / (b - a)));
    return html`<p>${t('storage.running', {from: moment(a), to: moment(b)})}</p>
      <div class="bar" role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(share * 100)} aria-label=${t('storage.running', {from: moment(a), to: moment(b)})}><i ${place({width: `${share * 100}%`})}></i></div>
      <p class="small muted num">${t('storage.until', {when: time(at), size: bytes(fetched)})}</p>`;
  }

  #renderLast({at, from, to, result, message, filledSeconds, bytes: fetched}) {
    const good = result === 'filled';
    return html`<div class="note ${good ? 'good' : 'warn'}">${icon(good ? 'circle-check' : 'circle-alert')}<div>
      <p>${t('storage.last', {when: moment(Date.parse(at)), from: moment(Date.parse(from)), to: moment(Date.parse(to))})} ${message}</p>
      ${filledSeconds ? html`<p class="small num">${t('storage.filled', {span: duration(filledSeconds * 1000), size: bytes(fetched)})}</p>` : nothing}</div></div>`;
  }

  #renderAnswer({ok, message, earliest, clockOffsetSeconds, stored}) {
    if (!ok) return html`<div class="note warn">${icon('circle-alert')}<div><p>${message}</p></div></div>`;
    const off = Math.abs(clockOffsetSeconds);
    return html`<h3>${t('storage.held')}</h3>
      ${earliest ? html`<p class="small muted">${t('storage.earliest', {when: moment(Date.parse(earliest))})}</p>` : nothing}
      ${off > CLOCK_OFF_S ? html`<p class="warn small">${t('storage.clock', {n: number(off)})}</p>` : nothing}
      ${stored.length ? html`<ul>${stored.slice(-SHOWN).reverse().map(s => html`<li class="num">${moment(Date.parse(s.from))} – ${moment(Date.parse(s.to))} <span class="muted">(${duration(Date.parse(s.to) - Date.parse(s.from))})</span></li>`)}</ul>` : html`<p class="muted">${t('storage.nothing')}</p>`}`;
  }

  #ask = async () => {
    Object.assign(this, {asking: true, answer: null, problem: null});
    const now = serverClock.now();
    try {
      this.answer = await get(paths.storage(this.cameraId, now - DAY_MS, now));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.asking = false;
    }
  };

  #request = async () => {
    Object.assign(this, {requested: null, problem: null});
    const now = serverClock.now();
    const iso = ms => new Date(ms).toISOString();
    try {
      this.requested = (await post(paths.backfill(this.cameraId), {from: iso(now - DAY_MS), to: iso(now)})).gaps;
      this.#load();
    } catch (problem) {
      this.problem = problem;
    }
  };
}

const moment = ms => `${date(ms) === date(serverClock.now()) ? '' : `${dayAndMonth(ms)} `}${Math.floor(ms / 1000) % 60 ? time(ms) : shortTime(ms)}`;

customElements.define('hd-camera-storage', CameraStorage);
