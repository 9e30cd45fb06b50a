import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {get, query as queryOf} from '../app/api.js';
import {facts} from '../app/facts.js';
import {duration, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import {STATES, fromQuery, tabOf, withTab} from './filter.js';
import {SEVERITY, STATE, kinds} from './kinds.js';

/** Incidents: what needs somebody first. */
class Incidents extends HdElement {
  static properties = {rows: {state: true}, next: {state: true}, problem: {state: true}, known: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, page, css`
    .tools select { width: auto; max-width: 14rem; min-height: 34px; padding: 4px 8px; }
    .title { font-weight: 600; }
    .age { white-space: nowrap; }
    td.sev { width: 1px; white-space: nowrap; }
    tr.item.CRITICAL td:first-child { box-shadow: inset 4px 0 var(--alarm); }
    tr.item.SERIOUS td:first-child { box-shadow: inset 4px 0 var(--warn); }
    .older { display: grid; place-items: center; padding: 12px; }
    .calm .icon { color: var(--live); }
    @media (max-width: 760px) {
      .tools { gap: 8px 6px; } .tools select { flex: 1 1 28%; min-width: 0; max-width: none; min-height: 40px; }
      tr.item { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 12px; border-left: 4px solid transparent; } tr.item.CRITICAL { border-left-color: var(--alarm); } tr.item.SERIOUS { border-left-color: var(--warn); }
      tr.item:is(.CRITICAL, .SERIOUS, .MINOR) td:first-child { box-shadow: none; }
      tr.item td.what { grid-area: 2 / 1 / 3 / 3; padding-bottom: 4px; } tr.item td.age { grid-area: 1 / 2; text-align: right; } tr.item td.age div { display: inline; margin-left: 6px; }
      tr.item td.sev { grid-area: 1 / 1; width: auto; } tr.item td.stands { grid-area: 3 / 1; } tr.item td.done { grid-area: 3 / 2; text-align: right; }
      .head .btn { flex: 1 1 auto; min-height: 44px; }
      .chip { min-height: 40px; }
    }
  `];

  #asked = 0;
  #filter = {};

  constructor() {
    super();
    this.rows = null;
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(facts, 'programme', e => e.detail.topic === 'incident' && this.#load());
    this.follow(facts, 'cameras');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#fromAddress();
  }

  #fromAddress() {
    if (router.path !== 'incidents') return;
    const {query} = router;
    const filter = fromQuery(query);
    const changed = JSON.stringify(filter) !== JSON.stringify(this.#filter);
    this.#filter = filter;
    if (changed || !this.rows) this.#load();
    this.overlay = query.has('add') && session.may('incident.write') ? 'add' : query.get('incident') ? 'incident' : null;
    if (this.overlay) import(this.overlay === 'add' ? './report.js' : './incident.js').then(() => this.requestUpdate());
    kinds().then(known => (this.known = known), () => {});
  }

  async #load(older = false) {
    const asked = ++this.#asked;
    try {
      const {rows, next} = await get(`/incidents${queryOf({...this.#filter, before: older ? this.next : ''})}`);
      if (asked !== this.#asked) return;
      this.rows = older ? [...this.rows, ...rows] : rows;
      this.next = next;
      this.problem = null;
    } catch (problem) {
      if (asked === this.#asked) this.problem = problem;
    }
  }

  #go(change = {}) {
    router.go('incidents', {...this.#filter, ...change});
  }

  render() {
    const write = session.may('incident.write');
    return html`${sectionTabs('incidents', 'incidents')}
      <div class="head"><h1>${t('nav.incidents')}</h1>${write ? html`<button class="btn primary" @click=${() => this.#go({add: 1})}>${icon('plus', 16)} ${t('incidents.report')}</button>` : nothing}</div>
      ${this.#renderTools()}
      ${faultNote(this.problem)}
      ${this.rows ? this.#renderRows(write) : this.problem ? nothing : html`<p class="none">${t('wait.loading')}</p>`}
      ${this.#renderOverlay()}`;
  }

  #renderTools() {
    const f = this.#filter;
    const choose = (field, label, entries) => html`<select aria-label=${label} @change=${e => this.#go({[field]: e.target.value})}><option value="">${label}</option>${entries.map(([value, words]) => html`<option value=${value} ?selected=${value === f[field]}>${words}</option>`)}</select>`;
    return html`<div class="tools" role="group" aria-label=${t('incidents.filters')}>
      ${STATES.filter(s => s !== 'mine' || session.may('incident.write')).map(tab => html`<button class="chip" aria-pressed=${String(tab === tabOf(f))} @click=${() => router.go('incidents', withTab(f, tab))}>${t(`incidents.tab.${tab}`)}</button>`)}
      ${this.known ? choose('kind', t('incidents.kind'), this.known.kinds.map(k => [k.kind, k.words])) : nothing}
      ${this.known ? choose('severity', t('incidents.severity'), this.known.severities.map(k => [k.id, k.words])) : nothing}
      ${facts.facilities.size > 1 ? choose('facility', t('incidents.facility'), [...facts.facilities.values()].map(p => [p.id, p.name])) : nothing}
      ${f.camera ? html`<button class="chip" aria-pressed="true" @click=${() => this.#go({camera: ''})}>${facts.cameras.get(f.camera)?.name ?? f.camera} ${icon('x', 14)}</button>` : nothing}</div>`;
  }

  #renderRows(write) {
    if (!this.rows.length) {
      const narrowed = Object.keys(this.#filter).some(k => k !== 'state');
      return html`<div class="first calm">${icon('circle-check', 56)}<h2>${narrowed || this.#filter.state ? t('incidents.none.filtered') : t('incidents.none')}</h2>
        ${write && !narrowed ? html`<p class="muted">${t('incidents.none.words')}</p>` : nothing}</div>`;
    }
    return html`<div class="scroll card" role="region" aria-label=${t('nav.incidents')} tabindex="0"><table>
      <thead><tr><th scope="col">${t('incidents.severity')}</th><th scope="col">${t('incidents.what')}</th><th scope="col">${t('incidents.state')}</th><th scope="col">${t('incidents.checklist')}</th><th scope="col">${t('incidents.from')}</th></tr></thead>
      <tbody>${repeat(this.rows, r => r.id, r => this.#renderRow(r))}</tbody></table>
      ${this.next ? html`<div class="older"><button class="btn" @click=${() => this.#load(true)}>${t('incidents.older')}</button></div>` : nothing}</div>`;
  }

  #renderRow(row) {
    const severity = SEVERITY[row.severity];
    const state = STATE[row.state];
    const open = () => this.#go({incident: row.id});
    const from = Date.parse(row.from);
    return html`<tr class="item ${row.state === 'CLOSED' ? '' : row.severity}" @click=${open}>
      <td class="sev"><span class="state"><span class=${severity.tone}>${icon(severity.icon, 16)}</span>${row.severityWords}</span></td>
      <td class="what"><button class="name" @click=${e => { e.stopPropagation(); open(); }}>${row.title}</button>${row.title === row.kindWords ? nothing : html`<div class="small muted">${row.kindWords}</div>`}
        <div class="small muted">${[row.facility ?? t('incidents.facilityGone'), ...row.cameras.map(c => c.name)].join(' · ')}</div></td>
      <td class="stands"><span class="state"><span class=${state.tone}>${icon(state.icon, 16)}</span><span>${row.stateWords}${row.owner ? html`<div class="small muted">${row.owner}</div>` : nothing}</span></span></td>
      <td class="num done"><span class="narrow muted small">${t('incidents.checklist')}: </span>${row.itemsDone}/${row.items}${row.itemsRequiredMissing && row.state !== 'CLOSED' ? html` <span class="small muted">${t('incidents.missing', {n: row.itemsRequiredMissing})}</span>` : nothing}</td>
      <td class="age"><time class="num">${when(from)}</time>${row.state === 'CLOSED' ? nothing : html`<div class="small muted">${duration(serverClock.now() - from)}</div>`}</td></tr>`;
  }

  #renderOverlay() {
    const close = () => this.#go();
    if (this.overlay === 'add' && customElements.get('hd-incident-report')) return html`<hd-incident-report @close=${close} @opened=${e => this.#go({incident: e.detail.id})}></hd-incident-report>`;
    if (this.overlay === 'incident' && customElements.get('hd-incident')) return html`<hd-incident .incidentId=${router.query.get('incident')} @close=${close} @changed=${() => this.#load()}></hd-incident>`;
    return nothing;
  }
}

customElements.define('hd-incidents', Incidents);
