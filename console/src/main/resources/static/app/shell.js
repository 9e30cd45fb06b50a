import {html, css, keyed, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import '../design/dialog.js';
import '../design/toast.js';
import {facts} from './facts.js';
import {when} from './format.js';
import {language, t} from './i18n.js';
import {isTyping} from './keys.js';
import {lastPerson} from './offline.js';
import {beyondPhone} from './rights.js';
import {router} from './router.js';
import {PROFILE, SCREENS, mayOpen, myLanding, myRail, myScreen, wordOf} from './screens.js';
import {session} from './session.js';
import {theme} from './theme.js';
import {anybodysPage} from '../setup/entrance.js';
import './clock.js';

const RETRY_MS = 2_000;

/** The frame: decides between entrance and console, and holds rail, top line, banner and the screen that the address names. */
class App extends HdElement {
  static properties = {overlay: {state: true}, ready: {state: true}, unreachable: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; height: 100dvh; grid-template: var(--top) auto minmax(0, 1fr) / auto minmax(0, 1fr); grid-template-areas: 'rail top' 'rail banner' 'rail screen'; background: var(--surface-0); }
    :host([alone]) { display: block; overflow: auto; }
    .rail { grid-area: rail; width: var(--rail); background: var(--surface-1); border-right: 1px solid var(--line); display: flex; flex-direction: column; padding: 6px; gap: 4px; }
    .brand { display: grid; justify-items: center; padding: 2px 0 8px; border-radius: var(--radius); }
    .brand img { width: 2.25rem; height: 2.25rem; }
    .rail .item { all: unset; box-sizing: border-box; display: flex; flex-direction: column; align-items: center; gap: 3px; padding: 8px 4px; text-align: center; font-size: var(--size-12); line-height: 1.4; border-radius: var(--radius); color: var(--text-2); cursor: pointer; font-weight: 500; }
    .rail .item:hover { background: var(--surface-3); color: var(--text-1); }
    .rail .item[aria-current] { background: var(--accent-soft); color: var(--accent-text); }
    .rail .item:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
    .rail button.item { display: none; }
    .rest { display: grid; gap: 8px; }
    .rest a { display: flex; gap: 14px; align-items: center; min-height: 52px; padding: 8px 14px; border: 1px solid var(--line); border-radius: var(--radius); color: var(--text-1); text-decoration: none; font-size: var(--size-16); }
    .rest a[aria-current] { background: var(--accent-soft); color: var(--accent-text); }
    header { grid-area: top; display: flex; align-items: center; gap: 12px; padding: 0 14px; background: var(--surface-1); border-bottom: 1px solid var(--line); min-width: 0; }
    header .place { font-weight: 500; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
    .palette { flex: 0 1 20rem; min-width: 44px; margin-inline: auto; justify-content: flex-start; color: var(--text-2); font-weight: 400; min-height: 34px; background: var(--surface-2); border-color: var(--line-strong); }
    .palette .grow { text-align: left; overflow: hidden; text-overflow: ellipsis; }
    .palette kbd { padding: 3px 6px; }
    .bell { position: relative; }
    .bell b { position: absolute; top: 0; right: 0; min-width: 18px; height: 18px; border-radius: 9px; padding: 0 4px; background: var(--alarm); color: light-dark(#fff, #1a0503); font-size: var(--size-12); line-height: 18px; text-align: center; }
    .banner { grid-area: banner; display: flex; gap: 12px; align-items: center; padding: 10px 16px; background: var(--alarm-soft); color: var(--text-1); border-bottom: 2px solid var(--alarm); }
    .banner .icon { color: var(--alarm); }
    .banner strong { font-weight: 600; }
    .banner.instructed { background: var(--warn-soft); border-bottom-color: var(--warn); padding-block: 6px; }
    .banner.instructed .icon { color: var(--warn); }
    .banner p { min-width: 0; }
    .first-words { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 1; overflow: hidden; overflow-wrap: anywhere; }
    main { grid-area: screen; min-height: 0; min-width: 0; overflow: auto; position: relative; }
    .wait { display: grid; place-content: center; justify-items: center; gap: 12px; height: 100%; color: var(--text-2); padding: 24px; text-align: center; }
    @media print {
      :host { display: block; height: auto; }
      nav, header, .banner, hd-toasts { display: none !important; }
      main { overflow: visible; }
    }
    @media (max-width: 760px) {
      :host { grid-template: var(--top) auto minmax(0, 1fr) auto / minmax(0, 1fr); grid-template-areas: 'top' 'banner' 'screen' 'rail'; }
      .rail { width: auto; flex-direction: row; justify-content: space-around; border: 0; border-top: 1px solid var(--line); padding: 4px 4px calc(4px + env(safe-area-inset-bottom)); }
      .rail .brand { display: none; }
      .rail .item { padding: 5px 2px; min-width: 0; flex: 1 1 0; }
      .rail .item span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; line-height: 1.3; }
      .rail a.beyond { display: none; }
      .rail button.item { display: flex; }
      .palette { flex: none; margin-left: auto; margin-right: 0; border-color: transparent; background: none; padding: 6px; justify-content: center; }
      .palette .grow, .palette kbd { display: none; }
      header hd-clock { display: none; }
      /* A form that is filled in with one hand needs the whole screen; it has a way back of its own. */
      :host([immersed]) { grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); grid-template-areas: 'banner' 'screen'; }
      :host([immersed]) .rail, :host([immersed]) header { display: none; }
    }
  `];

  #chord = 0;

  constructor() {
    super();
    this.ready = false;
    this.follow(router, 'change', () => this.#arrive());
    this.follow(session, 'change', () => this.#arrive());
    this.follow(facts, 'link');
    this.follow(facts, 'system');
    this.follow(facts, 'cameras');
    this.follow(facts, 'instructed');
    this.follow(window, 'keydown', e => this.#key(e));
    this.follow(this, 'open-overlay', e => this.#open(e.detail));
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      await session.load();
      this.unreachable = false;
      this.ready = true;
      this.#arrive();
    } catch {
      this.unreachable = true;
      const person = session.user ? null : lastPerson();
      if (person) {
        session.resume(person);
        this.ready = true;
        this.#arrive();
      }
      setTimeout(() => this.#load(), RETRY_MS);
    }
  }

  get #screen() {
    return myScreen(router.path) ?? myLanding();
  }

  /** Whether the console is open to this person; a link for anybody (an invitation) goes before it. */
  get #inside() {
    return session.inside && !anybodysPage();
  }

  #arrive() {
    if (this.ready && this.#inside && session.kind === 'wall') return this.#arriveAtWall();
    if (this.ready && this.#inside && router.path !== this.#screen.path) router.go(this.#screen.path, {}, {replace: true});
    const screen = this.#screen;
    const inside = this.#inside;
    theme.onVideo(inside && Boolean(screen.onVideo));
    if (inside) screen.load().then(() => this.requestUpdate());
    document.title = inside ? `${t(`nav.${wordOf(screen)}`)} · Hải Đăng` : 'Hải Đăng';
    this.requestUpdate();
  }

  #arriveAtWall() {
    theme.onVideo(true);
    import('../watch/wall-screen.js').then(() => this.requestUpdate());
    document.title = `${session.user.displayName} · Hải Đăng`;
    this.requestUpdate();
  }

  willUpdate() {
    this.toggleAttribute('alone', !this.ready || !this.#inside);
    this.toggleAttribute('immersed', this.ready && this.#inside && Boolean(this.#screen.immersed?.(router.query)));
  }

  render() {
    if (!this.ready) return this.#renderWait();
    if (!this.#inside) return html`<hd-entrance></hd-entrance><hd-toasts></hd-toasts>`;
    if (session.kind === 'wall') return html`${customElements.get('hd-wall-screen') ? html`<hd-wall-screen></hd-wall-screen>` : nothing}<hd-toasts></hd-toasts>`;
    const screen = this.#screen;
    return html`
      ${this.#renderRail(screen)}
      ${this.#renderTop()}
      ${facts.connected || screen.worksOffline ? this.#renderInstructed(screen) : this.#renderBanner()}
      <main id="screen" tabindex="-1" aria-label=${t(`nav.${wordOf(screen)}`)}>${this.#renderWords(screen)}</main>
      ${this.#renderOverlay()}
      <hd-toasts></hd-toasts>`;
  }

  #renderWait() {
    return html`<main class="wait">${this.unreachable
        ? html`${icon('server-off', 40)}<h1>${t('wait.unreachable')}</h1><p>${t('wait.unreachable.words')}</p>`
        : html`<p>${t('wait.loading')}</p>`}</main>`;
  }

  #renderRail(screen) {
    const entries = myRail();
    const beyond = beyondPhone(entries);
    return html`<nav class="rail" aria-label=${t('nav.main')}>
      <a class="brand" href="#/${myLanding().path}"><img src="/design/logo.svg" alt="Hải Đăng"></a>
      ${entries.map(s => html`<a class="item ${beyond.includes(s) ? 'beyond' : ''}" href="#/${s.path}" aria-current=${isAt(s, screen) ? 'page' : nothing}>
        ${icon(s.icon, 22)}<span>${railWord(s)}</span></a>`)}
      ${beyond.length ? html`<button class="item" aria-haspopup="dialog" aria-current=${beyond.some(s => isAt(s, screen)) ? 'true' : nothing} @click=${() => this.#open('rest')}>${icon('ellipsis', 22)}<span>${t('rail.more')}</span></button>` : nothing}
    </nav>`;
  }

  /** What the bar of a phone has no room for. */
  #renderRest() {
    const close = () => this.#open(null);
    return html`<hd-dialog heading=${t('rail.more')} @close=${close}><nav class="rest" aria-label=${t('rail.more')}>${beyondPhone(myRail()).map(s => html`<a href="#/${s.path}" aria-current=${isAt(s, this.#screen) ? 'page' : nothing} @click=${close}>${icon(s.icon, 22)}${railWord(s)}</a>`)}</nav></hd-dialog>`;
  }

  #renderTop() {
    const places = [...facts.facilities.values()];
    const place = places.length === 1 ? places[0].name : places.length ? t('top.facilities', {n: places.length}) : '';
    const alarms = facts.alarms.length;
    // An inspector has no screen for alarms, but learns of a damaged log wherever he is.
    const bell = mayOpen('system') ? 'system' : alarms && mayOpen('audit') ? 'audit' : null;
    return html`<header>
      <span class="place" title=${place}>${place}</span>
      <button class="btn palette" aria-label="${t('palette.open')} Ctrl K" @click=${() => this.#open('palette')}>${icon('search', 16)}<span class="grow">${t('palette.open')}</span><kbd>Ctrl K</kbd></button>
      <hd-clock></hd-clock>
      ${bell ? html`<a class="btn quiet icon-only bell" href="#/${bell}" title=${alarms ? t('top.alarms', {n: alarms}) : t('top.noAlarms')} aria-label=${alarms ? t('top.alarms', {n: alarms}) : t('top.noAlarms')}>
        ${icon('bell')}${alarms ? html`<b aria-hidden="true">${alarms}</b>` : nothing}</a>` : nothing}
      <a class="btn quiet icon-only" href="#/profile" title="${t('nav.profile')}: ${session.user.displayName}" aria-label="${t('nav.profile')}: ${session.user.displayName}">${icon('user')}</a>
    </header>`;
  }

  #renderBanner() {
    return html`<div class="banner" role="alert">${icon('server-off', 22)}<p><strong>${t('banner.lost')}</strong> ${t('banner.lost.words', {when: when(facts.lastTruthMs)})}</p></div>`;
  }

  /** What the tier above wants stands over every screen until somebody has said that it was seen. */
  #renderInstructed(screen) {
    const fresh = facts.instructed;
    if (!fresh.length || screen.path === 'instructions' || screen.immersed?.(router.query)) return nothing;
    const [first] = fresh;
    return html`<div class="banner instructed" role="status">${icon('siren', 22)}<p class="grow"><strong>${t('instructions.bar', {n: fresh.length, issuer: first.issuer})}</strong> <span class="first-words">${first.words}</span></p><a class="btn" href=${router.link('instructions')}>${t('instructions.bar.open')}</a></div>`;
  }

  /** Sentences of the server stay in the language they were asked for, so another language begins the screen anew; pictures and what is typed into the profile go on. */
  #renderWords(screen) {
    const drawn = this.#renderScreen(screen);
    return screen.onVideo || screen === PROFILE ? drawn : keyed(language.code, drawn);
  }

  #renderScreen(screen) {
    if (!customElements.get(screen.tag)) return nothing;
    switch (screen.tag) {
      case 'hd-overview': return html`<hd-overview></hd-overview>`;
      case 'hd-incidents': return html`<hd-incidents></hd-incidents>`;
      case 'hd-duty': return html`<hd-duty></hd-duty>`;
      case 'hd-inspections': return html`<hd-inspections></hd-inspections>`;
      case 'hd-wall': return html`<hd-wall></hd-wall>`;
      case 'hd-playback': return html`<hd-playback></hd-playback>`;
      case 'hd-facilities': return html`<hd-facilities></hd-facilities>`;
      case 'hd-cameras': return html`<hd-cameras></hd-cameras>`;
      case 'hd-contacts': return html`<hd-contacts></hd-contacts>`;
      case 'hd-system': return html`<hd-system></hd-system>`;
      case 'hd-tasks': return html`<hd-tasks></hd-tasks>`;
      case 'hd-dispatches': return html`<hd-dispatches></hd-dispatches>`;
      case 'hd-instructions': return html`<hd-instructions></hd-instructions>`;
      case 'hd-notifications': return html`<hd-notifications></hd-notifications>`;
      case 'hd-people': return html`<hd-people></hd-people>`;
      case 'hd-roles': return html`<hd-roles></hd-roles>`;
      case 'hd-organisations': return html`<hd-organisations></hd-organisations>`;
      case 'hd-reports': return html`<hd-reports></hd-reports>`;
      case 'hd-links': return html`<hd-links></hd-links>`;
      case 'hd-audit': return html`<hd-audit></hd-audit>`;
      case 'hd-surveys': return html`<hd-surveys></hd-surveys>`;
      case 'hd-plan': return html`<hd-plan></hd-plan>`;
      case 'hd-connection': return html`<hd-connection></hd-connection>`;
      case 'hd-break-glass': return html`<hd-break-glass></hd-break-glass>`;
      default: return html`<hd-profile></hd-profile>`;
    }
  }

  #renderOverlay() {
    if (this.overlay === 'rest') return this.#renderRest();
    if (this.overlay === 'palette' && customElements.get('hd-palette')) return html`<hd-palette @close=${() => this.#open(null)}></hd-palette>`;
    if (this.overlay === 'help' && customElements.get('hd-help')) return html`<hd-help .screen=${this.#screen.path} @close=${() => this.#open(null)}></hd-help>`;
    return nothing;
  }

  async #open(overlay) {
    if (overlay === 'palette') await import('./palette.js');
    if (overlay === 'help') await import('./help.js');
    this.overlay = overlay;
  }

  #key(event) {
    if (!this.#inside || session.kind === 'wall') return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      this.#open(this.overlay === 'palette' ? null : 'palette');
      return;
    }
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '?') this.#open('help');
    else if (event.key === 'g') this.#chord = performance.now();
    else if (performance.now() - this.#chord < 1_500) {
      this.#chord = 0;
      const screen = SCREENS.find(s => s.key === event.key);
      if (!screen || !mayOpen(screen.path)) return;
      event.stopImmediatePropagation();
      router.go(screen.path);
    }
  }
}

const railWord = entry => t(`rail.${entry.section ?? wordOf(entry)}`);
const isAt = (entry, screen) => entry === screen || Boolean(entry.section && entry.section === screen.section);

customElements.define('hd-app', App);
