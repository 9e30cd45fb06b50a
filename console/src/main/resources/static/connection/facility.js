import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {dateTime} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {mayOpen} from '../app/screens.js';
import {session} from '../app/session.js';
import {mark, marks, stageMark, whoWords} from '../plan/page.js';
import {placeWords} from './place.js';
import './camera-way.js';
import './record.js';

const EVERY_MS = 30_000;
const RECORD_STATES = {OPEN: ['warn', 'clock'], CLOSED: ['live', 'circle-check'], WITHDRAWN: ['offline', 'ban']};
const UNDER_WAY = ['CONNECTING', 'CONNECTED', 'OPERATING', 'DEGRADED', 'LOST'];
const ORDERABLE = ['ELIGIBLE', 'CONDITIONAL', 'PLAN_APPROVED'];

/** One facility on its way from plan to picture: the cameras with how far each is, the chosen one's steps, and the records. */
class ConnectFacility extends HdElement {
  static properties = {facilityId: {}, camera: {}, record: {}, look: {state: true}, records: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, marks, css`
    :host { display: block; padding: 16px 20px 24px; }
    .back { display: inline-flex; gap: 6px; align-items: center; margin-bottom: 8px; text-decoration: none; }
    header { display: flex; gap: 10px 16px; align-items: center; flex-wrap: wrap; margin-bottom: 12px; }
    header h1 { margin-right: auto; }
    .facts { display: flex; gap: 6px 24px; flex-wrap: wrap; color: var(--text-2); margin-bottom: 12px; }
    .note { margin-bottom: 16px; }
    .note .who { margin-top: 4px; }
    .two { display: grid; grid-template-columns: minmax(17rem, 22rem) minmax(0, 1fr); gap: 16px; align-items: start; }
    .list { overflow: hidden; }
    .list a { display: grid; gap: 2px; padding: 10px 14px; border-top: 1px solid var(--line); text-decoration: none; color: var(--text-1); }
    .list li:first-child a { border-top: 0; }
    .list a:hover { background: var(--surface-2); }
    .list a:focus-visible { outline-offset: -3px; }
    .list a[aria-current] { background: var(--accent-soft); box-shadow: inset 3px 0 0 var(--accent-text); }
    .list strong { overflow-wrap: anywhere; }
    .pips { display: flex; gap: 3px; margin-top: 4px; }
    .pips i { flex: 1; height: 5px; border-radius: 2px; background: var(--surface-3); }
    .pips i.DONE { background: var(--live); } .pips i.NEXT { background: var(--warn); } .pips i.BLOCKED { background: var(--alarm); }
    .missing { padding: 12px 14px; margin-top: 16px; display: grid; gap: 6px; }
    .missing ul { columns: 2 14rem; column-gap: 24px; }
    .records { margin-top: 20px; padding: 14px 16px; display: grid; gap: 12px; }
    .records header { margin: 0; }
    .records h2 { flex: 1; }
    .records li a { display: flex; gap: 4px 16px; flex-wrap: wrap; padding: 10px 0; border-top: 1px solid var(--line); color: var(--text-1); text-decoration: none; }
    .records li a:hover .num { text-decoration: underline; text-underline-offset: 3px; }
    .empty { padding: 20px; text-align: center; color: var(--text-2); }
    @media (max-width: 760px) { :host { padding: 12px; } .two { grid-template-columns: 1fr; } :host([chosen]) .list { display: none; } }
    @media print { :host { padding: 0; } .back { display: none; } }
  `];

  #timer = 0;

