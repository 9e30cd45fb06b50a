import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import '../design/dialog.js';
import {facts} from '../app/facts.js';
import {dateTime} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import '../app/clock.js';
import './wall.js';

const HIDE_AFTER_MS = 4_000;
/** What was opened in passing gives way to what the screen is for. */
const BACK_AFTER_MS = 180_000;
/** What this screen is for, by its path: pictures, or the one screen. Kept, for a power cut must not change it. */
const KEY = 'hd-wall-view';

/**
 * The whole page of a wall screen: pictures or the one screen and nothing else, as long as all is well. A line at the foot tells of alarms; when
 * the server is lost it says so in large letters with the time of the last truth, and goes on by itself. The pointer brings up name, clock, the
 * choice of the two and the way out.
 */
class WallScreen extends HdElement {
  static properties = {awake: {state: true}, leaving: {state: true}};

  static styles = [HdElement.styles, css`
    :host { position: fixed; inset: 0; display: grid; grid-template-rows: minmax(0, 1fr) auto; background: #000; }
    :host(:not([awake])) { cursor: none; }
    hd-wall, hd-overview { min-height: 0; }
    .bar { position: absolute; inset: 0 0 auto 0; z-index: 30; display: flex; align-items: center; gap: 16px; padding: 10px 16px; background: var(--surface-1); border-bottom: 1px solid var(--line); }
    .bar strong { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: var(--size-16); }
    .lost { position: absolute; inset: auto 0 0 0; z-index: 20; background: var(--alarm-soft); border-top: 3px solid var(--alarm); padding: 2vh 3vw; display: flex; gap: 2vw; align-items: center; color: var(--text-1); }
    .lost .icon { color: var(--alarm); flex: none; }
    .lost b { display: block; font-size: clamp(1.25rem, 3.4vw, 4rem); line-height: 1.35; font-weight: 700; }
    .lost p { font-size: clamp(1rem, 1.8vw, 2.2rem); }
    .alarms { display: flex; gap: 12px; align-items: center; padding: 8px 16px; background: var(--surface-1); border-top: 2px solid var(--alarm); font-size: clamp(1rem, 1.3vw, 1.6rem); }
    .alarms .icon { color: var(--alarm); flex: none; }
    .alarms span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .alarms b { white-space: nowrap; }
    @media (max-width: 760px) { .bar { flex-wrap: wrap; gap: 8px; } .bar hd-clock { display: none; } .alarms { flex-wrap: wrap; } .alarms span { white-space: normal; } }
  `];

  #timer = 0;
  #back = 0;

  constructor() {
    super();
    this.follow(router, 'change', () => this.#arrive());
    this.follow(facts, 'link');
    this.follow(facts, 'system');
    this.follow(session, 'change');
    for (const sign of ['pointermove', 'pointerdown', 'keydown']) this.follow(window, sign, () => this.#wake());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#arrive();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    clearTimeout(this.#back);
  }

  get #chosen() {
    return localStorage.getItem(KEY) === 'overview' && session.may('overview.read') ? 'overview' : 'watch';
  }

  /** Anything else in the address is no place of a wall screen's. */
  #arrive() {
    clearTimeout(this.#back);
    const chosen = this.#chosen;
    const shown = router.path === 'watch' || (router.path === 'overview' && session.may('overview.read')) ? router.path : '';
    if (!shown) return router.go(chosen, {}, {replace: true});
    if (shown !== chosen) this.#back = setTimeout(() => router.go(chosen, {}, {replace: true}), BACK_AFTER_MS);
    if (shown === 'overview') import('../overview/overview.js');
    this.requestUpdate();
  }

  #choose(view) {
    localStorage.setItem(KEY, view);
    router.go(view);
    this.#arrive();
  }

  #wake() {
    this.awake = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.awake = false), HIDE_AFTER_MS);
  }

  willUpdate() {
    this.toggleAttribute('awake', Boolean(this.awake || this.leaving));
  }

  render() {
    const overview = router.path === 'overview';
    return html`${overview ? html`<hd-overview></hd-overview>` : html`<hd-wall kiosk></hd-wall>`}
      ${facts.alarms.length ? this.#renderAlarms(facts.alarms) : nothing}
      ${facts.connected || overview ? nothing : html`<div class="lost" role="alert">${icon('server-off', 48)}<div><b>${t('banner.lost')}</b><p>${t('banner.lost.words', {when: dateTime(facts.lastTruthMs)})}</p></div></div>`}
      ${this.awake || this.leaving ? this.#renderBar(overview) : nothing}
      ${this.leaving ? this.#renderLeaving() : nothing}`;
  }

  #renderAlarms(alarms) {
    return html`<div class="alarms" role="status">${icon('triangle-alert', 22)}<b>${t('top.alarms', {n: alarms.length})}</b><span>${alarms[0].message}</span></div>`;
  }

  #renderBar(overview) {
    return html`<div class="bar">${icon('tv', 22)}<strong>${session.user?.displayName}</strong><hd-clock></hd-clock>
      ${session.may('overview.read') ? html`<button class="btn" @click=${() => this.#choose(overview ? 'watch' : 'overview')}>${icon(overview ? 'layout-grid' : 'gauge', 16)} ${overview ? t('wall.show.pictures') : t('wall.show.overview')}</button>` : nothing}
      <button class="btn" @click=${this.#full}>${icon(document.fullscreenElement ? 'minimize' : 'maximize', 16)} ${t('wall.full')}</button>
      <button class="btn quiet" @click=${() => (this.leaving = true)}>${icon('log-out', 16)} ${t('wall.leave')}</button></div>`;
  }

  #renderLeaving() {
    const close = () => (this.leaving = false);
    return html`<hd-dialog heading=${t('wall.leave.title')} @close=${close}><p>${t('wall.leave.words')}</p>
      <div slot="foot"><button class="btn" autofocus @click=${close}>${t('cancel')}</button><button class="btn danger" @click=${() => session.leaveWall()}>${t('wall.leave')}</button></div></hd-dialog>`;
  }

  #full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  };
}

customElements.define('hd-wall-screen', WallScreen);
