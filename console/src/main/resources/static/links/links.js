import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {bitrate, bytes, date, dateTime, duration, number, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {page} from '../people/page.js';
import './ask.js';
import './grants.js';
import './invite.js';
import './join.js';

/** Round trips, clocks and bytes move all the time; what comes and goes is told by events. */
const EVERY_MS = 5_000;

const STATES = {
  linked: {tone: 'live', icon: 'circle-check', rank: 3},
  lost: {tone: 'alarm', icon: 'wifi-off', rank: 0},
  invited: {tone: 'warn', icon: 'mail', rank: 1},
  expired: {tone: 'offline', icon: 'clock', rank: 2},
  revoked: {tone: 'offline', icon: 'ban', rank: 4},
};

const at = text => when(Date.parse(text));
const ago = text => duration(serverClock.now() - Date.parse(text));

/** The tiers: sites that link to this server, the centre it links to, and what that one may have of each camera. */
class Links extends HdElement {
  static properties = {links: {state: true}, problem: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, page, css`
    :host { overflow: auto; display: block; }
    .scroll { margin-bottom: 8px; }
    section { padding-bottom: 16px; }
    section > .head { padding-top: 12px; }
    .head h2 { margin-right: auto; }
    .words { padding: 0 20px 12px; max-width: 80ch; }
    .empty { margin: 0 20px; padding: 24px; display: grid; gap: 12px; justify-items: start; }
    .empty p { max-width: 70ch; }
    .notes { display: grid; gap: 8px; padding: 12px 20px 0; }
    .above { margin: 0 20px 12px; padding: 16px 20px; display: grid; gap: 14px; }
    .above h3 { font-size: var(--size-16); display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
    .above h3 .btn { font-size: var(--size-14); }
    .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 10px 20px; }
    .facts dt { color: var(--text-2); font-size: var(--size-12); }
    .facts dd { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    td.num { white-space: nowrap; }
    td.act { text-align: right; }
    .reason { max-width: 24rem; }
    @media (max-width: 760px) { .words, .notes { padding-left: 12px; padding-right: 12px; } .empty, .above { margin-left: 12px; margin-right: 12px; } td.act { text-align: left; } }
  `];

  #timer = 0;
  #asked = 0;

  constructor() {
    super();
    this.follow(facts, 'programme', e => e.detail.topic === 'link' && this.#load());
    this.follow(facts, 'link', () => facts.connected && this.#load());
    this.follow(session, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#timer = setInterval(() => document.hidden || this.#load(), EVERY_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  #load = async () => {
    const asked = ++this.#asked;
    try {
      const links = await get('/links');
      if (asked === this.#asked) Object.assign(this, {links, problem: null});
    } catch (problem) {
      if (asked === this.#asked) this.problem = problem;
    }
  };

  render() {
    const {links} = this;
    if (!links) return html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`;
    const sites = links.accepting || links.sites.length;
    return html`<div class="head"><h1>${t('nav.links')}</h1></div>
      ${links.alarms.length || this.problem ? html`<div class="notes">${faultNote(this.problem)}${this.#renderAlarms(links.alarms)}</div>` : nothing}
      ${sites ? this.#renderSites(links) : nothing}
      ${this.#renderAbove(links)}
      ${sites ? nothing : this.#renderSites(links)}
      ${this.#renderOverlay(links)}`;
  }

  #renderAlarms(alarms) {
    if (!alarms.length) return nothing;
    return html`${alarms.map(a => html`<div class="note alarm" role="alert">${icon('badge-alert')}<div class="grow"><p><strong>${a.message}</strong></p><p class="small muted">${t('links.alarm.last', {when: at(a.last)})}</p></div></div>`)}
      ${session.may('link.write') ? html`<div><button class="btn" @click=${this.#seen}>${icon('check', 16)} ${t('links.alarm.seen')}</button> <span class="small muted">${t('links.alarm.seen.hint')}</span></div>` : nothing}`;
  }

  #seen = async () => {
    try {
      await post('/links/alarms/seen', {});
    } catch (problem) {
      this.problem = problem;
    }
    this.#load();
  };

  // ---- below

  #renderSites({accepting, address, sites}) {
    const write = session.may('link.write');
    const invite = write && accepting ? html`<button class="btn primary" @click=${() => (this.overlay = {kind: 'invite'})}>${icon('plus', 16)} ${t('links.invite')}</button>` : nothing;
    const sorted = [...sites].sort((a, b) => STATES[a.state].rank - STATES[b.state].rank || a.name.localeCompare(b.name, 'vi'));
    return html`<section aria-label=${t('links.sites')}><div class="head"><h2>${t('links.sites')}</h2>${sites.length ? invite : nothing}</div>
      ${!accepting ? html`<div class="card empty"><p class="muted">${t('links.sites.off')}</p></div>`
        : !sites.length ? html`<div class="card empty"><p>${t('links.sites.none', {address})}</p>${invite}</div>`
        : html`<div class="scroll card" role="region" aria-label=${t('links.sites')} tabindex="0"><table>
          <thead><tr>${['site', 'state', 'cameras', 'clock', 'software', 'certificate'].map(c => html`<th scope="col">${t(`links.col.${c}`)}</th>`)}${write ? html`<th scope="col"><span class="words-only">${t('links.col.act')}</span></th>` : nothing}</tr></thead>
          <tbody>${repeat(sorted, s => s.id, s => this.#renderSite(s, write))}</tbody></table></div>`}</section>`;
  }

  #renderSite(s, write) {
    const {tone, icon: drawing} = STATES[s.state];
    const waits = s.state === 'invited' || s.state === 'expired';
    return html`<tr class="item plain">
      <td><strong>${s.name}</strong>${s.facility && s.facility !== s.name ? html`<div class="small muted">${s.facility}</div>` : nothing}${s.saidName && s.saidName !== s.name ? html`<div class="small muted">${t('links.saidName', {name: s.saidName})}</div>` : nothing}</td>
      <td><span class="state"><span class=${tone}>${icon(drawing, 16)}</span><span>${t(`links.state.${s.state}`)}<span class="small muted"> ${this.#since(s)}</span>
        ${s.revokeReason ? html`<div class="small muted reason">${s.revokeReason}</div>` : nothing}</span></span></td>
      <td class="num">${waits ? nothing : html`<span class="narrow">${t('links.col.cameras')}: </span>${number(s.cameras)}${s.withheld ? html`<div class="small muted">${t('links.withheld', {n: number(s.withheld)})}</div>` : nothing}`}</td>
      <td class="num">${s.clockDifferenceMs === null ? nothing : html`<span class="narrow">${t('links.col.clock')}: </span><span class=${s.clockOff ? 'warn' : ''}>${clockWords(s.clockDifferenceMs)}</span>`}</td>
      <td>${s.software ? html`<span class="narrow">${t('links.col.software')}: </span>${s.software}` : nothing}</td>
      <td class="num">${s.certificateUntil && s.state !== 'revoked' ? html`<span class="narrow">${t('links.col.certificate')}: </span>${date(Date.parse(s.certificateUntil))}` : nothing}</td>
      ${write ? html`<td class="act">${s.state === 'revoked' ? nothing : html`<button class="btn" @click=${() => (this.overlay = {kind: 'revoke', site: s})} aria-label="${t(waits ? 'links.withdraw' : 'links.revoke')}: ${s.name}">${t(waits ? 'links.withdraw' : 'links.revoke')}</button>`}</td>` : nothing}</tr>`;
  }

  #since(s) {
    if (s.state === 'invited') return t('links.since.invited', {when: dateTime(Date.parse(s.invitationUntil))});
    if (s.state === 'expired') return t('links.since.expired', {when: dateTime(Date.parse(s.invitationUntil))});
    if (s.state === 'revoked') return t('links.since', {when: dateTime(Date.parse(s.revokedAt))});
    return s.since ? t('links.since.age', {when: at(s.since), age: ago(s.since)}) : '';
  }

  // ---- above

  #renderAbove({above, accepting}) {
    const write = session.may('link.write');
    const cameras = above || !accepting;
    return html`<section aria-label=${t('links.above')}><div class="head"><h2>${t('links.above')}</h2></div>
      ${above ? this.#renderCentre(above, write) : html`<div class="card empty"><p>${t('links.above.none')}</p>${write ? html`<button class="btn primary" @click=${() => (this.overlay = {kind: 'join'})}>${icon('link', 16)} ${t('links.join')}</button>` : html`<p class="muted">${t('links.above.ask')}</p>`}</div>`}</section>
      ${cameras ? html`<hd-link-grants .joined=${Boolean(above)} .write=${write}></hd-link-grants>` : nothing}`;
  }

  #renderCentre(a, write) {
    const fact = (label, value, tone = '') => html`<div><dt>${label}</dt><dd><span class=${tone}>${value}</span></dd></div>`;
    return html`<div class="card above">
      <h3><span class=${a.linked ? 'live' : 'alarm'}>${icon(a.linked ? 'circle-check' : 'wifi-off')}</span><span class="grow">${a.centre} <span class="muted small">${a.address}</span></span>
        ${write ? html`<button class="btn" @click=${() => (this.overlay = {kind: 'leave', above: a})}>${icon('log-out', 16)} ${t('links.leave')}</button>` : nothing}</h3>
      ${a.words ? html`<div class="note ${a.trouble === 'NOT_DIALLED' ? '' : 'alarm'}" role="status">${icon(a.trouble === 'NOT_DIALLED' ? 'clock' : 'circle-x')}<div><p><strong>${a.words}</strong></p><p>${a.action}</p>${a.why ? html`<p class="small muted" lang="en">${a.why}</p>` : nothing}</div></div>` : nothing}
      <dl class="facts">
        ${fact(t('links.fact.state'), t(a.linked ? 'links.state.linked' : 'links.state.lost'), a.linked ? 'live' : 'alarm')}
        ${fact(t('links.fact.since'), `${at(a.since)} (${ago(a.since)})`)}
        ${a.proxy ? fact(t('links.fact.proxy'), a.proxy) : nothing}
        ${fact(t('links.fact.trip'), a.roundTripMs ? `${number(a.roundTripMs, a.roundTripMs < 10 ? 1 : 0)} ms` : '–')}
        ${fact(t('links.fact.clock'), a.roundTripMs ? clockWords(a.clockDifferenceMs) : '–', a.clockOff ? 'warn' : '')}
        ${fact(t('links.fact.leases'), a.thinned ? t('links.fact.thinned', {n: number(a.leases), thinned: number(a.thinned)}) : number(a.leases), a.thinned ? 'warn' : '')}
        ${a.budgetBits ? fact(t('links.fact.budget'), bitrate(a.budgetBits / 1000)) : nothing}
        ${fact(t('links.fact.sent'), bytes(a.sentBytes))}
        ${fact(t('links.fact.pictures'), pictureWords(a.lastPictures), slowPictures(a.lastPictures) ? 'warn' : '')}
        ${fact(t('links.fact.waiting'), number(a.factsWaiting))}
        ${fact(t('links.fact.certificate'), date(Date.parse(a.certificateUntil)))}
      </dl></div>`;
  }

  // ---- dialogs

  #renderOverlay() {
    const {overlay} = this;
    const close = () => {
      this.overlay = null;
      this.#load();
    };
    if (overlay?.kind === 'invite') return html`<hd-invite-site @close=${close}></hd-invite-site>`;
    if (overlay?.kind === 'join') return html`<hd-join-centre @close=${close} @joined=${() => { toast(t('links.joined')); close(); }}></hd-join-centre>`;
    if (overlay?.kind === 'revoke') {
      const {site} = overlay;
      return html`<hd-link-ask heading=${t('links.revoke.title', {name: site.name})} .words=${t('links.revoke.words')} .go=${t(site.joinedAt ? 'links.revoke' : 'links.withdraw')} reason
        path="/links/sites/${site.id}/revoke" @close=${close}></hd-link-ask>`;
    }
    if (overlay?.kind === 'leave') return html`<hd-link-ask heading=${t('links.leave.title', {name: overlay.above.centre})} .words=${t('links.leave.words')} .go=${t('links.leave')} path="/links/above" @close=${close}></hd-link-ask>`;
    return nothing;
  }
}

/** The budget makes the round of last pictures longer than it should be. */
const slowPictures = round => Boolean(round) && round.roundSeconds > round.wantedSeconds * 1.02;

function pictureWords(round) {
  if (!round) return t('links.fact.pictures.none');
  const of = {n: number(round.cameras), s: number(round.roundSeconds)};
  return slowPictures(round) ? t('links.fact.pictures.slow', {...of, wanted: number(round.wantedSeconds)}) : t('links.fact.pictures.each', of);
}

/** Of another clock minus ours: nobody has to know of milliseconds. */
function clockWords(ms) {
  if (Math.abs(ms) < 500) return t('links.clock.same');
  return t(ms > 0 ? 'links.clock.ahead' : 'links.clock.behind', {by: `${number(Math.abs(ms) / 1000, Math.abs(ms) < 10_000 ? 1 : 0)} s`});
}

customElements.define('hd-links', Links);
