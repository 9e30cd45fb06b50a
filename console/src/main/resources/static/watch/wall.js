import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {place} from '../design/place.js';
import {toast} from '../design/toast.js';
import {t} from '../app/i18n.js';
import {facts} from '../app/facts.js';
import {session} from '../app/session.js';
import {router} from '../app/router.js';
import {isTyping} from '../app/keys.js';
import {save} from '../app/save.js';
import {fileTime} from '../app/format.js';
import {LAYOUTS, layoutFor, layoutOf, remember, remembered} from './layouts.js';
import {DRAG_TYPE} from './camera-list.js';
import './tile.js';
import './ptz-pad.js';
import './break-glass.js';

const DWELLS_S = [5, 10, 20, 30, 60];
/** On a phone the wall is a list of all cameras; those off the screen do not play. */
const PHONE = matchMedia('(max-width: 760px)');
const DRAG_TILE = 'application/x-haidang-tile';

/** The wall: live tiles in a chosen layout. As a `kiosk` it arranges all cameras by itself, takes turns when they are too many, and lets nobody rearrange them. */
export class Wall extends HdElement {
  static properties = {
    layout: {state: true}, slots: {state: true}, active: {state: true}, zoomed: {state: true}, listOpen: {state: true}, touring: {state: true}, dwellS: {state: true}, page: {state: true}, full: {state: true}, turning: {state: true}, kiosk: {type: Boolean, reflect: true},
  };

  static styles = [HdElement.styles, css`
    :host { display: flex; flex-direction: column; height: 100%; min-height: 0; background: var(--surface-0); }
    .strip { display: flex; align-items: center; gap: 6px; padding: 6px 10px; background: var(--surface-1); border-bottom: 1px solid var(--line); overflow-x: auto; scrollbar-width: none; }
    .strip .btn { min-height: 32px; padding: 3px 10px; flex: none; }
    .strip .btn.icon-only { padding: 3px 7px; min-width: 34px; }
    .strip select { width: auto; min-height: 32px; padding: 3px 8px; flex: none; }
    .layouts { gap: 4px; }
    .sum { margin-inline: auto 6px; display: flex; gap: 14px; color: var(--text-2); white-space: nowrap; }
    .sum span { display: inline-flex; gap: 6px; align-items: center; }
    .alarm { color: var(--alarm); } .live { color: var(--live); }
    .line { width: 1px; height: 22px; background: var(--line); flex: none; margin: 0 4px; }
    .body { flex: 1; display: flex; min-height: 0; }
    .grid { flex: 1; min-width: 0; display: grid; gap: 2px; background: #000; padding: 2px; }
    hd-tile { cursor: default; }
    hd-tile.wide { grid-column: span 2; grid-row: span 2; }
    hd-tile:focus-visible { outline: none; }
    hd-tile.active::before { content: ''; position: absolute; inset: 0; z-index: 8; border: 2px solid transparent; pointer-events: none; }
    hd-tile.active:is(:focus-visible, :focus-within)::before { border-color: var(--accent); }
    hd-tile[turned]::before { content: ''; position: absolute; inset: 0; z-index: 8; border: 2px solid var(--accent); pointer-events: none; }
    .grid.zoomed { display: block; padding: 0; }
    .grid.zoomed hd-tile { height: 100%; }
    .grid.zoomed hd-tile:not([focused]) { display: none; }
    hd-camera-list { width: 17.5rem; flex: none; border-left: 1px solid var(--line); }
    hd-ptz { width: 17.5rem; flex: none; border-left: 1px solid var(--line); }
    .first { flex: 1; display: grid; place-content: center; justify-items: center; gap: 14px; text-align: center; padding: 24px; background: var(--surface-0); }
    .first > .icon { color: var(--text-3); }
    .first p { max-width: 46ch; color: var(--text-2); }
    :host([kiosk]) .strip { display: none; }
    :host(:fullscreen) .strip, :host(:fullscreen) hd-camera-list { display: none; }
    @media (max-width: 760px) {
      .grid:not(.zoomed) { grid-template-columns: 1fr !important; grid-template-rows: none !important; grid-auto-rows: auto; overflow-y: auto; align-content: start; }
      .grid:not(.zoomed) hd-tile { height: 56.25vw; grid-column: auto; grid-row: auto; }
      hd-camera-list { position: absolute; inset: 48px 0 0 auto; z-index: 20; width: min(20rem, 90vw); box-shadow: var(--shadow); }
      .line, .desk, .layouts { display: none !important; }
      .body { position: relative; }
      .body.with-pad { flex-direction: column; }
      .body.with-pad .grid { min-height: 0; }
      hd-ptz { width: auto; flex: 0 1 auto; max-height: 64%; border: 0; border-top: 1px solid var(--line); }
    }
  `];

