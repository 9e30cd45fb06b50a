import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {get} from '../app/api.js';
import {facts} from '../app/facts.js';
import {language, t} from '../app/i18n.js';
import {matches} from '../app/format.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import {looks} from './looks.js';
import {STATE_ICONS, deadline, moment, standing, urgency} from './words.js';

const EVERY_MS = 60_000;

const isOpen = task => ['OVERDUE', 'DUE', 'NO_DEADLINE'].includes(task.standing);
const FILTERS = {
  open: isOpen,
  overdue: task => task.standing === 'OVERDUE',
  mine: task => isOpen(task) && task.may.work,
  done: task => !isOpen(task),
  all: () => true,
};

/** What letters tell whom to do: by agency, overdue first. */
class Tasks extends HdElement {
  static properties = {board: {state: true}, problem: {state: true}, query: {state: true}, filter: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, page, looks, css`
    .find { width: 22rem; }
    .columns { min-height: 0; overflow: auto; padding: 0 20px 20px; display: grid; grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr)); gap: 16px; align-items: start; align-content: start; }
    .column { display: grid; gap: 8px; min-width: 0; }
    .column > header { display: flex; gap: 8px; align-items: baseline; padding: 4px 2px; border-bottom: 2px solid var(--line-strong); }
    .column.late > header { border-color: var(--alarm); }
    .column > header h2 { flex: 1; min-width: 0; overflow-wrap: anywhere; font-size: var(--size-14); }
    .late-count { color: var(--alarm); font-weight: 600; }
    .task { all: unset; box-sizing: border-box; display: grid; gap: 6px; padding: 12px 14px; cursor: pointer; width: 100%; }
    .task:hover { background: var(--surface-2); }
    .task:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    .card.over { border-left: 3px solid var(--alarm); }
    .top { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; color: var(--text-2); font-size: var(--size-12); }
    .text { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; font-weight: 500; }
    .done .text { font-weight: 400; color: var(--text-2); }
    .by { display: flex; gap: 6px; align-items: center; color: var(--text-2); font-size: var(--size-12); }
    .deadline { font-size: var(--size-12); }
    @media (max-width: 760px) { .columns { padding: 0 12px 12px; grid-template-columns: 1fr; } }
  `];

  #timer = 0;

  constructor() {
    super();
    this.query = '';
    this.filter = 'open';
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(language, 'change', () => this.#load());
    this.follow(facts, 'programme', e => e.detail?.topic === 'dispatch' && this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#fromAddress();
    this.#load();
    // “Còn 3 giờ” grows old by itself.
    this.#timer = setInterval(() => document.hidden || this.#load(), EVERY_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  #load = async () => {
    try {
      this.board = await get('/tasks');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  };

  #fromAddress() {
    if (router.path !== 'tasks') return;
    const {query} = router;
    this.filter = FILTERS[query.get('filter')] ? query.get('filter') : 'open';
    this.overlay = query.get('task') ? {task: query.get('task')} : query.get('agency') ? {agency: query.get('agency')} : null;
    if (this.overlay?.task) import('./task.js').then(() => this.requestUpdate());
    if (this.overlay?.agency) import('./addresses.js').then(() => this.requestUpdate());
  }

  #go(query = {}) {
    router.go('tasks', {filter: this.filter === 'open' ? '' : this.filter, ...query});
  }

  render() {
    return html`${sectionTabs('tasks', 'documents')}${this.#renderBoard()}${this.#renderOverlay()}`;
  }

  #renderBoard() {
    if (!this.board) return html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`;
    const all = this.board.columns.flatMap(c => c.tasks);
    const columns = this.board.columns
        .map(c => ({...c, shown: c.tasks.filter(x => FILTERS[this.filter](x) && matches(`${x.number} ${x.item} ${x.agency} ${x.text} ${x.phrase ?? ''} ${x.by ?? ''}`, this.query))}))
        .filter(c => c.shown.length);
    return html`
      <div class="head"><h1>${t('nav.tasks')}</h1>
        ${session.may('dispatch.write') ? html`<a class="btn" href=${router.link('dispatches', {add: 1})}>${icon('plus', 16)} ${t('dispatch.add')}</a>` : nothing}</div>
      <div class="tools">
        ${Object.keys(FILTERS).map(name => html`<button class="chip" aria-pressed=${String(name === this.filter)} @click=${() => { this.filter = name; this.#go(); }}>${t(`tasks.filter.${name}`)} <span class="num">${all.filter(FILTERS[name]).length}</span></button>`)}
        <div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t('tasks.search')} aria-label=${t('tasks.search')} @input=${e => (this.query = e.target.value)}></div>
      </div>
      ${this.problem ? html`<div class="tools">${faultNote(this.problem)}</div>` : nothing}
      ${all.length ? html`<div class="columns">${repeat(columns, c => c.agency, c => this.#renderColumn(c))}
          ${columns.length ? nothing : html`<p class="none">${t(this.query || this.filter !== 'open' ? 'tasks.none' : 'tasks.allDone')}</p>`}</div>`
        : html`<div class="first">${icon('list-checks', 56)}<h2>${t('tasks.first')}</h2><p class="muted">${t('tasks.firstWords')}</p>
          ${session.may('dispatch.write') ? html`<a class="btn primary" href=${router.link('dispatches', {add: 1})}>${icon('plus')} ${t('dispatch.add')}</a>` : nothing}</div>`}`;
  }

  #renderColumn(column) {
    const mayAddress = column.organisationId && session.may('reminder.send');
    return html`<section class="column ${column.overdue ? 'late' : ''}" aria-label=${column.agency}>
      <header><h2>${column.agency}</h2>
        ${column.overdue ? html`<span class="late-count num">${t('tasks.overdue', {n: column.overdue})}</span>` : html`<span class="small muted num">${t('tasks.open', {n: column.open})}</span>`}
        ${mayAddress ? html`<button class="btn quiet icon-only" title=${t('addresses.title')} aria-label="${t('addresses.title')}: ${column.agency}" @click=${() => this.#go({agency: column.organisationId})}>${icon('mail', 16)}</button>` : nothing}</header>
      ${repeat(column.shown, x => x.id, x => this.#renderTask(x))}</section>`;
  }

  #renderTask(task) {
    return html`<div class="card ${task.standing === 'OVERDUE' ? 'over' : ''} ${isOpen(task) ? '' : 'done'}"><button class="task" @click=${() => this.#go({task: task.id})}>
      <span class="top"><span class="num">${task.number}</span><span>${t('task.item', {item: task.item})}</span>${urgency(task.urgency)}</span>
      <span class="text">${task.text}</span>
      ${standing(task)}
      ${isOpen(task) && task.phrase ? html`<span class="deadline">${deadline(task)}</span>` : nothing}
      ${task.by ? html`<span class="by">${icon(STATE_ICONS[task.state], 14)} ${t(`task.by.${task.state}`, {name: task.by, when: moment(task.since)})}</span>` : nothing}
    </button></div>`;
  }

  #renderOverlay() {
    const close = () => this.#go();
    if (this.overlay?.task && customElements.get('hd-task')) return html`<hd-task .taskId=${this.overlay.task} @close=${close} @changed=${this.#load}></hd-task>`;
    if (this.overlay?.agency && customElements.get('hd-addresses')) {
      const column = this.board?.columns.find(c => c.organisationId === this.overlay.agency);
      return html`<hd-addresses .organisationId=${this.overlay.agency} .name=${column?.agency ?? ''} @close=${close}></hd-addresses>`;
    }
    return nothing;
  }
}

customElements.define('hd-tasks', Tasks);
