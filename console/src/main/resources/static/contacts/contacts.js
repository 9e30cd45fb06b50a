import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, post, urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {matches} from '../app/format.js';
import {language, t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {filterTools} from '../facilities/filter-tools.js';
import {menu} from '../facilities/menu.js';
import {page, sectionTabs} from '../people/page.js';
import './versions.js';

const FILTERS = {
  all: () => true,
  missing: r => !r.focal,
  notSubmitted: r => r.focal && !r.focal.submitted,
};

/** Who answers for which facility: those without anybody first. Beside it, the versions that go up to the ministry. */
class Contacts extends HdElement {
  static properties = {contacts: {state: true}, problem: {state: true}, query: {state: true}, filter: {state: true}, view: {state: true}, overlay: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, page, menu, css`
    .line { width: 1px; height: 22px; background: var(--line); }
    .more { color: var(--text-2); font-size: var(--size-12); }
    a { white-space: nowrap; }
    @media (max-width: 760px) { .line { display: none; } }
  `];

  #timer = 0;

  constructor() {
    super();
    this.#fromAddress();
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(facts, 'programme', () => this.#soon());
    this.follow(facts, 'cameras');
  }

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
      this.contacts = await get('/contacts');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #fromAddress() {
    if (router.path !== 'contacts') return;
    const {query} = router;
    this.query = query.get('q') ?? '';
    this.filter = FILTERS[query.get('filter')] ? query.get('filter') : 'all';
    this.view = query.get('view') === 'versions' ? 'versions' : 'people';
    const write = session.may('contact.write');
    this.overlay = write && query.has('import') ? {kind: 'import'} : query.get('facility') ? {kind: 'facility', id: query.get('facility')} : query.get('contact') ? {kind: 'contact', id: query.get('contact')} : null;
    if (this.overlay) (this.overlay.kind === 'import' ? import('./import.js') : import('../facilities/sheet.js')).then(() => this.requestUpdate());
  }

  #go(more = {}) {
    router.go('contacts', {view: this.view === 'versions' ? 'versions' : '', filter: this.filter === 'all' ? '' : this.filter, q: this.query, ...more});
  }

  /** One row a facility that this person may see, whether or not anybody answers for it. */
  get #rows() {
    const of = new Map([...facts.facilities.values()].map(f => [f.id, {id: f.id, name: f.name, focal: null, others: []}]));
    for (const c of this.contacts ?? []) {
      const row = of.get(c.facilityId) ?? {id: c.facilityId, name: c.facility, focal: null, others: []};
      of.set(row.id, row);
      if (c.focal) row.focal = c;
      else row.others.push(c);
    }
    const order = new Intl.Collator(language.code, {numeric: true});
    const rank = r => (r.focal ? (r.focal.submitted ? 2 : 1) : 0);
    return [...of.values()].sort((a, b) => rank(a) - rank(b) || order.compare(a.name, b.name));
  }

  render() {
    return html`${sectionTabs('contacts', 'facilities')}
      <div class="head"><h1>${t('nav.contacts')}</h1>${this.view === 'people' ? this.#renderActions() : nothing}</div>
      <div class="tools">
        ${['people', 'versions'].map(v => html`<button class="chip" aria-pressed=${String(v === this.view)} @click=${() => { this.view = v; this.#go(); }}>${t(`contacts.view.${v}`)}</button>`)}
        ${this.view === 'people' ? this.#renderTools() : nothing}</div>
      ${this.view === 'versions' ? html`<hd-contact-versions></hd-contact-versions>` : this.contacts ? this.#renderTable() : html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`}
      ${this.#renderOverlay()}`;
  }

  #renderActions() {
    return html`
      ${this.contacts?.length ? html`<details class="menu wide"><summary class="btn">${icon('download', 16)} ${t('contacts.export')}</summary><div>${['xlsx', 'csv', 'json'].map(f => html`<a href=${urls.of(`/contacts/export.${f}`)} download>${f.toUpperCase()}</a>`)}<a href=${urls.of('/contacts/print.html')} target="_blank" rel="noopener">${t('contacts.print')}</a></div></details>` : nothing}
      ${session.may('contact.write') ? html`<button class="btn wide" @click=${() => this.#go({import: 1})}>${icon('file-up', 16)} ${t('contacts.import')}</button>` : nothing}
      ${session.may('contact.submit') && this.#rows.some(FILTERS.notSubmitted) ? html`<button class="btn primary" ?disabled=${this.busy} @click=${this.#submit}>${icon('check', 16)} ${t('contacts.submit', {n: this.#rows.filter(FILTERS.notSubmitted).length})}</button>` : nothing}`;
  }

  #renderTools() {
    return html`<span class="line"></span>${filterTools({search: t('contacts.search'), label: name => t(`contacts.filter.${name}`), filters: FILTERS, rows: this.#rows, query: this.query, filter: this.filter, typed: text => (this.query = text), chosen: name => { this.filter = name; this.#go(); }})}`;
  }

  #renderTable() {
    const shown = this.#rows.filter(r => FILTERS[this.filter](r) && matches(`${r.name} ${[r.focal, ...r.others].filter(Boolean).map(c => `${c.fullName} ${c.phone} ${c.phone.replace(/\s/g, '')} ${c.email}`).join(' ')}`, this.query));
    return html`<div class="scroll card" role="region" aria-label=${t('nav.contacts')} tabindex="0"><table>
      <thead><tr><th scope="col">${t('contact.facility')}</th><th scope="col">${t('contact.fullName')}</th><th scope="col">${t('contact.title')}</th><th scope="col">${t('contact.phone')}</th><th scope="col">${t('contact.email')}</th><th scope="col">${t('contacts.col.state')}</th></tr></thead>
      <tbody>${repeat(shown, r => r.id, r => this.#renderRow(r))}</tbody></table>${shown.length ? nothing : html`<p class="none">${t('contacts.none')}</p>`}</div>`;
  }

  #renderRow(row) {
    const {focal} = row;
    const open = () => this.#go({facility: row.id});
    return html`<tr class="item" @click=${open}><td><button class="name" @click=${e => { e.stopPropagation(); open(); }}>${row.name}</button></td>
      ${focal ? html`<td>${focal.fullName}${row.others.length ? html`<div class="more">${t('contacts.others', {n: row.others.length})}</div>` : nothing}</td><td>${focal.title}</td>
        <td>${focal.phone.split('; ').map(p => html`<a href="tel:${p.split('máy lẻ')[0].replace(/\s/g, '')}" @click=${e => e.stopPropagation()}>${p}</a> `)}</td><td><a href="mailto:${focal.email}" @click=${e => e.stopPropagation()}>${focal.email}</a></td>
        <td><span class="state">${focal.submitted ? html`<span class="live">${icon('circle-check', 16)}</span>${t('contacts.state.submitted')}` : html`<span class="warn">${icon('clock', 16)}</span>${t('contacts.state.waiting')}`}</span></td>`
        : html`<td colspan="4"><span class="state"><span class="alarm">${icon('circle-alert', 16)}</span>${t('contacts.state.missing')}</span></td><td></td>`}</tr>`;
  }

  #renderOverlay() {
    if (!this.overlay) return nothing;
    const close = () => this.#go();
    if (this.overlay.kind === 'import') return customElements.get('hd-contact-import') ? html`<hd-contact-import @close=${close} @applied=${() => this.#load()}></hd-contact-import>` : nothing;
    // A search finds a person; what is opened is the facility that the person answers for.
    const facility = this.overlay.kind === 'contact' ? this.contacts?.find(c => c.id === this.overlay.id)?.facilityId : this.overlay.id;
    return facility && customElements.get('hd-facility-sheet') ? html`<hd-facility-sheet .facilityId=${facility} .tab=${router.query.get('tab') ?? 'contacts'} @close=${close} @tab=${e => this.#go({facility, tab: e.detail})} @changed=${() => this.#load()}></hd-facility-sheet>` : nothing;
  }

  #submit = async () => {
    this.busy = true;
    try {
      const done = await post('/contact-submissions', {facilityIds: this.#rows.filter(FILTERS.notSubmitted).map(r => r.id)});
      toast(t('contacts.submitted', {n: done.sent}));
      await this.#load();
    } catch (problem) {
      toast(problem.message, 'alarm');
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-contacts', Contacts);
