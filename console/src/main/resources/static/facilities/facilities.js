import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import '../design/dialog.js';
import {get, urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {matches, number} from '../app/format.js';
import {language, t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import {filterTools} from './filter-tools.js';
import {menu} from './menu.js';
import {needsSomebody, stageOf, stageWord} from './stages.js';

const FILTERS = {
  all: () => true,
  attention: needsSomebody,
  contact: f => f.contactsKnown && !f.focalPoint && f.stage !== 'CLOSED',
  papers: f => f.missing.length > 0 && f.stage !== 'CLOSED',
  zones: f => !f.enough && f.stage !== 'CLOSED',
  rest: f => f.stage === 'SUSPENDED' || f.stage === 'CLOSED',
};

/** The registry of facilities: what needs a person first, one row each, everything of one in a sheet beside. */
class Facilities extends HdElement {
  static properties = {rows: {state: true}, problem: {state: true}, query: {state: true}, filter: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, page, menu, css`
    td.num, th.num { text-align: right; }
    .why { display: block; color: var(--text-2); font-size: var(--size-12); max-width: 34ch; }
    .title { max-width: 34ch; }
    .stage .state { white-space: nowrap; }
    @media (max-width: 760px) { td.num { text-align: left; } td[data-head]::before { content: attr(data-head) ': '; color: var(--text-2); } }
  `];

  constructor() {
    super();
    this.#fromAddress();
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(facts, 'programme', () => this.#soon());
    this.follow(language, 'change', () => this.#load());
  }

  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  /** Many changes at once, such as an import's, are one reason to look again. */
  #soon() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.#load();
    }, 400);
  }

  async #load() {
    try {
      this.rows = await get('/facility-registry');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #fromAddress() {
    if (router.path !== 'facilities') return;
    const {query} = router;
    this.query = query.get('q') ?? '';
    this.filter = FILTERS[query.get('filter')] ? query.get('filter') : 'all';
    const write = session.may('facility.write');
    const id = query.get('facility');
    this.overlay = write && query.has('import') ? {kind: 'import'} : write && query.has('add') ? {kind: 'sheet', id: ''} : id ? {kind: 'sheet', id, tab: query.get('tab') ?? 'profile'} : null;
    if (this.overlay) (this.overlay.kind === 'import' ? import('./import.js') : import('./sheet.js')).then(() => this.requestUpdate());
  }

  #go(more = {}) {
    router.go('facilities', {filter: this.filter === 'all' ? '' : this.filter, q: this.query, ...more});
  }

  render() {
    const write = session.may('facility.write');
    const all = this.rows ?? [];
    const order = new Intl.Collator(language.code, {numeric: true});
    const rank = f => (needsSomebody(f) ? 0 : 100) + stageOf(f.stage).rank;
    const shown = all.filter(f => FILTERS[this.filter](f) && matches(`${f.name} ${f.code} ${f.address} ${f.focalPoint?.fullName ?? ''}`, this.query)).sort((a, b) => rank(a) - rank(b) || order.compare(a.name, b.name));
    return html`${sectionTabs('facilities', 'facilities')}
      ${this.rows && !all.length ? this.#renderFirst(write) : html`
      <div class="head"><h1>${t('nav.facilities')}</h1>
        ${all.length ? html`<details class="menu wide"><summary class="btn">${icon('download', 16)} ${t('facilities.export')}</summary><div>${['xlsx', 'csv', 'json'].map(f => html`<a href=${urls.of(`/facility-registry/export.${f}`)} download>${f.toUpperCase()}</a>`)}</div></details>` : nothing}
        ${write ? html`<button class="btn wide" @click=${() => this.#go({import: 1})}>${icon('file-up', 16)} ${t('facilities.import')}</button>
          <button class="btn primary" @click=${() => this.#go({add: 1})}>${icon('plus', 16)} ${t('facilities.add')}</button>` : nothing}</div>
      <div class="tools">${filterTools({search: t('facilities.search'), label: name => t(`facilities.filter.${name}`), filters: FILTERS, rows: all, query: this.query, filter: this.filter, typed: text => (this.query = text), chosen: name => { this.filter = name; this.#go(); }})}</div>
      ${this.rows ? this.#renderTable(shown) : html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`}`}
      ${this.#renderOverlay()}`;
  }

  #renderFirst(write) {
    return html`<div class="first">${icon('building-2', 56)}<h1>${t('facilities.first.title')}</h1><p class="muted">${t(write ? 'facilities.first.words' : 'facilities.first.others')}</p>
      ${write ? html`<div class="row"><button class="btn primary" @click=${() => this.#go({add: 1})}>${icon('plus', 16)} ${t('facilities.add')}</button><button class="btn" @click=${() => this.#go({import: 1})}>${icon('file-up', 16)} ${t('facilities.import')}</button></div>` : nothing}</div>`;
  }

  #renderTable(shown) {
    const contacts = session.may('contact.read');
    return html`<div class="scroll card" role="region" aria-label=${t('nav.facilities')} tabindex="0"><table>
      <thead><tr><th scope="col">${t('facilities.col.name')}</th><th scope="col">${t('facilities.col.stage')}</th><th scope="col" class="num">${t('facilities.col.people')}</th>${contacts ? html`<th scope="col">${t('facilities.col.contact')}</th>` : nothing}<th scope="col">${t('facilities.col.papers')}</th><th scope="col" class="num">${t('facilities.col.zones')}</th><th scope="col" class="num">${t('facilities.col.cameras')}</th></tr></thead>
      <tbody>${repeat(shown, f => f.id, f => this.#renderRow(f, contacts))}</tbody></table>
      ${shown.length ? nothing : html`<p class="none">${t('facilities.none')}</p>`}</div>`;
  }

  #renderRow(f, contacts) {
    const {tone, icon: drawing} = stageOf(f.stage);
    const people = [f.occupants, f.capacity].map(n => (n === null ? '–' : number(n))).join(' / ');
    return html`<tr class="item" @click=${() => this.#go({facility: f.id})}>
      <td class="title"><button class="name" @click=${e => { e.stopPropagation(); this.#go({facility: f.id}); }}>${f.name}</button><div class="small muted">${[f.code, f.managingBody ? t(`managingBody.${f.managingBody}`) : '', f.address].filter(Boolean).join(' · ')}</div></td>
      <td class="stage"><span class="state"><span class=${tone}>${icon(drawing, 16)}</span><span>${stageWord(f.stage)}</span></span></td>
      <td class="num" data-head=${t('facilities.col.people')}>${people}</td>
      ${contacts ? html`<td data-head=${t('facilities.col.contact')}>${f.focalPoint ? html`${f.focalPoint.fullName}<div class="small muted">${f.focalPoint.phone}</div>` : f.contactsKnown ? html`<span class="state"><span class="alarm">${icon('circle-alert', 16)}</span>${t('facilities.noContact')}</span>` : html`<span class="faint">–</span>`}</td>` : nothing}
      <td data-head=${t('facilities.col.papers')}>${f.missing.length ? html`<span class="state"><span class="warn">${icon('triangle-alert', 16)}</span><span>${f.missing.length > 3 ? t('facilities.papers.none') : html`${t('facilities.papers.missing', {n: f.missing.length})}<span class="why">${f.missing.map(m => t(`registry.${m}`)).join(', ')}</span>`}</span></span>` : html`<span class="state"><span class="live">${icon('circle-check', 16)}</span>${t('facilities.papers.whole')}</span>`}</td>
      <td class="num" data-head=${t('facilities.col.zones')}>${f.zonesRequired === null ? html`<span class="muted">${t('facilities.noLayout')}</span>` : `${f.zonesSettled} / ${f.zonesRequired}`}</td>
      <td class="num" data-head=${t('facilities.col.cameras')}>${f.recording} / ${f.cameras}</td></tr>`;
  }

  #renderOverlay() {
    if (!this.overlay) return nothing;
    const close = () => this.#go();
    if (this.overlay.kind === 'import') return customElements.get('hd-facility-import') ? html`<hd-facility-import @close=${close} @applied=${() => this.#load()}></hd-facility-import>` : nothing;
    return customElements.get('hd-facility-sheet') ? html`<hd-facility-sheet .facilityId=${this.overlay.id} .tab=${this.overlay.tab} @close=${close} @tab=${e => this.#go({facility: this.overlay.id, tab: e.detail})}
      @added=${e => { this.#load(); this.#go({facility: e.detail}); }} @changed=${() => this.#load()}></hd-facility-sheet>` : nothing;
  }
}

customElements.define('hd-facilities', Facilities);
