import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {place} from '../design/place.js';
import {facts} from '../app/facts.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import '../cameras/thumbnail.js';
import {short, wallPage} from './model.js';

const COLUMNS = 3;
const ROWS = 4;
const TURN_MS = 30_000;

/** The last pictures of the province, page after page, each with its age; a click is live. It always holds the same few elements. */
class PictureWall extends HdElement {
  static properties = {troubled: {attribute: false}, page: {state: true}, held: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: flex; flex-direction: column; min-height: 0; font-size: inherit; line-height: 1.4; }
    .grid { flex: 1; min-height: 0; display: grid; gap: 0.3em; }
    a { position: relative; display: block; min-width: 0; min-height: 0; overflow: hidden; border-radius: 4px; background: var(--video-0); color: var(--video-text); text-decoration: none; }
    a:hover { outline: 2px solid var(--accent); outline-offset: -2px; }
    a.trouble { outline: 3px solid var(--alarm); outline-offset: -3px; }
    a:focus-visible { outline: 3px solid var(--focus); outline-offset: -3px; }
    hd-thumbnail { aspect-ratio: auto; width: 100%; height: 100%; border-radius: 0; font-size: 1em; --age-size: 0.98em; }
    .name { position: absolute; left: 0; bottom: 0; max-width: calc(100% - 6.8em); padding: 0.05em 0.5em; background: var(--video-chrome); font-weight: 500; font-size: 0.95em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-top-right-radius: 4px; }
    .site { position: absolute; left: 0; top: 0; max-width: 100%; padding: 0.05em 0.5em; background: var(--video-chrome); color: var(--video-text-2); font-size: 0.88em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-bottom-right-radius: 4px; }
    .empty { flex: 1; display: grid; place-content: center; text-align: center; color: var(--text-2); padding: 1em; border: 1px dashed var(--line-strong); border-radius: var(--radius); }
    .foot { display: flex; justify-content: space-between; align-items: center; gap: 1em; padding-top: 0.3em; font-size: 0.92em; color: var(--text-2); min-height: 1.7em; }
    .foot button { all: unset; cursor: pointer; color: var(--text-1); text-decoration: underline; text-underline-offset: 3px; }
    .foot button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
  `];

  #timer = 0;

  constructor() {
    super();
    this.troubled = [];
    this.page = 0;
    this.held = false;
    this.follow(facts, 'cameras');
    this.follow(session, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.held || document.hidden || this.page++, TURN_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  render() {
    if (!session.may('live.view')) return html`<div class="empty"><p>${t('overview.wall.noRight')}</p></div>`;
    const cameras = facts.list().filter(c => c.enabled);
    if (!cameras.length) return html`<div class="empty"><p>${facts.loaded ? t('overview.wall.none') : t('wait.loading')}</p></div>`;
    const shown = wallPage(cameras, this.troubled, COLUMNS * ROWS, this.page);
    const columns = shown.cameras.length <= 2 ? 1 : shown.cameras.length <= 6 ? 2 : COLUMNS;
    const rows = Math.ceil(shown.cameras.length / columns);
    return html`<div class="grid" ${place({'grid-template': `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`})}>${repeat(shown.cameras, (_, i) => i, c => html`<a class=${this.troubled.includes(c.facilityId) ? 'trouble' : ''} href=${router.link('watch', {camera: c.id})} title=${t('overview.wall.live')}>
        <hd-thumbnail brief .cameraId=${c.id} .widthPx=${480}></hd-thumbnail><span class="site">${short(facts.facilityOf(c), 34)}</span><span class="name">${c.name}</span></a>`)}</div>
      <div class="foot"><span>${t('overview.wall.words')}</span>${shown.pages > 1 ? html`<span>${t('overview.wall.page', {n: shown.page + 1, of: shown.pages})} · <button @click=${() => (this.held = !this.held)}>${this.held ? t('overview.wall.go') : t('overview.wall.hold')}</button></span>` : nothing}</div>`;
  }
}

customElements.define('hd-picture-wall', PictureWall);
