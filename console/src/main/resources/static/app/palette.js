import {html, css, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import '../design/dialog.js';
import {KINDS, kindOf, kindWord} from './camera-state.js';
import {facts} from './facts.js';
import {matches} from './format.js';
import {LANGUAGES, language, t} from './i18n.js';
import {router} from './router.js';
import {get} from './api.js';
import {mayOpen, myRail, myTabs, wordOf} from './screens.js';
import {session} from './session.js';
import {theme} from './theme.js';
import {zoneWord} from './zones.js';

const SHOWN_MAX = 12;

/** Finds cameras and actions by any part of their words, tones ignored; Enter does the first. */
class Palette extends HdElement {
  static properties = {query: {state: true}, at: {state: true}, people: {state: true}};

  static styles = [HdElement.styles, css`
    .find { margin: -4px 0 10px; }
    [role='option'] { display: flex; align-items: center; gap: 12px; padding: 8px 12px; border-radius: var(--radius); cursor: pointer; min-height: 42px; }
    [role='option'][aria-selected='true'] { background: var(--accent-soft); color: var(--accent-text); }
    [role='option']:hover { background: var(--surface-3); }
    [role='option'] .what { flex: 1 0 auto; max-width: 100%; }
    [role='option'] .detail { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .live { color: var(--live); } .warn { color: var(--warn); } .alarm { color: var(--alarm); } .offline { color: var(--offline); }
    .list { min-height: 20rem; }
  `];

  constructor() {
    super();
    this.query = '';
    this.at = 0;
    this.people = [];
  }

  connectedCallback() {
    super.connectedCallback();
    if (mayOpen('people')) get('/users').then(people => (this.people = people), () => {});
  }

  get #entries() {
    const watch = (name, id) => () => {
      router.go('watch');
      // The wall may have to be loaded first.
      setTimeout(() => dispatchEvent(new CustomEvent('hd-command', {detail: {name, id}})), 80);
    };
    const cameras = facts.list().flatMap(c => {
      const {tone, icon: drawing} = KINDS[kindOf(c)];
      const detail = [zoneWord(c.zone), facts.facilityOf(c), kindWord(kindOf(c))].filter(Boolean).join(' · ');
      return [
        {words: c.name, detail, drawing, tone, needs: 'live.view', run: watch('watch', c.id)},
        {words: t('palette.playback', {name: c.name}), detail, drawing: 'history', second: true, needs: 'recording.view', run: () => router.go('playback', {cameras: c.id})},
        {words: t('palette.camera', {name: c.name}), detail, drawing: 'cctv', second: session.may('live.view'), needs: 'camera.read', run: () => router.go('cameras', {camera: c.id})},
      ];
    });
    const actions = [
      ...[...myRail().filter(s => !s.section), ...myTabs('people'), ...myTabs('incidents')].map(s => ({words: t('palette.go', {place: t(`nav.${wordOf(s)}`)}), drawing: s.icon, run: () => router.go(s.path)})),
      {words: t('cameras.add'), drawing: 'plus', needs: 'camera.write', run: () => router.go('cameras', {add: 1})},
      {words: t('cameras.import'), drawing: 'file-up', needs: 'camera.write', run: () => router.go('cameras', {import: 1})},
      {words: t('people.invite'), drawing: 'user-plus', needs: 'user.write', run: () => router.go('people', {invite: 1})},
      ...['1', '4', '6', '1+5', '9', '16'].map(l => ({words: t('wall.layout', {n: l}), drawing: 'layout-grid', second: true, needs: 'live.view', run: watch('layout', l)})),
      {words: t('wall.tour'), drawing: 'repeat', needs: 'live.view', run: watch('tour')},
      {words: t('wall.full'), drawing: 'maximize', needs: 'live.view', run: watch('full')},
      ...LANGUAGES.filter(([code]) => code !== language.code).map(([code, name]) => ({words: t('palette.language', {name}), drawing: 'languages', run: () => session.change({language: code})})),
      ...['dark', 'light', 'system'].filter(c => c !== theme.choice).map(c => ({words: t('palette.theme', {name: t(`theme.${c}`)}), drawing: 'sun-moon', second: c === 'system', run: () => session.change({theme: c})})),
      {words: t('nav.profile'), drawing: 'user', run: () => router.go('profile')},
      {words: t('help.title'), drawing: 'keyboard', run: () => setTimeout(() => this.#app.dispatchEvent(new CustomEvent('open-overlay', {detail: 'help'})))},
      {words: t('logOut'), drawing: 'log-out', run: () => session.logOut()},
    ];
    const people = this.people.map(p => ({words: p.displayName, detail: p.roles.map(r => r.name).join(', '), drawing: 'user', second: true, run: () => router.go('people', {person: p.id})}));
    return [...cameras, ...actions, ...people].filter(e => !e.needs || session.may(e.needs));
  }

  get #app() {
    return document.querySelector('hd-app');
  }

  get #found() {
    return this.#entries.filter(e => (this.query ? matches(`${e.words} ${e.detail ?? ''}`, this.query) : !e.second)).sort((a, b) => Number(a.second ?? 0) - Number(b.second ?? 0)).slice(0, SHOWN_MAX);
  }

  render() {
    const found = this.#found;
    return html`<hd-dialog heading=${t('palette.title')} @close=${this.#close}>
      <div class="find"><input autofocus type="text" role="combobox" aria-expanded="true" aria-controls="found" aria-activedescendant="o${this.at}" aria-label=${t('palette.open')}
          placeholder=${t('palette.open')} .value=${this.query} @input=${e => { this.query = e.target.value; this.at = 0; }} @keydown=${this.#key}></div>
      <div class="list"><div id="found" role="listbox" aria-label=${t('palette.found')}>
        ${repeat(found, (e, i) => i, (e, i) => html`<div role="option" id="o${i}" aria-selected=${String(i === this.at)} @click=${() => this.#run(e)}>
          <span class=${e.tone ?? 'muted'}>${icon(e.drawing)}</span><span class="what">${e.words}</span><span class="detail small muted">${e.detail ?? ''}</span></div>`)}
      </div>
      ${found.length ? '' : html`<p class="muted" role="status">${t('palette.none', {query: this.query})}</p>`}</div>
    </hd-dialog>`;
  }

  #key(event) {
    const {length} = this.#found;
    if (event.key === 'ArrowDown') this.at = (this.at + 1) % Math.max(1, length);
    else if (event.key === 'ArrowUp') this.at = (this.at - 1 + length) % Math.max(1, length);
    else if (event.key === 'Enter' && length) this.#run(this.#found[this.at]);
    else return;
    event.preventDefault();
  }

  #run(entry) {
    this.#close();
    entry.run();
  }

  #close() {
    this.dispatchEvent(new Event('close'));
  }
}

customElements.define('hd-palette', Palette);
