import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {get, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {language, t} from '../app/i18n.js';
import {duration, matches, when} from '../app/format.js';
import {offline} from '../app/offline.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import {store} from './store.js';
import './survey.js';
import {serverClock} from '../app/server-clock.js';

/** What asks for a person first; what is settled last. */
const RANKS = {disputed: 0, late: 1, none: 2, draft: 3, SUBMITTED: 4, SIGNED: 5, NOT_ELIGIBLE: 6, CONDITIONAL: 7, ELIGIBLE: 8};
const TONES = {disputed: ['alarm', 'circle-alert'], late: ['warn', 'clock'], none: ['warn', 'circle'], draft: ['warn', 'pencil'], SUBMITTED: ['accent', 'user-check'], SIGNED: ['accent', 'scroll-text'], NOT_ELIGIBLE: ['alarm', 'circle-x'], CONDITIONAL: ['warn', 'triangle-alert'], ELIGIBLE: ['live', 'circle-check']};
const FILTERS = {todo: s => RANKS[s] < 6, all: () => true, waiting: s => s === 'SUBMITTED' || s === 'SIGNED', decided: s => RANKS[s] >= 6};

export function stateOf({survey}) {
  if (!survey) return 'none';
  if (survey.disputes && survey.stage === 'DRAFT') return 'disputed';
  if (survey.late && survey.stage !== 'DRAFT') return 'late';
  if (survey.stage === 'EVALUATED') return survey.verdict;
  return survey.stage === 'DRAFT' ? 'draft' : survey.stage;
}

/** A survey as the list tells it. */
const listed = s => ({
  facilityId: s.facilityId, facility: s.facility, facilityStage: s.facilityStage, mayWrite: s.may.write,
  survey: {id: s.id, version: s.version, stage: s.stage, verdict: s.versions.find(v => v.evaluation)?.evaluation.verdict ?? null, gaps: s.gaps.length, disputes: s.gaps.filter(g => g.kind === 'UNDECIDED').length, cameras: s.cameras.length, late: s.late.length, changedAt: s.changedAt},
});

/** All facilities with where their survey stands, or the one survey that the address names. */
class Surveys extends HdElement {
  static properties = {list: {state: true}, kept: {state: true}, waiting: {state: true}, problem: {state: true}, query: {state: true}, filter: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, page, css`
    .scroll ul { display: grid; }
    li { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: 2px 16px; align-items: center; padding: 12px 16px; border-bottom: 1px solid var(--line); }
    li:last-child { border-bottom: 0; }
    .mark { display: inline-flex; gap: 6px; align-items: flex-start; }
    .mark .icon { margin-top: 2px; }
    .accent { color: var(--accent-text); }
    .facts { color: var(--text-2); font-size: var(--size-12); display: flex; gap: 2px 14px; flex-wrap: wrap; }
    .act { min-width: 9rem; }
    .act .btn { width: 100%; }
    .note { margin: 0 20px 12px; }
    @media (max-width: 760px) {
      li { grid-template-columns: minmax(0, 1fr); gap: 8px; padding: 14px 12px; }
      .act .btn { min-height: 48px; font-size: var(--size-16); }
      .note { margin: 0 12px 12px; }
      .tools { flex: none; flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; }
      .tools .find { min-width: 12rem; }
      .chip { min-height: 44px; border-radius: 22px; }
    }
  `];

  constructor() {
    super();
    this.query = '';
    this.filter = 'todo';
    this.waiting = new Map();
    this.follow(router, 'change', () => this.#arrive());
    this.follow(session, 'change', () => this.#load());
    this.follow(facts, 'link', () => facts.connected && this.#load());
    this.follow(offline, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#arrive();
  }

  #arrive() {
    if (router.path !== 'survey') return;
    if (!router.query.get('id')) this.#load();
    this.requestUpdate();
  }

  async #load() {
    if (router.query.get('id')) return;
    const mine = one => one.userId === session.user?.id;
    const [surveys, operations, photos, list] = await Promise.all([store.surveys(), store.allOperations(), store.allPhotos(), store.kept('list')]);
    this.kept = new Map(surveys.filter(mine).map(s => [s.id, s]));
    this.waiting = new Map();
    for (const one of [...operations, ...photos].filter(mine)) this.waiting.set(one.surveyId, (this.waiting.get(one.surveyId) ?? 0) + 1);
    if (!this.list && list && mine(list)) this.list = list.list;
    try {
      if (session.offline) throw null;
      this.list = await get('/surveys');
      this.problem = null;
      await store.keep('list', {userId: session.user.id, list: this.list});
      if (session.may('survey.write')) {
        await store.keep('form', await get('/survey-form'));
        offline.prepare();
      }
    } catch (problem) {
      this.problem = problem;
      // What this device keeps can be gone on with, and may be newer than the list.
      const kept = [...this.kept.values()].map(one => listed(one.survey));
      const addresses = new Map((this.list ?? []).map(one => [one.facilityId, one.address]));
      this.list = [...(this.list ?? []).filter(one => !kept.some(k => k.facilityId === one.facilityId)), ...kept.map(k => ({...k, address: addresses.get(k.facilityId) ?? ''}))];
    }
  }

  render() {
    const id = router.query.get('id');
    if (id) return html`<hd-survey .surveyId=${id}></hd-survey>`;
    return html`${sectionTabs('survey', 'connect')}
      <div class="head"><h1>${t('nav.survey')}</h1></div>
      ${this.#renderOffline()}
      ${this.list ? this.#renderList() : html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`}`;
  }

  #renderOffline() {
    if (session.offline || this.problem?.status === 0) return html`<div class="note warn" role="status">${icon('wifi-off')}<p>${t('survey.offline.list')}</p></div>`;
    if (!session.may('survey.write')) return nothing;
    if (offline.state === 'ready') return nothing;
    return offline.state === 'impossible' ? html`<div class="note warn">${icon('wifi-off')}<p>${t('survey.offline.impossible')}</p></div>` : nothing;
  }

  #renderList() {
    const order = new Intl.Collator(language.code, {numeric: true});
    const all = this.list;
    if (!all.length) return html`<div class="first">${icon('building-2', 40)}<h2>${t('survey.none')}</h2><p class="muted">${t('survey.none.words')}</p></div>`;
    const shown = all.filter(one => FILTERS[this.filter](stateOf(one)) && matches(`${one.facility} ${one.address}`, this.query))
        .sort((a, b) => (this.waiting.get(b.survey?.id) ? 1 : 0) - (this.waiting.get(a.survey?.id) ? 1 : 0) || RANKS[stateOf(a)] - RANKS[stateOf(b)] || order.compare(a.facility, b.facility));
    return html`
      <div class="tools">
        <div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t('survey.search')} aria-label=${t('survey.search')} @input=${e => (this.query = e.target.value)}></div>
        ${Object.entries(FILTERS).map(([name, is]) => html`<button class="chip" aria-pressed=${String(name === this.filter)} @click=${() => (this.filter = name)}>${t(`survey.filter.${name}`)} <span class="num">${all.filter(one => is(stateOf(one))).length}</span></button>`)}
      </div>
      <div class="scroll card" role="region" aria-label=${t('nav.survey')} tabindex="0"><ul>${repeat(shown, one => one.facilityId, one => this.#renderOne(one))}</ul>
        ${shown.length ? nothing : html`<p class="none">${t(this.filter === 'todo' && !this.query ? 'survey.todo.none' : 'survey.found.none')}</p>`}</div>`;
  }

  #renderOne(one) {
    const state = stateOf(one);
    const [tone, drawing] = TONES[state];
    const {survey} = one;
    const waiting = this.waiting.get(survey?.id);
    return html`<li>
      <div><strong>${one.facility}</strong>${one.address ? html`<div class="small muted">${one.address}</div>` : nothing}
        <div class="facts">
          ${survey ? html`<span>${t('survey.version', {n: survey.version})}</span><span>${t('survey.cameras', {n: survey.cameras})}</span><time title=${when(Date.parse(survey.changedAt))}>${t('ago', {time: duration(serverClock.programmeNow() - Date.parse(survey.changedAt))})}</time>` : nothing}
          ${this.kept?.has(survey?.id) ? html`<span>${icon('smartphone', 12)} ${t('survey.onDevice')}</span>` : nothing}
          ${waiting ? html`<strong class="warn">${t('survey.waiting', {n: waiting})}</strong>` : nothing}
        </div></div>
      <div class="mark ${tone}">${icon(drawing, 16)}<span>${state === 'draft' ? t('survey.state.draft', {n: survey.gaps}) : t(`survey.state.${state}`)}</span></div>
      <div class="act">${this.#renderAct(one)}</div></li>`;
  }

  #renderAct(one) {
    if (one.survey) {
      const fill = one.survey.stage === 'DRAFT' && one.mayWrite;
      return html`<a class="btn ${fill ? 'primary' : ''}" href=${router.link('survey', {id: one.survey.id})} aria-label="${t(fill ? 'survey.go' : 'survey.see')}: ${one.facility}">${t(fill ? 'survey.go' : 'survey.see')}</a>`;
    }
    if (!one.mayWrite) return nothing;
    return html`<button class="btn primary" ?disabled=${this.busy || session.offline} aria-label="${t('survey.begin')}: ${one.facility}" @click=${() => this.#begin(one)}>${t('survey.begin')}</button>`;
  }

  async #begin(one) {
    this.busy = true;
    try {
      const survey = await post(`/facilities/${one.facilityId}/survey`, {});
      router.go('survey', {id: survey.id});
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-surveys', Surveys);
