import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {dateTime, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import './answer.js';
import './give.js';

const STATES = {
  WAITING: ['warn', 'clock'], KEPT: ['warn', 'mail'], SEEN: ['accent', 'eye'], DONE: ['live', 'circle-check'],
  REFUSED: ['alarm', 'circle-x'], WITHDRAWN: ['offline', 'undo-2'],
};

const at = text => when(Date.parse(text));

/** What the tier above wants here, and what is wanted of the sites below, with what came of each. */
class Instructions extends HdElement {
  static properties = {rows: {state: true}, over: {state: true}, problem: {state: true}, overlay: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, page, css`
    :host { overflow: auto; display: block; }
    section { padding-bottom: 12px; }
    section > h2 { padding: 12px 20px 8px; }
    .cards { display: grid; gap: 12px; padding: 0 20px 12px; grid-template-columns: repeat(auto-fill, minmax(min(28rem, 100%), 1fr)); align-items: start; }
    article.card { display: grid; gap: 10px; padding: 14px 16px; border-left: 4px solid var(--line-strong); }
    article.card.fresh { border-left-color: var(--warn); }
    article.card.late { border-left-color: var(--alarm); }
    .at { display: flex; gap: 6px; align-items: center; flex-wrap: wrap; }
    article .words { font-size: var(--size-16); white-space: pre-line; overflow-wrap: anywhere; }
    .who { display: flex; gap: 4px 8px; flex-wrap: wrap; align-items: baseline; }
    .acts { display: flex; gap: 8px; flex-wrap: wrap; }
    td .words { white-space: pre-line; overflow-wrap: anywhere; max-width: 60ch; }
    td.act { text-align: right; }
    .accent { color: var(--accent-text); }
    .choice { display: inline-flex; border: 1px solid var(--line-strong); border-radius: var(--radius); overflow: hidden; }
    .choice button { all: unset; cursor: pointer; padding: 7px 14px; color: var(--text-2); font-weight: 500; }
    .choice button[aria-pressed='true'] { background: var(--accent-soft); color: var(--accent-text); }
    .choice button:focus-visible { outline: 2px solid var(--focus); outline-offset: -3px; }
    .scroll { margin-bottom: 8px; }
    @media (max-width: 760px) { section > h2, .cards { padding-left: 12px; padding-right: 12px; } td.act { text-align: left; } }
  `];

  #asked = 0;

  constructor() {
    super();
    this.over = false;
    this.follow(facts, 'programme', e => e.detail.topic === 'instruction' && this.#load());
    this.follow(facts, 'link', () => facts.connected && this.#load());
    this.follow(session, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  #load = async () => {
    const asked = ++this.#asked;
    try {
      const rows = await get(`/instructions?state=${this.over ? 'over' : 'open'}`);
      if (asked === this.#asked) Object.assign(this, {rows, problem: null});
    } catch (problem) {
      if (asked === this.#asked) this.problem = problem;
    }
  };

  #show(over) {
    this.over = over;
    this.rows = null;
    this.#load();
  }

  render() {
    const {rows, over} = this;
    const choose = (value, word) => html`<button aria-pressed=${over === value ? 'true' : 'false'} @click=${() => over === value || this.#show(value)}>${t(word)}</button>`;
    const give = session.may('instruction.give') ? html`<button class="btn primary" @click=${() => (this.overlay = {kind: 'give'})}>${icon('send', 16)} ${t('instructions.give')}</button>` : nothing;
    return html`${sectionTabs('instructions', 'documents')}
      <div class="head"><h1>${t('nav.instructions')}</h1><div class="choice" role="group" aria-label=${t('instructions.which')}>${choose(false, 'instructions.open')}${choose(true, 'instructions.over')}</div>${give}</div>
      ${faultNote(this.problem)}
      ${rows ? this.#renderAll(rows) : this.problem ? nothing : html`<p class="none">${t('wait.loading')}</p>`}
      ${this.#renderOverlay()}`;
  }

  #renderAll(rows) {
    const received = rows.filter(r => !r.site);
    const given = rows.filter(r => r.site);
    if (!rows.length) return html`<div class="first">${icon('circle-check', 56)}<p>${t(this.over ? 'instructions.none.over' : 'instructions.none')}</p><p class="muted">${t('instructions.none.words')}</p></div>`;
    return html`${received.length ? html`<section aria-label=${t('instructions.received')}><h2>${t('instructions.received')}</h2><div class="cards">${repeat(received, r => r.id, r => this.#renderReceived(r))}</div></section>` : nothing}
      ${given.length ? html`<section aria-label=${t('instructions.given')}><h2>${t('instructions.given')}</h2><div class="scroll card" role="region" aria-label=${t('instructions.given')} tabindex="0"><table>
        <thead><tr>${['facility', 'words', 'due', 'state'].map(c => html`<th scope="col">${t(`instructions.col.${c}`)}</th>`)}<th scope="col"><span class="words-only">${t('links.col.act')}</span></th></tr></thead>
        <tbody>${repeat(given, r => r.id, r => this.#renderGiven(r))}</tbody></table></div></section>` : nothing}`;
  }

  #renderReceived(r) {
    const answers = r.may.includes('answer');
    return html`<article class="card ${r.overdue ? 'late' : r.state === 'KEPT' ? 'fresh' : ''}">
      <p class="who"><strong>${r.issuer}</strong><span class="muted small">${t('instructions.by', {giver: r.giver, when: at(r.givenAt)})}</span></p>
      <p class="words">${r.words}</p>
      <p class="small at">${icon('map-pin', 14)} ${r.facility}${r.onward ? html` · <span class="muted">${t('instructions.onward', {site: r.onward})}</span>` : nothing}</p>
      ${this.#renderDue(r)}${this.#renderState(r)}
      ${answers ? html`<div class="acts">${r.state === 'KEPT' ? html`<button class="btn primary" ?disabled=${this.busy} @click=${() => this.#seen(r)}>${icon('check', 16)} ${t('instructions.seen')}</button>` : nothing}
        ${r.kind === 'ORDER' ? html`<button class="btn ${r.state === 'SEEN' ? 'primary' : ''}" @click=${() => (this.overlay = {kind: 'done', row: r})}>${icon('circle-check', 16)} ${t('instructions.done')}</button>` : nothing}</div>` : nothing}</article>`;
  }

  #renderGiven(r) {
    return html`<tr class="item plain">
      <td><strong>${r.facility}</strong>${r.site !== r.facility ? html`<div class="small muted">${r.site}</div>` : nothing}</td>
      <td><div class="words">${r.words}</div><div class="small muted">${t(`instructions.kind.${r.kind}`)} · ${t('instructions.from', {issuer: r.issuer, giver: r.giver, when: at(r.givenAt)})}</div></td>
      <td>${this.#renderDue(r)}</td>
      <td>${this.#renderState(r)}</td>
      <td class="act">${r.may.includes('withdraw') ? html`<button class="btn" aria-label="${t('instructions.withdraw')}: ${r.words}" @click=${() => (this.overlay = {kind: 'withdraw', row: r})}>${t('instructions.withdraw')}</button>` : nothing}</td></tr>`;
  }

  #renderDue(r) {
    if (!r.due) return nothing;
    return html`<p class="small">${r.overdue ? html`<strong class="state"><span class="alarm">${icon('clock', 14)}</span><span class="alarm">${t('instructions.overdue', {when: dateTime(Date.parse(r.due))})}</span></strong>` : t('instructions.due', {when: dateTime(Date.parse(r.due))})}</p>`;
  }

  #renderState(r) {
    const [tone, drawing] = STATES[r.state];
    const told = [
      r.seenAt && !(r.state === 'DONE' && r.doneAt) ? t('instructions.seenBy', {who: r.seenBy, when: at(r.seenAt)}) : '',
      r.doneAt ? t('instructions.doneBy', {who: r.doneBy, when: at(r.doneAt)}) : '',
      r.withdrawnAt ? t('instructions.withdrawnAt', {who: r.withdrawnBy || r.issuer, when: at(r.withdrawnAt)}) : '',
    ].filter(Boolean);
    const word = r.tooOld ? 'instructions.state.old' : `instructions.state.${r.site ? '' : 'here.'}${r.state}`;
    return html`<div class="state"><span class=${tone}>${icon(drawing, 16)}</span><div><span>${t(word)}</span>
      ${told.map(line => html`<div class="small muted">${line}</div>`)}
      ${r.result ? html`<div class="small words">${r.result}</div>` : nothing}${r.why ? html`<div class="small words">${r.why}</div>` : nothing}</div></div>`;
  }

  #seen = async row => {
    this.busy = true;
    try {
      await post(`/instructions/${row.id}/seen`, {});
      toast(t('instructions.seen.told'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
    this.#load();
  };

  #renderOverlay() {
    const close = () => {
      this.overlay = null;
      this.#load();
    };
    const {kind, row} = this.overlay ?? {};
    switch (kind) {
      case 'give': return html`<hd-instruct @close=${close}></hd-instruct>`;
      case 'done': return html`<hd-instruction-answer .row=${row} what="done" @close=${close}></hd-instruction-answer>`;
      case 'withdraw': return html`<hd-instruction-answer .row=${row} what="withdraw" @close=${close}></hd-instruction-answer>`;
      default: return nothing;
    }
  }
}

customElements.define('hd-instructions', Instructions);