  #tourTimer = 0;
  #filled = '';

  constructor() {
    super();
    this.slots = [];
    this.layout = '4';
    this.active = 0;
    this.zoomed = -1;
    this.page = 0;
    this.dwellS = 10;
    this.listOpen = innerWidth > 1100;
    this.turning = null;
    this.follow(facts, 'cameras', () => this.#fillFirst());
    this.follow(facts, 'link');
    this.follow(window, 'keydown', e => this.#key(e));
    this.follow(window, 'keyup', e => this.#pad?.keyUp(e));
    this.follow(document, 'fullscreenchange', () => (this.full = Boolean(document.fullscreenElement)));
    this.follow(PHONE, 'change');
    this.follow(window, 'hd-command', e => this.#command(e.detail));
  }

  connectedCallback() {
    super.connectedCallback();
    const wall = this.kiosk ? null : remembered(session.user?.id);
    if (wall) {
      this.layout = layoutOf(wall.layout).id;
      this.slots = wall.slots;
      this.dwellS = DWELLS_S.includes(wall.dwellS) ? wall.dwellS : 10;
    }
    this.#fillFirst();
    const asked = router.query.get('camera');
    if (asked) this.#show(asked);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#tourTimer);
  }

  /** The first time, and only then, the wall fills itself: nobody should have to drag eight cameras to see them. */
  #fillFirst() {
    if (this.kiosk) return this.#fillKiosk();
    if (facts.loaded && facts.cameras.size && !this.slots.some(Boolean) && !remembered(session.user?.id)) this.#fillAll();
    this.requestUpdate();
  }

  #fillKiosk() {
    const ids = facts.list().map(c => c.id);
    if (facts.loaded && ids.join() !== this.#filled) {
      this.#filled = ids.join();
      this.#fillAll();
      this.#tour(ids.length > layoutOf(this.layout).slots);
    }
    this.requestUpdate();
  }

  #fillAll() {
    const all = facts.list();
    this.layout = layoutFor(all.length).id;
    this.slots = all.slice(0, layoutOf(this.layout).slots).map(c => c.id);
    this.page = 0;
    this.zoomed = -1;
  }

  #save() {
    if (!this.kiosk) remember(session.user?.id, {layout: this.layout, slots: this.slots, dwellS: this.dwellS});
  }

