import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {get, query, urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {date, dateTime, exactTime, fileTime, fromIsoDay, isoDay, number, time, weekday} from '../app/format.js';
import {has, t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {follow} from '../app/save.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {KIND_GROUPS, byDay, fromQuery, sinceDays} from './filter.js';

const ROWS_AT_ONCE = 100;
const SPANS_DAYS = [1, 7, 30];

/** What stands before a row: its own shape for what an inspector looks for, quiet for the rest. */
const MARKS = {
  'break-glass': ['siren', 'alarm'], 'login-failed': ['circle-x', 'warn'], 'log-cut': ['triangle-alert', 'warn'], 'user-disabled': ['ban', 'warn'], 'camera-removed': ['trash-2', 'warn'], 'facility-removed': ['trash-2', 'warn'],
  view: ['eye', 'quiet'], playback: ['history', 'quiet'], still: ['image', 'quiet'], export: ['download', 'quiet'], 'devices-searched': ['search', 'quiet'], 'device-examined': ['search', 'quiet'], 'device-certificate-accepted': ['shield', 'warn'], 'ptz-taken': ['move', 'quiet'], 'ptz-taken-over': ['move', 'warn'], 'ptz-ended': ['move', 'quiet'], login: ['log-in', 'quiet'], logout: ['log-out', 'quiet'], 'session-ended': ['log-out', 'quiet'],
  grant: ['shield-check', 'quiet'], 'grant-withdrawn': ['shield', 'quiet'], 'role-changed': ['shield', 'quiet'], 'user-invited': ['user-plus', 'quiet'], 'user-changed': ['user-cog', 'quiet'], 'invitation-taken': ['user-check', 'quiet'],
  'wall-refused': ['tv', 'warn'], 'wall-link': ['tv', 'quiet'], 'wall-claimed': ['tv', 'quiet'], 'wall-ended': ['tv', 'quiet'],
  'site-invited': ['building-2', 'quiet'], 'site-joined': ['building-2', 'quiet'], 'site-revoked': ['building-2', 'warn'], 'site-refused': ['building-2', 'warn'], 'centre-joined': ['building-2', 'quiet'], 'centre-left': ['building-2', 'warn'], 'centre-refused': ['building-2', 'warn'], 'site-withheld': ['building-2', 'warn'], 'site-settings-asked': ['send', 'quiet'], 'site-settings-answered': ['check', 'quiet'], 'site-misused': ['building-2', 'warn'], 'link-alarm-seen': ['building-2', 'quiet'],
  'instruction-given': ['send', 'quiet'], 'instruction-received': ['mail', 'quiet'], 'instruction-answered': ['check', 'quiet'], 'instruction-withdrawn': ['undo-2', 'quiet'],
  'second-factor': ['smartphone', 'quiet'], 'password-changed': ['key-round', 'quiet'], 'token-made': ['ticket', 'quiet'], 'token-removed': ['ticket', 'quiet'], settings: ['settings', 'quiet'], 'log-exported': ['download', 'quiet'],
};
const markOf = kind => MARKS[kind] ?? [kind.startsWith('camera') || kind === 'import' ? 'cctv' : kind.startsWith('facility') ? 'map-pin' : kind.endsWith('changed') ? 'building-2' : 'circle-dot', 'quiet'];

const kindWord = kind => (has(`audit.kind.${kind}`) ? t(`audit.kind.${kind}`) : kind);

/** Who did and saw what, newest first: a sentence each, its evidence beneath; filters in the address. */
class Audit extends HdElement {
  static properties = {rows: {state: true}, next: {state: true}, problem: {state: true}, busy: {state: true}, open: {state: true}, people: {state: true}, verified: {state: true}, verifying: {state: true}, ownTime: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; padding: 16px 20px 24px; }
    .head { display: flex; gap: 8px 12px; align-items: center; flex-wrap: wrap; margin-bottom: 10px; }
    .head h1 { margin-right: auto; }
    .filters { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; margin-bottom: 10px; }
    .filters select { width: auto; max-width: 15rem; min-height: 34px; padding: 4px 8px; }
    .filters input { width: auto; min-height: 34px; padding: 4px 8px; }
    .on { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; margin-bottom: 12px; }
    .note { margin-bottom: 12px; }
    .day { position: sticky; top: -1px; z-index: 2; background: var(--surface-2); padding: 6px 14px; font-size: var(--size-12); font-weight: 600; color: var(--text-2); border-bottom: 1px solid var(--line); }
    .row { all: unset; box-sizing: border-box; width: 100%; display: grid; grid-template-columns: 4.6rem 1.25rem minmax(0, 1fr) 1.125rem; gap: 10px; align-items: start; padding: 9px 14px; cursor: pointer; border-bottom: 1px solid var(--line); }
    .row:hover { background: var(--surface-2); }
    .row:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
    .row time { color: var(--text-2); }
    .row .icon { margin-top: 2px; }
    .row .words { overflow-wrap: anywhere; }
    .row .turn { color: var(--text-3); transition: rotate var(--fast); }
    .row[aria-expanded='true'] .turn { rotate: 180deg; }
    .mark.quiet { color: var(--text-3); } .mark.warn { color: var(--warn); } .mark.alarm { color: var(--alarm); }
    .detail { padding: 10px 14px 14px calc(34px + 5.85rem); border-bottom: 1px solid var(--line); background: var(--surface-2); display: grid; gap: 10px; }
    dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: 3px 16px; }
    dt { color: var(--text-2); } dd { overflow-wrap: anywhere; }
    code { font: 400 var(--size-12)/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
    .acts { display: flex; gap: 8px; flex-wrap: wrap; }
    .older { display: grid; place-items: center; padding: 14px; }
    .none { padding: 32px 16px; text-align: center; color: var(--text-2); }
    @media (max-width: 760px) {
      :host { padding: 12px; }
      .head h1 { width: 100%; }
      .head .btn { flex: 1 1 auto; padding-inline: 8px; }
      .filters > select { flex: 1 1 40%; max-width: none; min-width: 0; }
      .row { grid-template-columns: 1.25rem minmax(0, 1fr) 1.125rem; row-gap: 1px; }
      .row time { grid-column: 2; grid-row: 2; font-size: var(--size-12); }
      .row .mark { grid-column: 1; grid-row: 1; } .row .words { grid-column: 2; grid-row: 1; } .row .turn { grid-column: 3; grid-row: 1; }
      .detail { padding-left: 44px; }
      dl { grid-template-columns: 6.5rem minmax(0, 1fr); column-gap: 10px; }
    }
  `];

  #asked = 0;
  #filter = {};

  constructor() {
    super();
    this.rows = null;
    this.open = new Set();
    this.people = [];
    this.follow(facts, 'cameras');
    this.follow(router, 'change', () => router.path === 'audit' && this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    if (session.may('user.read')) get('/users').then(people => (this.people = people), () => {});
  }

  async #load(older = false) {
    const asked = ++this.#asked;
    this.#filter = fromQuery(router.query);
    this.busy = true;
    try {
      const {rows, next} = await get(`/audit${query({...this.#filter, before: older ? this.next : '', limit: ROWS_AT_ONCE})}`);
      if (asked !== this.#asked) return;
      this.rows = older ? [...this.rows, ...rows] : rows;
      this.next = next;
      this.problem = null;
    } catch (problem) {
      if (asked === this.#asked) this.problem = problem;
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }

  #set(change) {
    router.go('audit', {...this.#filter, ...change});
  }

  render() {
    return html`
      <div class="head"><h1>${t('nav.audit')}</h1>
        <button class="btn" ?disabled=${this.verifying} @click=${this.#verify}>${icon('shield-check', 16)} ${this.verifying ? t('audit.verifying') : t('audit.verify')}</button>
        <button class="btn" @click=${() => this.#export('csv')}>${icon('download', 16)} CSV</button>
        <button class="btn" @click=${() => this.#export('xlsx')}>${icon('download', 16)} Excel</button></div>
      ${this.#renderDamage()}
      ${this.#renderVerified()}
      ${this.#renderFilters()}
      ${faultNote(this.problem)}
      ${this.rows ? this.#renderRows() : this.problem ? nothing : html`<p class="none">${t('wait.loading')}</p>`}`;
  }

  /** What the server found by itself; nobody has to press a button to learn of it. */
  #renderDamage() {
    const alarm = facts.alarms.find(a => a.kind === 'audit-damaged');
    return alarm ? html`<div class="note alarm" role="alert">${icon('circle-x')}<div class="grow"><p><strong>${alarm.message}</strong></p><p>${alarm.action}</p></div></div>` : nothing;
  }

  #renderVerified() {
    const v = this.verified;
    if (!v) return nothing;
    const close = html`<button class="btn quiet icon-only" aria-label=${t('close')} @click=${() => (this.verified = null)}>${icon('x', 16)}</button>`;
    if (v.fault) return faultNote(v.fault);
    return v.ok ? html`<div class="note good" role="status">${icon('circle-check')}<p class="grow"><strong>${t('audit.sound')}</strong> ${t('audit.sound.words', {n: number(v.rows), first: v.firstSeq, last: v.lastSeq, when: time(v.atMs)})}</p>${close}</div>`
      : html`<div class="note alarm" role="alert">${icon('circle-x')}<div class="grow"><p><strong>${t('audit.broken')}</strong> ${v.problem ?? t('audit.broken.at', {seq: v.problemSeq})}</p><p>${t('audit.broken.todo')}</p></div>${close}</div>`;
  }

  #renderFilters() {
    const f = this.#filter;
    const choose = (field, label, entries) => html`<select aria-label=${label} @change=${e => this.#set({[field]: e.target.value})}><option value="">${label}</option>${entries}</select>`;
    const option = ([value, words], field) => html`<option value=${value} ?selected=${value === f[field]}>${words}</option>`;
    const now = serverClock.now();
    return html`<div class="filters" role="group" aria-label=${t('audit.filters')}>
        ${choose('kind', t('audit.kind'), KIND_GROUPS.map(([group, kinds]) => html`<optgroup label=${t(`audit.group.${group}`)}>${kinds.map(k => option([k, kindWord(k)], 'kind'))}</optgroup>`))}
        ${this.people.length ? choose('person', t('audit.person'), this.people.map(p => option([p.id, p.displayName], 'person'))) : nothing}
        ${facts.cameras.size ? choose('camera', t('audit.camera'), facts.list().map(c => option([c.id, c.name], 'camera'))) : nothing}
        ${facts.facilities.size > 1 ? choose('facility', t('audit.facility'), [...facts.facilities.values()].map(p => option([p.id, p.name], 'facility'))) : nothing}
        ${SPANS_DAYS.map(days => html`<button class="chip" aria-pressed=${String(!f.to && f.from === sinceDays(days, now))} @click=${() => { this.ownTime = false; this.#set({from: f.from === sinceDays(days, now) ? '' : sinceDays(days, now), to: ''}); }}>${days === 1 ? t('today') : t('audit.days', {n: days})}</button>`)}
        <button class="chip" aria-pressed=${String(Boolean(this.ownTime))} aria-expanded=${String(Boolean(this.ownTime))} @click=${() => (this.ownTime = !this.ownTime)}>${t('audit.time')}</button>
        ${this.ownTime ? html`<input type="date" aria-label=${t('audit.from')} .value=${f.from ? isoDay(Date.parse(f.from)) : ''} @change=${e => this.#set({from: e.target.value ? new Date(fromIsoDay(e.target.value)).toISOString() : ''})}>
          <span class="muted">–</span><input type="date" aria-label=${t('audit.to')} .value=${f.to ? isoDay(Date.parse(f.to) - 1) : ''} @change=${e => this.#set({to: e.target.value ? new Date(fromIsoDay(e.target.value) + 86_400_000).toISOString() : ''})}>` : nothing}
      </div>${this.#renderOn()}`;
  }

  /** What is filtered now, each with a way to drop it: a link that somebody sent must say what it hides. */
  #renderOn() {
    const f = this.#filter;
    const row = this.rows?.[0];
    const names = {
      kind: () => kindWord(f.kind),
      person: () => this.people.find(p => p.id === f.person)?.displayName ?? (row?.userId === f.person ? row.person : f.person),
      camera: () => facts.cameras.get(f.camera)?.name ?? (row?.cameraId === f.camera ? row.camera : f.camera),
      facility: () => facts.facilities.get(f.facility)?.name ?? (row?.facilityId === f.facility ? row.facility : f.facility),
    };
    const chips = Object.keys(names).filter(k => f[k]).map(k => [t(`audit.${k}`), names[k](), {[k]: ''}]);
    const preset = !f.to && SPANS_DAYS.some(days => f.from === sinceDays(days, serverClock.now()));
    if ((f.from || f.to) && !preset) chips.push([t('audit.time'), [f.from ? date(Date.parse(f.from)) : '…', f.to ? date(Date.parse(f.to) - 1) : '…'].join(' – '), {from: '', to: ''}]);
    if (!chips.length) return nothing;
    return html`<div class="on">${chips.map(([label, words, drop]) => html`<button class="chip" aria-pressed="true" title=${t('audit.drop')} aria-label="${t('audit.drop')}: ${label} ${words}" @click=${() => this.#set(drop)}>${label}: ${words} ${icon('x', 14)}</button>`)}
      ${chips.length > 1 ? html`<button class="btn quiet" @click=${() => router.go('audit')}>${t('audit.dropAll')}</button>` : nothing}</div>`;
  }

  #renderRows() {
    if (!this.rows.length) return html`<div class="card none">${Object.keys(this.#filter).length ? t('audit.none.filtered') : t('audit.none')}</div>`;
    return html`<div class="card">${byDay(this.rows, isoDay).map(({day, rows}) => html`
        <h2 class="day">${weekday(fromIsoDay(day))} ${date(fromIsoDay(day))}</h2>${repeat(rows, r => r.seq, r => this.#renderRow(r))}`)}
      <div class="older">${this.next ? html`<button class="btn" ?disabled=${this.busy} @click=${() => this.#load(true)}>${this.busy ? t('wait.loading') : t('audit.older')}</button>` : html`<span class="small muted">${t('audit.end')}</span>`}</div></div>`;
  }

  #renderRow(row) {
    const [drawing, tone] = markOf(row.kind);
    const open = this.open.has(row.seq);
    return html`<button class="row" aria-expanded=${String(open)} @click=${() => this.#toggle(row.seq)}>
        <time class="num">${time(Date.parse(row.at))}</time><span class="mark ${tone}" title=${kindWord(row.kind)}>${icon(drawing)}</span><span class="words">${row.message}</span><span class="turn">${icon('chevron-down')}</span></button>
      ${open ? this.#renderDetail(row) : nothing}`;
  }

  #renderDetail(row) {
    const pair = (label, value) => (value === null || value === undefined || value === '' ? nothing : html`<dt>${label}</dt><dd>${value}</dd>`);
    const only = (field, value, label) => (value && this.#filter[field] !== value ? html`<button class="btn" @click=${() => this.#set({[field]: value})}>${icon('funnel', 16)} ${label}</button>` : nothing);
    return html`<div class="detail"><dl>
        ${pair(t('audit.kind'), kindWord(row.kind))}
        ${pair(t('audit.at'), html`<span class="num">${exactTime(Date.parse(row.at))} ${date(Date.parse(row.at))}</span>`)}
        ${pair(t('audit.person'), row.person)}${pair(t('audit.address'), row.address)}${pair(t('audit.facility'), row.facility)}${pair(t('audit.camera'), row.camera)}
        ${row.from || row.to ? pair(t('audit.span'), [row.from, row.to].map(x => (x ? dateTime(Date.parse(x)) : '…')).join(' → ')) : nothing}
        ${Object.entries(row.detail ?? {}).map(([key, value]) => pair(has(`audit.detail.${key}`) ? t(`audit.detail.${key}`) : key, typeof value === 'object' && value !== null ? html`<code>${JSON.stringify(value)}</code>` : String(value)))}
        ${pair(t('audit.seq'), html`<span class="num">${row.seq}</span>`)}${pair(t('audit.hash'), html`<code>${row.hash}</code>`)}</dl>
      <div class="acts">${only('person', row.userId, t('audit.only.person'))}${only('camera', row.cameraId, t('audit.only.camera'))}${only('kind', row.kind, t('audit.only.kind'))}
        ${row.userId && session.may('user.read') ? html`<a class="btn" href=${router.link('people', {person: row.userId})}>${icon('user', 16)} ${t('audit.openPerson')}</a>` : nothing}</div></div>`;
  }

  #toggle(seq) {
    const open = new Set(this.open);
    if (!open.delete(seq)) open.add(seq);
    this.open = open;
  }

  #export(kind) {
    follow(urls.auditExport(kind, this.#filter), `${t('audit.file')} ${fileTime(serverClock.now())}.${kind}`);
  }

  #verify = async () => {
    this.verifying = true;
    this.verified = null;
    try {
      this.verified = {...await get('/audit/verification'), atMs: serverClock.now()};
    } catch (fault) {
      this.verified = {fault};
    } finally {
      this.verifying = false;
    }
  };
}

customElements.define('hd-audit', Audit);
