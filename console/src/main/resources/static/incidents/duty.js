import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {dateTime, duration, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';

const LOOK_MS = 30_000;
const TONES = {NOT_WATCHED: ['alarm', 'eye-off'], WATCHED: ['live', 'eye'], NOT_ASKED: ['offline', 'circle']};
const OPEN_DRAWINGS = {INCIDENT: 'siren', LINK: 'wifi-off', NOT_WATCHED: 'eye-off', STORAGE: 'hard-drive', INSPECTION: 'clock'};

/** The shift: "đang trực", and what it leaves to the next. */
class Duty extends HdElement {
  static properties = {duty: {state: true}, draft: {state: true}, overs: {state: true}, problem: {state: true}, busy: {state: true}, note: {state: true}, remarks: {state: true}, withdrawing: {state: true}};

  static styles = [HdElement.styles, page, css`
    :host { overflow: auto; }
    .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 16px; padding: 16px 20px 24px; align-items: start; }
    .card { padding: 16px; display: grid; gap: 12px; }
    .card h2 { display: flex; gap: 10px; align-items: center; }
    .here { min-height: 64px; font-size: var(--size-20); width: 100%; }
    .site { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 10px; padding: 8px 0; border-top: 1px solid var(--line); align-items: center; }
    .site .why { grid-column: 2 / -1; } .site .name { overflow-wrap: anywhere; font-weight: 600; cursor: default; }
    .alarm { color: var(--alarm); } .live { color: var(--live); } .offline { color: var(--offline); }
    .open { display: grid; gap: 8px; } .open li { display: grid; grid-template-columns: 1.25rem 1fr; gap: 10px; } .open .icon { color: var(--text-3); margin-top: 2px; }
    textarea { min-height: 72px; }
    .over { display: grid; gap: 8px; padding: 12px 0; border-top: 1px solid var(--line); }
    .over:first-of-type { border-top: 0; }
    .over.OFFERED { background: var(--warn-soft); border-radius: var(--radius); padding: 12px; border-top: 0; }
    details summary { cursor: pointer; min-height: 32px; align-content: center; }
    .sign { display: grid; gap: 8px; } .sign .row { flex-wrap: wrap; } .sign .btn { min-height: 44px; }
    @media (max-width: 760px) { .columns { padding: 12px; } }
  `];

  #timer = 0;

  constructor() {
    super();
    this.note = '';
    this.remarks = {};
    this.follow(facts, 'programme', e => ['duty', 'incident'].includes(e.detail.topic) && this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#timer = setInterval(() => document.hidden || this.#load(), LOOK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #load() {
    try {
      const [duty, draft, overs] = await Promise.all([get('/duty'), get('/hand-overs/draft'), get('/hand-overs')]);
      Object.assign(this, {duty, draft, overs, problem: null});
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #act(path, body, words) {
    if (this.busy) return false;
    this.busy = true;
    try {
      await post(path, body);
      toast(words);
      await this.#load();
      return true;
    } catch (problem) {
      this.problem = problem;
      return false;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`${sectionTabs('duty', 'incidents')}
      ${faultNote(this.problem)}
      ${this.duty ? html`<div class="columns">${this.#renderPresence()}${this.#renderHandOver()}${this.#renderOvers()}</div>` : this.problem ? nothing : html`<p class="none">${t('wait.loading')}</p>`}`;
  }

  #renderPresence() {
    const {sites, confirmMinutes, viewMinutes} = this.duty;
    const asked = sites.filter(s => s.state !== 'NOT_ASKED');
    const late = sites.filter(s => s.state === 'NOT_WATCHED').length;
    return html`<section class="card"><h2>${icon('user-check')} ${t('duty.presence')}</h2>
      ${asked.length ? html`<button class="btn primary here" ?disabled=${this.busy} @click=${() => this.#act('/duty/confirmations', {facilityIds: asked.map(s => s.facilityId)}, t('duty.confirmed'))}>${icon('check', 22)} ${t('duty.here')}</button>
        <p class="muted">${t('duty.rule', {confirm: confirmMinutes, view: viewMinutes})}</p>
        ${late ? html`<div class="note alarm">${icon('eye-off')}<p>${t('duty.late', {n: late})}</p></div>` : html`<div class="note good">${icon('circle-check')}<p>${t('duty.good')}</p></div>`}` : html`<p class="muted">${t('duty.noSites')}</p>`}
      <div>${repeat(asked, s => s.facilityId, s => this.#renderSite(s))}</div></section>`;
  }

  #renderSite(s) {
    const [tone, drawing] = TONES[s.state];
    const now = serverClock.now();
    return html`<div class="site"><span class=${tone}>${icon(drawing)}</span><span class="name">${s.facility}</span>
      <span class="small muted">${s.until ? t('duty.until', {when: when(Date.parse(s.until))}) : s.since ? duration(now - Date.parse(s.since)) : nothing}</span>
      ${s.why ? html`<span class="why">${s.why}</span>` : nothing}
      <span class="why small muted">${[s.confirmedAt && t('duty.by', {who: s.confirmedBy, when: when(Date.parse(s.confirmedAt))}), s.viewedAt && t('duty.viewed', {when: when(Date.parse(s.viewedAt))})].filter(Boolean).join(' · ')}</span></div>`;
  }

  #items(open) {
    return html`<ul class="open">${open.map(o => html`<li>${icon(OPEN_DRAWINGS[o.kind] ?? 'circle', 18)}<span>${o.kind === 'INCIDENT' && session.may('incident.read') ? html`<a href=${router.link('incidents', {incident: o.id})}>${o.words}</a>` : o.words}</span></li>`)}</ul>`;
  }

  #renderHandOver() {
    const {open, facilities} = this.draft;
    return html`<section class="card"><h2>${icon('repeat')} ${t('handover.make')}</h2>
      <p class="muted">${t('handover.words', {n: facilities.length})}</p>
      ${open.length ? this.#items(open) : html`<div class="note good">${icon('circle-check')}<p>${t('handover.nothing')}</p></div>`}
      <div class="field"><label for="note">${t('handover.note')}</label><textarea id="note" maxlength="2000" .value=${this.note} @input=${e => (this.note = e.target.value)}></textarea></div>
      <button class="btn primary" ?disabled=${this.busy || !facilities.length} @click=${this.#offer}>${t('handover.sign')}</button></section>`;
  }

  #offer = async () => {
    if (await this.#act('/hand-overs', {note: this.note}, t('handover.offered'))) this.note = '';
  };

  #renderOvers() {
    return html`<section class="card"><h2>${icon('history')} ${t('handover.all')}</h2>
      ${this.overs.length ? nothing : html`<p class="muted">${t('handover.none')}</p>`}
      <div>${repeat(this.overs.slice(0, 30), o => o.id, o => this.#renderOver(o))}</div></section>`;
  }

  #renderOver(o) {
    return html`<div class="over ${o.state}">
      <p><strong>${t(`handover.state.${o.state}`)}</strong> · ${t('handover.from', {who: o.outgoing, when: dateTime(Date.parse(o.outgoingAt))})}${o.incoming ? html` · ${t('handover.to', {who: o.incoming, when: dateTime(Date.parse(o.incomingAt))})}` : nothing}</p>
      ${o.note ? html`<p>${o.note}</p>` : nothing}${o.remark ? html`<p class="muted">${t('handover.remark')}: ${o.remark}</p>` : nothing}
      <details ?open=${o.state === 'OFFERED'}><summary>${t('handover.open', {n: o.open.length})}</summary>${this.#items(o.open)}</details>
      ${o.state === 'OFFERED' ? this.#renderSign(o) : nothing}</div>`;
  }

  #renderSign(o) {
    const words = this.remarks[o.id] ?? '';
    const set = e => (this.remarks = {...this.remarks, [o.id]: e.target.value});
    const act = o.mine ? 'withdraw' : 'take';
    return html`<div class="sign"><div class="field"><label for="remark-${o.id}">${t(`handover.${act}.words`)}</label><input id="remark-${o.id}" maxlength="2000" .value=${words} @input=${set}>${fieldWords(`remark-${o.id}`, this.problem?.of?.('words'))}</div>
      <div class="row"><button class="btn ${o.mine ? '' : 'primary'}" ?disabled=${this.busy || (o.mine && !words.trim())} @click=${() => this.#act(`/hand-overs/${o.id}/${act}`, {words}, t(`handover.${act}.done`))}>${t(`handover.${act}`)}</button></div></div>`;
  }
}

customElements.define('hd-duty', Duty);
