import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {t} from '../app/i18n.js';
import {facts} from '../app/facts.js';
import {matches} from '../app/format.js';
import {KINDS, kindWord, knownKind, needsPerson} from '../app/camera-state.js';
import {zoneWord} from '../app/zones.js';

export const DRAG_TYPE = 'application/x-haidang-camera';

/** The cameras by facility, searchable without tones, to drag onto the wall or to place by a click. Emits `camera-pick {id}`. */
export class CameraList extends HdElement {
  static properties = {placed: {attribute: false}, query: {state: true}, onlyTrouble: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: flex; flex-direction: column; min-height: 0; background: var(--surface-1); }
    .head { padding: 10px; display: grid; gap: 8px; border-bottom: 1px solid var(--line); }
    .find { position: relative; }
    .find .icon { position: absolute; left: 10px; top: 10px; color: var(--text-3); }
    .find input { padding-left: 36px; }
    .scroll { overflow: auto; flex: 1; padding: 4px 0 12px; }
    h2 { padding: 10px 12px 4px; color: var(--text-2); font-size: var(--size-12); font-weight: 600; }
    li button {
      all: unset; box-sizing: border-box; display: flex; align-items: center; gap: 10px; width: 100%; padding: 6px 12px; cursor: grab; min-height: 36px; border-left: 3px solid transparent;
    }
    li button:hover { background: var(--surface-3); }
    li button:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
    li button.placed { border-left-color: var(--accent-text); }
    .live { color: var(--live); } .warn { color: var(--warn); } .alarm { color: var(--alarm); } .offline { color: var(--offline); }
    .two { min-width: 0; display: grid; line-height: 1.4; }
    .two > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .none { padding: 16px 12px; color: var(--text-2); }
  `];

  constructor() {
    super();
    this.placed = new Set();
    this.query = '';
    this.onlyTrouble = false;
    this.follow(facts, 'cameras');
    this.follow(facts, 'link');
  }

  focusSearch() {
    this.$('input')?.focus();
  }

  render() {
    const all = facts.list();
    const trouble = all.filter(needsPerson).length;
    const shown = all.filter(c => (!this.onlyTrouble || needsPerson(c)) && matches(`${c.name} ${zoneWord(c.zone)} ${facts.facilityOf(c)}`, this.query));
    return html`
      <div class="head">
        <div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t('list.search')} aria-label=${t('list.search')}
            @input=${e => (this.query = e.target.value)} @keydown=${this.#key}></div>
        ${trouble ? html`<button class="chip" aria-pressed=${String(this.onlyTrouble)} @click=${() => (this.onlyTrouble = !this.onlyTrouble)}>
            ${icon('triangle-alert', 14)} ${t('list.trouble', {n: trouble})}</button>` : nothing}
      </div>
      <div class="scroll">
        ${[...Map.groupBy(shown, c => c.facilityId)].map(([, cameras]) => html`
          <h2>${facts.facilityOf(cameras[0])} <span class="num">(${cameras.length})</span></h2>
          <ul>${repeat(cameras, c => c.id, c => this.#item(c))}</ul>`)}
        ${shown.length ? nothing : html`<p class="none">${all.length ? t('list.none') : t('list.empty')}</p>`}
      </div>`;
  }

  #item(camera) {
    const kind = knownKind(camera);
    const {tone, icon: drawing} = KINDS[kind];
    const placed = this.placed.has(camera.id);
    return html`<li draggable="true" @dragstart=${e => this.#drag(e, camera)}><button class=${placed ? 'placed' : ''} title=${placed ? t('list.placed') : t('list.place')}
        @click=${() => this.emit('camera-pick', {id: camera.id})}>
      <span class=${tone}>${icon(drawing, 16)}</span>
      <span class="two"><span>${camera.name}</span><span class="small muted">${kind === 'live' ? html`${zoneWord(camera.zone)}<span class="words-only">, ${kindWord(kind)}</span>` : kindWord(kind)}</span></span>
    </button></li>`;
  }

  #drag(event, camera) {
    event.dataTransfer.setData(DRAG_TYPE, camera.id);
    event.dataTransfer.setData('text/plain', camera.name);
    event.dataTransfer.effectAllowed = 'copyMove';
  }

  #key(event) {
    if (event.key === 'Escape' && this.query) {
      this.query = '';
      event.stopPropagation();
    } else if (event.key === 'Enter') {
      this.renderRoot.querySelector('li button')?.click();
    }
  }
}

customElements.define('hd-camera-list', CameraList);
