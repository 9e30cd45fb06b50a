import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {place} from '../design/place.js';
import {faultNote} from '../design/fault.js';
import {has, language, t} from '../app/i18n.js';
import {isoDay, matches} from '../app/format.js';
import {router} from '../app/router.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from './page.js';
import {registry} from './registry.js';
import {tree, unitState, unitWords} from './unit-words.js';

/** Only so many rows are drawn; the search finds the rest. A nation has over ten thousand communes. */
const SHOWN_MAX = 300;

/** What the two tabs differ in. */
const KINDS = {
  organisations: {
    all: () => [...registry.organisations.values()], id: o => o.id, parent: o => o.parentId,
    successor: o => registry.organisations.get(o.successorId)?.name,
    kindOf: o => (has(`organisation.${o.kind}`) ? t(`organisation.${o.kind}`) : o.kind),
    where: o => registry.areas.get(o.areaCode)?.name ?? '',
  },
  areas: {
    all: () => [...registry.areas.values()], id: a => a.code, parent: a => a.parentCode,
    successor: a => registry.areas.get(a.successorCode)?.name,
    kindOf: a => t(`level.${a.level}`),
    where: a => a.code,
  },
};

/** Agencies and administrative units with their dates: names change, codes and successors stay. */
class Organisations extends HdElement {
  static properties = {tab: {state: true}, query: {state: true}, past: {state: true}, problem: {state: true}, loaded: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, page, css`
    tr.over td { color: var(--text-2); }
    .name.over { font-weight: 500; }
    .since { display: inline-flex; gap: 6px; align-items: flex-start; }
    .line { width: 1px; height: 22px; background: var(--line); }
    @media (max-width: 760px) { .line { display: none; } }
  `];

  constructor() {
    super();
    this.query = '';
    this.past = true;
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(registry, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#fromAddress();
  }

  async #load() {
    try {
      await registry.load();
      this.loaded = true;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #fromAddress() {
    if (router.path !== 'organisations') return;
    this.tab = router.query.get('tab') === 'areas' ? 'areas' : 'organisations';
    const id = router.query.get('unit');
    const write = session.may('organisation.write');
    this.overlay = !write ? null : router.query.has('add') ? {} : id ? {id} : null;
    if (this.overlay) import('./unit.js').then(() => this.requestUpdate());
  }

  #go(query = {}) {
    router.go('organisations', {tab: this.tab === 'areas' ? 'areas' : '', ...query});
  }

  render() {
    const {tab} = this;
    const write = session.may('organisation.write');
    return html`${sectionTabs('organisations')}
      <div class="head"><h1>${t('nav.organisations')}</h1>${write && this.loaded ? html`<button class="btn primary" @click=${() => this.#go({add: 1})}>${icon('plus', 16)} ${t(`units.add.${tab}`)}</button>` : nothing}</div>
      <div class="tools">
        ${['organisations', 'areas'].map(name => html`<button class="chip" aria-pressed=${String(name === tab)} @click=${() => { this.query = ''; router.go('organisations', {tab: name === 'areas' ? 'areas' : ''}); }}>${t(`organisations.tab.${name}`)} <span class="num">${KINDS[name].all().length}</span></button>`)}
        <span class="line"></span>
        <div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t(`units.search.${tab}`)} aria-label=${t(`units.search.${tab}`)} @input=${e => (this.query = e.target.value)}></div>
        <label class="tick"><input type="checkbox" .checked=${this.past} @change=${e => (this.past = e.target.checked)}>${t('organisations.past')}</label>
      </div>
      ${this.loaded ? this.#renderTable(write) : html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`}
      ${this.overlay && customElements.get('hd-unit') && this.loaded ? html`<hd-unit .kind=${tab} .unitId=${this.overlay.id} @close=${() => this.#go()} @changed=${() => this.#load()}></hd-unit>` : nothing}`;
  }

  #renderTable(write) {
    const kind = KINDS[this.tab];
    const today = isoDay(serverClock.now());
    const order = new Intl.Collator(language.code, {numeric: true});
    const all = kind.all();
    const fits = u => (this.past || unitState(u, today) !== 'over') && matches(`${u.name} ${kind.id(u)} ${kind.kindOf(u)} ${kind.where(u)}`, this.query);
    const rows = tree(all.filter(fits), kind.id, kind.parent, (a, b) => order.compare(a.name, b.name));
    if (!all.length) {
      return html`<div class="first">${icon('building-2', 56)}<h2>${t(`units.first.${this.tab}`)}</h2><p class="muted">${t(`units.firstWords.${this.tab}`)}</p>
        ${write ? html`<button class="btn primary" @click=${() => this.#go({add: 1})}>${icon('plus')} ${t(`units.add.${this.tab}`)}</button>` : nothing}</div>`;
    }
    return html`<div class="scroll card" role="region" aria-label=${t(`organisations.tab.${this.tab}`)} tabindex="0"><table>
      <thead><tr><th scope="col">${t('organisations.col.name')}</th><th scope="col">${t(this.tab === 'areas' ? 'organisations.col.level' : 'organisations.col.kind')}</th><th scope="col">${t(this.tab === 'areas' ? 'organisations.col.code' : 'organisations.col.area')}</th><th scope="col">${t('organisations.col.time')}</th></tr></thead>
      <tbody>${repeat(rows.slice(0, SHOWN_MAX), r => kind.id(r.unit), ({unit, depth}) => this.#renderRow(kind, unit, depth, today, write))}</tbody></table>
      ${rows.length ? nothing : html`<p class="none">${t('organisations.none')}</p>`}
      ${rows.length > SHOWN_MAX ? html`<p class="none">${t('organisations.more', {n: rows.length - SHOWN_MAX})}</p>` : nothing}</div>`;
  }

  #renderRow(kind, unit, depth, today, write) {
    const state = unitState(unit, today);
    const open = () => this.#go({unit: kind.id(unit)});
    const words = unitWords(unit, kind.successor(unit));
    return html`<tr class="item ${state} ${write ? '' : 'plain'}" @click=${write ? open : nothing}>
      <td><span ${place({'padding-left': `${depth * 1.25}rem`})}></span>${write ? html`<button class="name ${state}" @click=${e => { e.stopPropagation(); open(); }}>${unit.name}</button>` : html`<strong>${unit.name}</strong>`}</td>
      <td>${kind.kindOf(unit)}</td><td class="num">${kind.where(unit)}</td>
      <td>${words ? html`<span class="since">${state === 'now' ? nothing : icon(state === 'over' ? 'history' : 'clock', 16)}<span>${words}</span></span>` : nothing}</td></tr>`;
  }
}

customElements.define('hd-organisations', Organisations);
