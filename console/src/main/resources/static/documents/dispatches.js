import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {place} from '../design/place.js';
import {faultNote} from '../design/fault.js';
import {get} from '../app/api.js';
import {facts} from '../app/facts.js';
import {language, t} from '../app/i18n.js';
import {matches} from '../app/format.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import {tree} from '../people/unit-words.js';
import {looks} from './looks.js';
import {isoDate, urgency} from './words.js';

/** The register of letters: each below the one that it carries out. */
class Dispatches extends HdElement {
  static properties = {letters: {state: true}, problem: {state: true}, query: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, page, looks, css`
    td.subject { min-width: 16rem; }
    @media (min-width: 761px) { td.number { white-space: nowrap; } }
    td .stamp { margin-right: 6px; }
    .under { display: inline-flex; color: var(--text-3); vertical-align: -3px; margin-right: 4px; }
    .counts { display: inline-flex; gap: 10px; flex-wrap: wrap; }
    .late { color: var(--alarm); font-weight: 600; }
    @media (max-width: 760px) {
      tr.item { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; }
      tr.item td.subject, tr.item td.issuer, tr.item td.reach { grid-column: 1 / -1; min-width: 0; }
    }
  `];

  constructor() {
    super();
    this.query = '';
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(language, 'change', () => this.#load());
    this.follow(facts, 'programme', e => e.detail?.topic === 'dispatch' && this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#fromAddress();
    this.#load();
  }

  #load = async () => {
    try {
      this.letters = await get('/dispatches');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  };

  #fromAddress() {
    if (router.path !== 'dispatches') return;
    const id = router.query.get('dispatch');
    this.overlay = id ? {id} : router.query.has('add') && session.may('dispatch.write') ? {add: true} : null;
    if (this.overlay?.id) import('./dispatch.js').then(() => this.requestUpdate());
    if (this.overlay?.add) import('./dispatch-form.js').then(() => this.requestUpdate());
  }

  render() {
    const {overlay} = this;
    if (overlay?.id) return html`${sectionTabs('dispatches', 'documents')}${customElements.get('hd-dispatch') ? html`<hd-dispatch .dispatchId=${overlay.id} @changed=${this.#load}></hd-dispatch>` : html`<div class="none">${t('wait.loading')}</div>`}`;
    return html`${sectionTabs('dispatches', 'documents')}${this.#renderList()}
      ${overlay?.add && customElements.get('hd-dispatch-form') ? html`<hd-dispatch-form @close=${() => router.go('dispatches')} @saved=${e => { this.#load(); router.go('dispatches', {dispatch: e.detail.id}, {replace: true}); }}></hd-dispatch-form>` : nothing}`;
  }

  #renderList() {
    if (!this.letters) return html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`;
    const write = session.may('dispatch.write');
    const add = html`<a class="btn primary" href=${router.link('dispatches', {add: 1})}>${icon('plus', 16)} ${t('dispatch.add')}</a>`;
    if (!this.letters.length) return html`<div class="first">${icon('file-text', 56)}<h2>${t('dispatch.first')}</h2><p class="muted">${t('dispatch.firstWords')}</p>${write ? add : nothing}</div>`;
    const shown = this.letters.filter(d => matches(`${d.number} ${d.issuer} ${d.subject}`, this.query));
    // The newest of those that hang together first; below, what carries them out in the order of time.
    const rows = tree(shown, d => d.id, d => d.parentIds.find(p => shown.some(x => x.id === p)), (a, b) => a.date.localeCompare(b.date));
    return html`<div class="head"><h1>${t('nav.dispatches')}</h1>${write ? add : nothing}</div>
      <div class="tools"><div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t('dispatch.search')} aria-label=${t('dispatch.search')} @input=${e => (this.query = e.target.value)}></div></div>
      <div class="scroll card" role="region" aria-label=${t('nav.dispatches')} tabindex="0"><table>
        <thead><tr>${['number', 'date', 'subject', 'issuer', 'tasks', 'reach'].map(c => html`<th scope="col">${t(`dispatch.col.${c}`)}</th>`)}</tr></thead>
        <tbody>${repeat(rows, r => r.unit.id, r => this.#renderRow(r.unit, r.depth))}</tbody></table>
        ${rows.length ? nothing : html`<p class="none">${t('dispatch.none')}</p>`}</div>`;
  }

  #renderRow(d, depth) {
    const open = () => router.go('dispatches', {dispatch: d.id});
    return html`<tr class="item" @click=${open}>
      <td class="number"><span ${place({'padding-left': `${depth * 1.25}rem`})}></span>${depth ? html`<span class="under" title=${t('dispatch.carriesOut')}>${icon('chevron-right', 14)}</span>` : nothing}<button class="name num" @click=${e => { e.stopPropagation(); open(); }}>${d.number}</button></td>
      <td class="num">${isoDate(d.date)}</td>
      <td class="subject">${urgency(d.urgency)}${d.subject}</td>
      <td class="issuer">${d.issuer}</td>
      <td>${d.tasks.open + d.tasks.done ? html`<span class="counts num">${d.tasks.overdue ? html`<span class="late">${t('tasks.overdue', {n: d.tasks.overdue})}</span>` : nothing}<span class="muted">${t('dispatch.done', {done: d.tasks.done, all: d.tasks.open + d.tasks.done})}</span></span>` : html`<span class="faint wide">–</span>`}</td>
      <td class="reach">${d.forgotten ? html`<span class="state"><span class="warn">${icon('triangle-alert', 16)}</span>${t('dispatch.forgotten', {n: d.forgotten})}</span>` : nothing}</td></tr>`;
  }
}

customElements.define('hd-dispatches', Dispatches);