  constructor() {
    super();
    this.follow(session, 'change');
    this.follow(facts, 'programme', e => (!e.detail.facilityId || e.detail.facilityId === this.facilityId) && this.#soon());
    this.follow(this, 'way-changed', () => this.#load());
    this.follow(this, 'record-changed', () => this.#load());
  }

  #pending = 0;

  #soon() {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => this.#load(), 400);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => document.hidden || this.#load(), EVERY_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    clearTimeout(this.#pending);
  }

  willUpdate(changed) {
    if (changed.has('facilityId')) {
      this.look = this.records = this.problem = null;
      this.#load();
    }
    this.toggleAttribute('chosen', Boolean(this.camera));
  }

  async #load() {
    try {
      const [look, records] = await Promise.all([get(`/facilities/${this.facilityId}/connection`), get(`/facilities/${this.facilityId}/connection/records`)]);
      Object.assign(this, {look, records, problem: null});
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (!this.look) return html`<a class="back" href="#/connection">${icon('arrow-left', 16)} ${t('connection.back')}</a>${this.problem ? faultNote(this.problem) : html`<p>${t('wait.loading')}</p>`}`;
    const record = this.record && this.records.find(r => r.id === this.record);
    if (record) return html`<a class="back" href=${router.link('connection', {facility: this.facilityId})}>${icon('arrow-left', 16)} ${this.look.row.facility}</a><hd-connection-record .record=${record}></hd-connection-record>`;
    return html`<a class="back" href="#/connection">${icon('arrow-left', 16)} ${t('connection.back')}</a>${this.#renderHead()}${this.#renderCameras()}${this.#renderMissing()}${this.#renderRecords()}`;
  }

  #renderHead() {
    const {row, planVersion} = this.look;
    const why = row.whyNot;
    const order = session.may('connection.write') && ORDERABLE.includes(row.stage);
    return html`<header><h1>${row.facility}</h1>${stageMark(row.stage)}
        ${order ? html`<button class="btn primary" ?disabled=${this.busy || !row.planCovers} @click=${this.#order}>${icon('play', 16)} ${t('connection.order')}</button>` : nothing}</header>
      <div class="facts"><span>${t('connection.cameras.connected', {n: row.connectedCameras, of: row.cameras})}</span>
        <span>${planVersion === null ? t('connection.plan.none') : mayOpen('plan') ? html`<a href="#/plan?site=${row.facilityId}">${t('connection.plan.n', {n: planVersion})}</a>` : t('connection.plan.n', {n: planVersion})}</span></div>
      ${this.problem ? faultNote(this.problem) : nothing}
      ${why ? html`<div class="note ${row.stage === 'LOST' ? 'alarm' : 'warn'}">${icon('triangle-alert')}<div><p><strong>${why.camera ? `${why.camera}: ` : ''}${why.sentence}</strong></p>${whoWords(why.who)}</div></div>`
        : row.connected ? html`<div class="note good">${icon('circle-check')}<p>${t('connection.fine.long')}</p></div>` : nothing}`;
  }

  get #addLink() {
    return router.link('cameras', {add: 1, facility: this.facilityId, connecting: 1});
  }

  #renderCameras() {
    const {cameras} = this.look;
    if (!cameras.length) return html`<div class="card empty"><p>${t('connection.cameras.none')}</p>${session.may('camera.write') && mayOpen('cameras') ? html`<p><a class="btn primary" href=${this.#addLink}>${icon('plus', 16)} ${t('connection.cameras.add')}</a></p>` : nothing}</div>`;
    const order = {BLOCKED: 0, NEXT: 1};
    const at = c => c.steps.find(s => s.progress !== 'DONE');
    const sorted = [...cameras].sort((a, b) => (order[at(a)?.progress] ?? 2) - (order[at(b)?.progress] ?? 2) || a.name.localeCompare(b.name));
    const chosen = sorted.find(c => c.cameraId === this.camera) ?? (matchMedia('(max-width: 760px)').matches ? null : sorted[0]);
    return html`<div class="two"><ul class="card list">${repeat(sorted, c => c.cameraId, c => html`<li><a href=${router.link('connection', {facility: this.facilityId, camera: c.cameraId})} aria-current=${c === chosen ? 'true' : nothing}>
          <strong>${c.name}</strong><span class="small">${at(c) ? mark(at(c).progress === 'BLOCKED' ? 'alarm' : 'warn', at(c).progress === 'BLOCKED' ? 'ban' : 'circle-dot', at(c).sentence ?? at(c).words) : mark('live', 'circle-check', t('connection.camera.connected'))}</span>
          <span class="pips" role="img" aria-label=${t('connection.done', {n: c.steps.filter(s => s.progress === 'DONE').length, of: c.steps.length})}>${c.steps.map(s => html`<i class=${s.progress}></i>`)}</span></a></li>`)}
        ${session.may('camera.write') && mayOpen('cameras') ? html`<li><a href=${this.#addLink}><span class="row">${icon('plus', 16)} ${t('connection.cameras.add')}</span></a></li>` : nothing}</ul>
      ${chosen ? html`<hd-camera-way .camera=${chosen} .limits=${this.look.limits} .missing=${this.look.missing} .facilityId=${this.facilityId}></hd-camera-way>` : nothing}</div>`;
  }

  #renderMissing() {
    const {missing, layoutKnown} = this.look;
    const waive = session.may('survey.approve');
    if (!missing.length || !UNDER_WAY.includes(this.look.row.stage)) return nothing;
    return html`<section class="card missing"><h3>${layoutKnown ? t('connection.missing', {n: missing.length}) : t('connection.layout.title')}</h3>${layoutKnown ? html`<ul>${missing.map(p => html`<li>${placeWords(p)}</li>`)}</ul>` : html`<p>${t('connection.layout.unknown')}</p>`}
      ${mayOpen('facilities') ? html`<p><a href=${router.link('facilities', {facility: this.facilityId, tab: 'layout'})}>${layoutKnown ? t(waive ? 'connection.missing.waive' : 'connection.missing.open') : t('connection.layout.open')}</a></p>` : nothing}</section>`;
  }

  #renderRecords() {
    const draw = session.may('connection.write') && UNDER_WAY.includes(this.look.row.stage) && !this.records.some(r => r.state === 'OPEN');
    return html`<section class="card records"><header><h2>${t('connection.records')}</h2>${draw ? html`<button class="btn" ?disabled=${this.busy} @click=${this.#drawUp}>${icon('scroll-text', 16)} ${t('connection.record.draw')}</button>` : nothing}</header>
      ${this.records.length ? html`<ul>${this.records.map(r => html`<li><a href=${router.link('connection', {facility: this.facilityId, record: r.id})}>${mark(...RECORD_STATES[r.state], t(`connection.record.${r.state}`))}<span class="num">${dateTime(Date.parse(r.drawnUpAt))}</span><span>${r.drawnUpBy}</span>
        <span class=${r.connected ? '' : 'muted'}>${t(r.connected ? 'connection.record.yes' : 'connection.record.no')}</span><span class="muted">${t('connection.record.signatures', {n: r.signatures.filter(s => s.at).length})}</span></a></li>`)}</ul>` : html`<p class="muted">${t('connection.records.none')}</p>`}</section>`;
  }

  #order = () => this.#act(async () => {
    await post(`/facilities/${this.facilityId}/connection`, {});
    toast(t('connection.ordered'));
  });

  #drawUp = () => this.#act(async () => {
    const record = await post(`/facilities/${this.facilityId}/connection/records`, {});
    await this.#load();
    router.go('connection', {facility: this.facilityId, record: record.id});
  });

  async #act(run) {
    this.busy = true;
    try {
      await run();
      await this.#load();
    } catch (problem) {
      toast(problem.message, 'alarm');
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-connect-facility', ConnectFacility);
