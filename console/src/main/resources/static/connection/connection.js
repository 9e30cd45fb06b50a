import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {get} from '../app/api.js';
import {facts} from '../app/facts.js';
import {duration, matches, number} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import {marks, stageMark, whoWords} from '../plan/page.js';

const EVERY_MS = 60_000;
const RUNNING = ['CONNECTED', 'OPERATING'];

const FILTERS = {
  waiting: row => Boolean(row.whyNot),
  FACILITY: row => row.whyNot?.who.who === 'FACILITY',
  OPERATOR: row => row.whyNot?.who.who === 'OPERATOR',
  DEPARTMENT: row => row.whyNot?.who.who === 'DEPARTMENT',
  all: () => true,
};

/** Which facilities are not connected, why, and who must act; and the way of one of them. What needs somebody stands first. */
class Connection extends HdElement {
  static properties = {rows: {state: true}, problem: {state: true}, filter: {state: true}, query: {state: true}};

  static styles = [HdElement.styles, page, marks, css`
    :host { overflow: auto; }
    .sums { display: flex; gap: 12px 40px; flex-wrap: wrap; padding: 0 20px 14px; }
    .sums dt { color: var(--text-2); font-size: var(--size-12); }
    .sums dd { font-size: var(--size-28); font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums; }
    .sums dd small { font-size: var(--size-16); font-weight: 400; color: var(--text-2); }
    .why { min-width: 20rem; max-width: 40rem; }
    .why p { font-weight: 500; }
    .scroll { flex: none; overflow: visible; overflow-x: auto; }
    @media (max-width: 760px) { .sums { padding: 0 12px 12px; gap: 8px 28px; } .why { min-width: 0; } }
    @media print { .tabs { display: none; } :host { overflow: visible; display: block; height: auto; } }
  `];

  #timer = 0;

  constructor() {
    super();
    this.filter = 'waiting';
    this.query = '';
    this.follow(router, 'change', () => router.path === 'connection' && this.#arrive());
    this.follow(session, 'change');
    this.follow(facts, 'programme', e => ['connection', 'stage', 'plan'].includes(e.detail.topic) && this.#soon());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#arrive();
    this.#timer = setInterval(() => document.hidden || this.#load(), EVERY_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    clearTimeout(this.#pending);
  }

  #pending = 0;

  /** Many events in one instant make one question. */
  #soon() {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => this.#load(), 500);
  }

  async #arrive() {
    if (router.query.get('facility')) await import('./facility.js');
    this.requestUpdate();
    if (!router.query.get('facility')) this.#load();
  }

  async #load() {
    if (router.query.get('facility')) return;
    try {
      this.rows = await get('/connections');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const facility = router.query.get('facility');
    if (facility && customElements.get('hd-connect-facility')) return html`${sectionTabs('connection', 'connect')}<hd-connect-facility .facilityId=${facility} .camera=${router.query.get('camera')} .record=${router.query.get('record')}></hd-connect-facility>`;
    return html`${sectionTabs('connection', 'connect')}${this.#renderList()}`;
  }

  #renderList() {
    if (!this.rows) return html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`;
    const all = this.rows;
    if (!all.length) return html`<div class="first">${icon('unplug', 40)}<h1>${t('connection.none')}</h1><p>${t('connection.none.words')}</p></div>`;
    const shown = all.filter(row => FILTERS[this.filter](row) && matches(`${row.facility} ${row.whyNot?.sentence ?? ''} ${row.whyNot?.who.name ?? ''}`, this.query));
    const connected = all.filter(row => RUNNING.includes(row.stage)).length;
    const sum = (name, of) => all.reduce((n, row) => n + row[name], 0);
    const figure = (label, n, of) => html`<div><dt>${label}</dt><dd>${number(n)} <small>/ ${number(of)}</small></dd></div>`;
    return html`<div class="head"><h1>${t('nav.connection')}</h1></div>
      ${this.problem ? html`<div class="tools">${faultNote(this.problem)}</div>` : nothing}
      <dl class="sums">${figure(t('connection.sum.plan'), all.filter(row => row.planCovers).length, all.length)}${figure(t('connection.sum.facilities'), connected, all.length)}${figure(t('connection.sum.cameras'), sum('connectedCameras'), sum('cameras'))}</dl>
      <div class="tools">
        <div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t('connection.search')} aria-label=${t('connection.search')} @input=${e => (this.query = e.target.value)}></div>
        ${Object.entries(FILTERS).map(([name, is]) => html`<button class="chip" aria-pressed=${String(name === this.filter)} @click=${() => (this.filter = name)}>${t(`connection.filter.${name}`)} <span class="num">${all.filter(is).length}</span></button>`)}</div>
      <div class="scroll card" role="region" aria-label=${t('nav.connection')} tabindex="0"><table>
        <thead><tr>${['facility', 'stage', 'cameras', 'why'].map(c => html`<th scope="col">${t(`connection.col.${c}`)}</th>`)}</tr></thead>
        <tbody>${repeat(shown, row => row.facilityId, row => this.#renderRow(row))}</tbody></table>
        ${shown.length ? nothing : html`<p class="none">${t(this.filter === 'waiting' ? 'connection.all' : 'connection.nothing')}</p>`}</div>`;
  }

  #renderRow(row) {
    const open = () => router.go('connection', {facility: row.facilityId});
    const why = row.whyNot;
    return html`<tr class="item" @click=${open}>
      <td><button class="name" @click=${e => { e.stopPropagation(); open(); }}>${row.facility}</button></td>
      <td>${stageMark(row.stage)}${row.since ? html`<div class="small muted">${t('connection.since', {time: duration(serverClock.programmeNow() - Date.parse(row.since))})}</div>` : nothing}</td>
      <td class="num"><span class="narrow muted">${t('connection.col.cameras')}: </span>${row.connectedCameras}/${row.cameras}</td>
      <td class="why">${why ? html`<p>${why.camera ? html`${why.camera}: ` : nothing}${why.sentence}</p><div class="small" @click=${e => e.stopPropagation()}>${whoWords(why.who)}</div>` : html`<span class="muted">${t('connection.fine')}</span>`}</td></tr>`;
  }
}

customElements.define('hd-connection', Connection);
