import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, remove} from '../app/api.js';
import {date, when} from '../app/format.js';
import {has, t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {deviceWords, isPhone} from './device-words.js';

const nameOf = s => s.name || deviceWords(s.agent);

/** Where I am logged in, this place first; and the wall screens that watch in my name. */
class MySessions extends HdElement {
  static properties = {sessions: {state: true}, problem: {state: true}, making: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 14px; }
    li { display: flex; gap: 12px; align-items: center; padding: 10px 0; border-top: 1px solid var(--line); flex-wrap: wrap; }
    li:first-child { border-top: 0; padding-top: 0; }
    .what { flex: 1 1 14rem; min-width: 0; overflow-wrap: anywhere; }
    .here { color: var(--live); font-weight: 500; white-space: nowrap; }
    .muted > .icon { color: var(--text-3); }
    .row { flex-wrap: wrap; gap: 10px; }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      const all = await get('/me/sessions');
      this.sessions = all.sort((a, b) => Number(b.current) - Number(a.current) || Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt));
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (!this.sessions) return this.problem ? faultNote(this.problem) : html`<p class="muted">${t('wait.loading')}</p>`;
    const others = this.sessions.filter(s => !s.current);
    return html`<ul>${repeat(this.sessions, s => s.id, s => html`<li>
        <span class="muted">${icon(s.kind === 'wall' ? 'tv' : isPhone(s.agent) ? 'smartphone' : 'laptop')}</span>
        <div class="what"><strong>${nameOf(s)}</strong>${s.kind && s.kind !== 'browser' && has(`sessions.kind.${s.kind}`) ? ` · ${t(`sessions.kind.${s.kind}`)}` : ''} ${s.current ? html`<span class="here small">● ${t('sessions.this')}</span>` : nothing}
          <div class="small muted">${[s.name ? deviceWords(s.agent) : '', s.address, t('sessions.seen', {when: when(Date.parse(s.lastSeenAt))}), t('sessions.since', {when: when(Date.parse(s.createdAt))}), s.kind === 'wall' ? t('sessions.until', {date: date(Date.parse(s.expiresAt))}) : ''].filter(Boolean).join(' · ')}</div></div>
        ${s.current ? nothing : html`<button class="btn quiet" aria-label="${t('sessions.end')}: ${nameOf(s)}" @click=${() => this.#end(`/me/sessions/${s.id}`)}>${t('sessions.end')}</button>`}</li>`)}</ul>
      <div class="row">${session.may('live.view') ? html`<button class="btn" @click=${() => this.#make()}>${icon('tv', 16)} ${t('wall.make')}</button>` : nothing}
      ${others.length ? html`<button class="btn" @click=${() => this.#end('/me/sessions')}>${icon('log-out', 16)} ${t('sessions.endOthers', {n: others.length})}</button>` : html`<p class="small muted">${t('sessions.only')}</p>`}</div>
      ${this.making && customElements.get('hd-wall-maker') ? html`<hd-wall-maker @close=${() => { this.making = false; this.#load(); }}></hd-wall-maker>` : nothing}`;
  }

  async #make() {
    await import('./wall-maker.js');
    this.making = true;
  }

  async #end(path) {
    try {
      await remove(path);
      toast(t('sessions.ended'));
      await this.#load();
    } catch (problem) {
      toast(problem.message, 'alarm');
    }
  }
}

customElements.define('hd-my-sessions', MySessions);