  /** The cameras on the wall now: the person's own, or the tour's page. */
  get #shownSlots() {
    if (PHONE.matches) return facts.list().map(c => c.id);
    const {slots} = layoutOf(this.layout);
    if (this.touring && facts.cameras.size > slots) {
      const all = facts.list();
      return Array.from({length: slots}, (_, i) => all[(this.page * slots + i) % all.length]?.id);
    }
    return Array.from({length: slots}, (_, i) => this.slots[i] ?? null);
  }

  get #pad() {
    return this.$('hd-ptz');
  }

  willUpdate() {
    // What is not seen any more is not turned.
    if (this.turning && !(this.#shownSlots.includes(this.turning) && facts.cameras.get(this.turning)?.ptz && session.may('ptz.control'))) this.turning = null;
  }

  render() {
    if (facts.loaded && !facts.cameras.size) return this.#renderFirst();
    const layout = layoutOf(this.layout);
    const shown = this.#shownSlots;
    const live = facts.connected ? facts.list().filter(c => c.state.kind === 'live').length : 0;
    return html`
      <h1 class="words-only">${t('nav.watch')}</h1>
      <div class="strip" role="toolbar" aria-label=${t('wall.tools')}>
        <span class="layouts row" role="group" aria-label=${t('wall.layouts')}>${LAYOUTS.map((l, i) => html`<button class="btn" aria-pressed=${String(l.id === this.layout)} title="${t('wall.layout', {n: l.id})} (${i + 1})"
            aria-label=${t('wall.layout', {n: l.id})} @click=${() => this.#setLayout(l.id)}>${l.id}</button>`)}</span>
        <span class="line"></span>
        <button class="btn desk" @click=${() => { this.#fillAll(); this.#save(); }}>${icon('layout-grid', 16)} ${t('wall.fill')}</button>
        <button class="btn" aria-pressed=${String(Boolean(this.touring))} @click=${() => this.#tour(!this.touring)}>${icon(this.touring ? 'pause' : 'repeat', 16)} ${t('wall.tour')}</button>
        <select class="desk" aria-label=${t('wall.dwell')} @change=${e => this.#dwell(Number(e.target.value))}>
          ${DWELLS_S.map(s => html`<option value=${s} ?selected=${s === this.dwellS}>${t('wall.dwell.each', {s})}</option>`)}
        </select>
        <hd-emergency-chip></hd-emergency-chip>
        <div class="sum" role="status">
          <span><span class=${live ? 'live' : ''}>${icon('circle-dot', 14)}</span><span class="num">${t('wall.sum', {live: facts.connected ? live : '?', all: facts.cameras.size})}</span></span>
        </div>
        <button class="btn icon-only desk" title="${t('wall.full')} (f)" aria-label=${t('wall.full')} @click=${() => this.#fullScreen()}>${icon('maximize', 16)}</button>
        <button class="btn icon-only" aria-pressed=${String(this.listOpen)} title=${t('wall.list')} aria-label=${t('wall.list')} @click=${() => (this.listOpen = !this.listOpen)}>${icon('panel-right', 16)}</button>
      </div>
      <div class="body ${this.turning ? 'with-pad' : ''}">
        <div class="grid ${this.zoomed >= 0 ? 'zoomed' : ''}" role="region" aria-label=${t('wall.region')}
            ${place({'grid-template-columns': `repeat(${layout.columns}, minmax(0, 1fr))`, 'grid-template-rows': `repeat(${layout.rows}, minmax(0, 1fr))`})}
            @tile-act=${e => this.#act(e.detail)} @dragover=${this.#dragOver} @dragleave=${this.#dragLeave} @drop=${this.#drop}>
          ${repeat(shown, (_, i) => i, (id, i) => html`
            <hd-tile class="${i === this.active ? 'active' : ''} ${layout.wide === i ? 'wide' : ''}" data-index=${i} tabindex=${i === this.active ? 0 : -1} draggable=${id && !this.kiosk ? 'true' : 'false'} ?kiosk=${this.kiosk}
                .cameraId=${id} .slotIndex=${i} .single=${layout.slots === 1} .focused=${this.zoomed === i} .turned=${Boolean(id) && id === this.turning}
                @focus=${() => (this.active = i)} @dblclick=${() => this.#zoom(this.zoomed === i ? -1 : i)} @click=${() => (this.active = i)} @dragstart=${e => this.#dragTile(e, i)}></hd-tile>`)}
        </div>
        ${this.turning ? html`<hd-ptz role="region" aria-label=${t('ptz.region')} .cameraId=${this.turning} @close=${() => this.#turn(null)}></hd-ptz>`
          : this.listOpen && !this.kiosk ? html`<hd-camera-list .placed=${new Set(shown)} @camera-pick=${e => this.#pick(e.detail.id)}></hd-camera-list>` : nothing}
      </div>`;
  }

  #renderFirst() {
    return html`<div class="first">
      ${icon('cctv', 56)}
      <h1>${t('wall.first.title')}</h1>
      ${session.may('camera.write') ? html`<p>${t('wall.first.words')}</p><a class="btn primary" href=${router.link('cameras', {add: 1})}>${icon('plus')} ${t('cameras.add')}</a>`
        : html`<p>${t('cameras.first.others')}</p>`}
    </div>`;
  }

  #setLayout(id) {
    const filled = this.slots.filter(Boolean);
    const {slots} = layoutOf(id);
    // Fewer places: keep the first cameras. More: keep all, and add those that were not shown when the wall was complete before.
    if (this.slots.slice(slots).some(Boolean) && filled.length <= slots) this.slots = filled;
    const room = slots - this.slots.slice(0, slots).filter(Boolean).length;
    if (room > 0 && filled.length === layoutOf(this.layout).slots) {
      const rest = facts.list().map(c => c.id).filter(c => !this.slots.includes(c)).slice(0, room);
      this.slots = [...this.slots.slice(0, slots), ...rest];
    }
    this.layout = id;
    this.zoomed = -1;
    this.page = 0;
    this.active = Math.min(this.active, slots - 1);
    this.#save();
  }

  #zoom(index) {
    if (index >= 0 && !this.#shownSlots[index]) return;
    this.zoomed = index;
    if (index >= 0) this.active = index;
  }

  #pick(id) {
    const shown = this.#shownSlots;
    if (this.touring) this.#tour(false);
    const at = shown.indexOf(id);
    if (at >= 0) {
      this.active = at;
      return this.zoomed >= 0 ? this.#zoom(at) : this.#focusActive();
    }
    const free = shown[this.active] ? shown.findIndex(s => !s) : this.active;
    this.#put(id, this.zoomed >= 0 || free < 0 ? this.active : free);
  }

  #put(id, index) {
    const slots = [...this.#shownSlots];
    const before = slots.indexOf(id);
    if (before >= 0) slots[before] = slots[index];
    slots[index] = id;
    this.slots = slots;
    this.active = index;
    this.#save();
  }

  /** From a link or the palette: this camera, large. */
  #show(id) {
    const at = this.#shownSlots.indexOf(id);
    if (at < 0) this.#put(id, this.active);
    this.#zoom(this.#shownSlots.indexOf(id));
  }

  #command({name, id}) {
    if (name === 'watch') this.#show(id);
    else if (name === 'layout') this.#setLayout(id);
    else if (name === 'tour') this.#tour(!this.touring);
    else if (name === 'full') this.#fullScreen();
  }

  /** Opens the pad for a camera, or closes it. On a phone the picture is enlarged, so that both are on the screen. */
  #turn(cameraId, index = this.active) {
    if (cameraId && (this.kiosk || !session.may('ptz.control') || !facts.cameras.get(cameraId)?.ptz)) return;
    if (cameraId && this.touring) this.#tour(false);
    const before = this.turning;
    this.turning = cameraId;
    if (cameraId && PHONE.matches) this.#zoom(index);
    if (before && !cameraId) this.#focusActive();
  }

  async #act({act, index, cameraId, pictureMs}) {
    if (this.kiosk && act !== 'focus') return;
    if (act === 'choose') {
      this.active = index;
      this.listOpen = true;
      await this.updateComplete;
      this.$('hd-camera-list').focusSearch();
    } else if (act === 'focus') {
      this.#zoom(this.zoomed === index ? -1 : index);
    } else if (act === 'remove') {
      const slots = [...this.#shownSlots];
      slots[index] = null;
      this.slots = slots;
      this.zoomed = -1;
      this.#save();
    } else if (act === 'incident') {
      router.go('incidents', {add: 1, cameras: cameraId, from: pictureMs ? Math.round(pictureMs) : ''});
    } else if (act === 'playback') {
      if (session.may('recording.view')) router.go('playback', {cameras: cameraId, at: pictureMs ? Math.round(pictureMs - 10_000) : ''});
    } else if (act === 'snapshot') {
      this.#snapshot(index);
    } else if (act === 'ptz') {
      this.active = index;
      this.#turn(this.turning === cameraId ? null : cameraId, index);
    }
  }

  async #snapshot(index) {
    if (!session.may('export.make')) return;
    const tile = this.#tile(index);
    const picture = await tile?.view?.takePicture();
    if (!picture) return toast(t('snapshot.none'), 'warn');
    save(picture.blob, `${tile.camera.name} ${fileTime(picture.wallMs)}.jpg`);
    toast(t('snapshot.saved'), 'good');
  }

  #tile(index) {
    return this.renderRoot.querySelector(`hd-tile[data-index="${index}"]`);
  }

  async #focusActive() {
    await this.updateComplete;
    this.#tile(this.active)?.focus();
  }

  #tour(on) {
    clearInterval(this.#tourTimer);
    this.touring = on;
    this.page = 0;
    if (on) this.#tourTimer = setInterval(() => this.#tourStep(), this.dwellS * 1000);
    else this.zoomed = -1;
    if (on) this.#tourStep(true);
  }

  #tourStep(first = false) {
    const {slots} = layoutOf(this.layout);
    if (facts.cameras.size > slots) {
      if (!first) this.page = (this.page + 1) % Math.ceil(facts.cameras.size / slots);
      return;
    }
    const shown = this.#shownSlots;
    for (let step = 1; step <= slots; step++) {
      const next = (Math.max(-1, this.zoomed) + step) % slots;
      if (shown[next]) return this.#zoom(next);
    }
  }

  #dwell(seconds) {
    this.dwellS = seconds;
    this.#save();
    if (this.touring) this.#tour(true);
  }

  #fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else (this.kiosk ? document.documentElement : this).requestFullscreen().catch(() => toast(t('wall.full.refused'), 'warn'));
  }

  #key(event) {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.turning && this.#pad?.keyDown(event)) return event.preventDefault();
    const {columns} = layoutOf(this.layout);
    const moves = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns};
    if (event.key in moves) {
      const next = this.active + moves[event.key];
      if (next >= 0 && next < layoutOf(this.layout).slots) {
        this.active = next;
        if (this.zoomed >= 0) this.#zoom(next);
        this.#focusActive();
      }
    } else if (this.kiosk && !['Enter', 'Escape', 'f'].includes(event.key)) {
      return;
    } else if (/^[1-6]$/.test(event.key)) {
      this.#setLayout(LAYOUTS[event.key - 1].id);
    } else if (event.key === 'Enter' && event.composedPath()[0].localName === 'hd-tile') {
      this.#zoom(this.zoomed === this.active ? -1 : this.active);
    } else if (event.key === 'Escape' && this.turning) {
      this.#turn(null);
    } else if (event.key === 'Escape' && this.zoomed >= 0) {
      this.#zoom(-1);
      this.#focusActive();
    } else if (event.key === 'f') {
      this.#fullScreen();
    } else if (event.key === 't') {
      this.#tour(!this.touring);
    } else if (event.key === 'Delete' && event.composedPath()[0].localName === 'hd-tile') {
      this.#act({act: 'remove', index: this.active});
    } else if (event.key === 'c') {
      const id = this.#shownSlots[this.active];
      this.#turn(this.turning === id ? null : id);
    } else if (event.key === 's') {
      this.#snapshot(this.active);
    } else if (event.key === 'p') {
      const id = this.#shownSlots[this.active];
      if (id) this.#act({act: 'playback', cameraId: id, pictureMs: this.#tile(this.active)?.view?.status.pictureMs});
    } else if (event.key === ' ' && !['BUTTON', 'A', 'SELECT'].includes(event.composedPath()[0].tagName)) {
      const view = this.#tile(this.active)?.view;
      view?.pause(!view.paused);
    } else {
      return;
    }
    event.preventDefault();
  }

  #dragTile(event, index) {
    event.dataTransfer.setData(DRAG_TILE, String(index));
    event.dataTransfer.effectAllowed = 'move';
  }

  #dragOver(event) {
    if (![DRAG_TYPE, DRAG_TILE].some(type => event.dataTransfer.types.includes(type))) return;
    event.preventDefault();
    const over = event.target.closest('hd-tile');
    this.renderRoot.querySelectorAll('hd-tile[drop]').forEach(tile => tile !== over && tile.removeAttribute('drop'));
    over?.setAttribute('drop', '');
  }

  #dragLeave(event) {
    event.target.closest?.('hd-tile')?.removeAttribute('drop');
  }

  #drop(event) {
    const over = event.target.closest('hd-tile');
    over?.removeAttribute('drop');
    if (!over) return;
    event.preventDefault();
    const index = Number(over.dataset.index);
    const id = event.dataTransfer.getData(DRAG_TYPE) || this.#shownSlots[Number(event.dataTransfer.getData(DRAG_TILE))];
    if (this.touring) this.#tour(false);
    if (id) this.#put(id, index);
  }
}

customElements.define('hd-wall', Wall);
