import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, post, query} from '../app/api.js';
import {dateTime} from '../app/format.js';
import {language, t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import {looks} from './looks.js';

/** A message that waited longer says when it went. */
const LATER_MS = 60_000;

const STATES = {WAITING: ['warn', 'clock'], SENT: ['live', 'circle-check'], FAILED: ['alarm', 'circle-x'], EXPIRED: ['offline', 'circle-off']};

/** What was sent to whom, when, and what became of it; which ways of sending there are, and when tasks are reminded of. */
class Notifications extends HdElement {
  static properties = {rows: {state: true}, next: {state: true}, channels: {state: true}, state: {state: true}, open: {state: true}, problem: {state: true}, busy: {state: true}, address: {state: true}, tried: {state: true}};

  static styles = [HdElement.styles, page, looks, css`
    .ways { margin: 0 20px 12px; display: flex; gap: 16px 24px; flex-wrap: wrap; padding: 12px 14px; }
    .ways > div { display: grid; gap: 4px; flex: 1 1 16rem; min-width: 0; }
    .ways p.rule::first-letter { text-transform: uppercase; }
    .try { display: flex; gap: 8px; align-items: flex-start; flex-wrap: wrap; }
    .try .field { flex: 1 1 14rem; }
    td.to { min-width: 12rem; }
    td.by { white-space: nowrap; }
    tr.more td { background: var(--surface-2); }
    pre { font: inherit; white-space: pre-wrap; margin: 0; overflow-wrap: anywhere; max-width: 80ch; }
    .older { padding: 12px; text-align: center; }
    @media (max-width: 760px) {
      .ways { margin: 0 12px 12px; }
      tr.item { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; }
      tr.item td.to, tr.item td.what, tr.item td.result { grid-column: 1 / -1; min-width: 0; }
      tr.more, tr.more td { display: block; }
    }
  `];

  constructor() {
    super();
    this.state = '';
    this.address = session.user?.email ?? '';
    this.follow(language, 'change', () => this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    get('/notification-channels').then(told => (this.channels = told)).catch(() => {});
  }

  #load = async (older = false) => {
    this.busy = true;
    try {
      const told = await get(`/notifications${query({state: this.state, before: older === true ? this.next : ''})}`);
      this.rows = older === true ? [...this.rows, ...told.notifications] : told.notifications;
      this.next = told.next;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };

  render() {
    return html`${sectionTabs('notifications', 'documents')}
      <div class="head"><h1>${t('nav.notifications')}</h1><button class="btn" @click=${this.#load}>${icon('refresh-cw', 16)} ${t('notes.again')}</button></div>
      ${this.#renderWays()}
      <div class="tools">${['', ...Object.keys(STATES)].map(s => html`<button class="chip" aria-pressed=${String(s === this.state)} @click=${() => { this.state = s; this.#load(); }}>${s ? t(`notes.state.${s}`) : t('notes.all')}</button>`)}</div>
      ${this.rows ? this.#renderRows() : html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`}`;
  }

  #renderWays() {
    if (!this.channels) return nothing;
    const {channels, policy} = this.channels;
    const before = policy.daysBefore.filter(d => d > 0).toSorted((a, b) => b - a);
    return html`<div class="card ways">
      <div><h3>${t('notes.channels')}</h3>${channels.length ? html`<p>${channels.map(c => t(`channel.${c}`)).join(', ')}</p>` : html`<p class="state"><span class="warn">${icon('triangle-alert', 16)}</span>${t('notes.noChannel')}</p>`}
        ${channels.includes('email') && session.may('system.write') ? html`<form class="try" @submit=${this.#try} novalidate><div class="field"><input type="email" aria-label=${t('notes.try.address')} .value=${this.address} aria-invalid=${this.tried ? 'true' : 'false'} aria-describedby="try-words" @input=${e => (this.address = e.target.value)}>${fieldWords('try', this.tried)}</div><button class="btn">${icon('send', 16)} ${t('notes.try')}</button></form>` : nothing}</div>
      <div><h3>${t('notes.policy')}</h3><p class="rule">${[
        before.length ? t('notes.policy.before', {days: before.join(', ')}) : null,
        policy.daysBefore.includes(0) ? t('notes.policy.day') : null,
        policy.overdueDays ? t('notes.policy.overdue', {n: policy.overdueDays}) : null,
        policy.escalateAfterDays ? t('notes.policy.escalate', {n: policy.escalateAfterDays}) : null,
      ].filter(Boolean).join('; ')}. ${t('notes.policy.from', {time: policy.from})}</p></div></div>`;
  }

  #renderRows() {
    return html`<div class="scroll card" role="region" aria-label=${t('nav.notifications')} tabindex="0"><table>
      <thead><tr>${['at', 'to', 'what', 'by', 'result'].map(c => html`<th scope="col">${t(`notes.col.${c}`)}</th>`)}</tr></thead>
      <tbody>${repeat(this.rows, r => r.id, r => this.#renderRow(r))}</tbody></table>
      ${this.rows.length ? nothing : html`<p class="none">${t(this.state ? 'notes.none.filtered' : 'notes.none')}</p>`}
      ${this.next ? html`<div class="older"><button class="btn" ?disabled=${this.busy} @click=${() => this.#load(true)}>${t('notes.older')}</button></div>` : nothing}</div>`;
  }

  #renderRow(r) {
    const [tone, drawing] = STATES[r.state];
    const open = this.open === r.id;
    const toggle = () => (this.open = open ? null : r.id);
    return html`<tr class="item" @click=${toggle}>
        <td class="num">${dateTime(Date.parse(r.at))}</td>
        <td class="to"><button class="name" aria-expanded=${String(open)} @click=${e => { e.stopPropagation(); toggle(); }}>${r.recipient}</button><div class="small muted wrap">${t(`channel.${r.channel}`)} · ${r.address}</div></td>
        <td class="what">${r.subject}</td>
        <td class="by">${r.by || html`<span class="muted">${t('notes.byProgram')}</span>`}</td>
        <td class="result"><span class="state"><span class=${tone}>${icon(drawing, 16)}</span><span>${r.state === 'SENT' && Date.parse(r.finishedAt) - Date.parse(r.at) > LATER_MS ? t('notes.sent', {when: dateTime(Date.parse(r.finishedAt))}) : r.state === 'SENT' ? t('notes.state.SENT') : r.result ? `${t(`notes.state.${r.state}`)}: ${r.result}` : t(`notes.state.${r.state}`)}</span></span></td></tr>
      ${open ? html`<tr class="more"><td colspan="5"><pre>${r.kind === 'invitation' ? t('notes.secret') : r.text}</pre>
        ${r.taskId ? html`<p><a href=${router.link('tasks', {task: r.taskId})}>${t('notes.openTask')}</a></p>` : nothing}
        ${r.state === 'WAITING' && r.attempts ? html`<p class="muted small">${t('notes.attempts', {n: r.attempts, when: dateTime(Date.parse(r.nextAt))})}</p>` : nothing}</td></tr>` : nothing}`;
  }

  #try = async event => {
    event.preventDefault();
    this.tried = null;
    try {
      await post('/notification-tests', {channel: 'email', address: this.address.trim()});
      toast(t('notes.tried'));
      this.#load();
    } catch (problem) {
      this.tried = problem.of?.('address') ?? problem.message;
    }
  };
}

customElements.define('hd-notifications', Notifications);
