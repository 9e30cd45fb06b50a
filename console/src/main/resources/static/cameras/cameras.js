import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {place} from '../design/place.js';
import {t} from '../app/i18n.js';
import {facts} from '../app/facts.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import '../design/dialog.js';
import {bitrate, codecName, matches, number, percent} from '../app/format.js';
import {KINDS, kindOf, kindWord, knownKind, needsPerson} from '../app/camera-state.js';
import {zoneWord} from '../app/zones.js';
import {sectionTabs, tabs} from '../people/page.js';
import './thumbnail.js';

const FILTERS = {
  all: () => true,
  trouble: needsPerson,
  live: c => kindOf(c) === 'live',
  stopped: c => kindOf(c) === 'stopped',
  notRecording: c => c.recordMain && c.enabled && c.state.recording !== 'recording',
};

/** The list of cameras: what needs a person first. */
class Cameras extends HdElement {
  static properties = {query: {state: true}, filter: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, tabs, css`
    :host { display: flex; flex-direction: column; height: 100%; min-height: 0; }
    .head { display: flex; gap: 12px; align-items: center; flex-wrap: wrap; padding: 16px 20px 8px; }
    .head h1 { margin-right: auto; }
    .tools { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; padding: 0 20px 12px; }
    .find { position: relative; width: 18rem; max-width: 100%; }
    .find .icon { position: absolute; left: 10px; top: 10px; color: var(--text-3); }
    .find input { padding-left: 36px; }
    .scroll { flex: 1; min-height: 0; overflow: auto; margin: 0 20px 20px; }
    table { border-collapse: separate; border-spacing: 0; width: 100%; }
    th { position: sticky; top: 0; z-index: 3; background: var(--surface-2); text-align: left; font-weight: 600; font-size: var(--size-12); color: var(--text-2); padding: 8px 12px; border-bottom: 1px solid var(--line); white-space: nowrap; }
    td { padding: 8px 12px; border-bottom: 1px solid var(--line); vertical-align: middle; }
    td.num, th.num { text-align: right; }
    tr.item { cursor: pointer; }
    tr.item:hover td { background: var(--surface-2); }
    tbody tr:last-child td { border-bottom: 0; }
    hd-thumbnail { width: 112px; }
    .name { all: unset; cursor: pointer; font-weight: 600; }
    .name:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    .state { display: flex; gap: 8px; align-items: flex-start; }
    .state .icon { margin-top: 2px; }
    .state .why { display: block; color: var(--text-2); font-size: var(--size-12); max-width: 34ch; }
    .live { color: var(--live); } .warn { color: var(--warn); } .alarm { color: var(--alarm); } .offline { color: var(--offline); }
    .coverage { display: grid; gap: 4px; min-width: 90px; }
    .first { flex: 1; display: grid; place-content: center; justify-items: center; gap: 14px; text-align: center; padding: 24px; }
    .first > .icon { color: var(--text-3); }
    .first p { max-width: 50ch; }
    @media (max-width: 760px) { .find { width: 100%; } }
    @media (max-width: 900px) {
      .scroll { margin: 0 12px 12px; }
      .head, .tools { padding-left: 12px; padding-right: 12px; }
      thead { display: none; }
      table, tbody { display: block; }
      tr.item { display: grid; grid-template-columns: 112px 1fr; column-gap: 12px; padding: 10px; border-bottom: 1px solid var(--line); }
      tr.item td { border: 0; padding: 2px 0; text-align: left; }
      tr.item td { grid-column: 2; }
      tr.item td.thumb { grid-column: 1; grid-row: 1 / span 4; }
      tr.item td.tech { display: none; }
      tr.item.blind { grid-template-columns: 1fr; }
      tr.item.blind td { grid-column: 1; }
    }
  `];

  constructor() {
    super();
    this.query = router.query.get('q') ?? '';
    this.filter = FILTERS[router.query.get('filter')] ? router.query.get('filter') : 'all';
    this.follow(facts, 'cameras');
    this.follow(facts, 'link');
    this.follow(session, 'change');
    this.follow(router, 'change', () => this.#fromAddress());
    this.#fromAddress();
  }

  /** The open sheet is in the address, so that Back closes it and a link opens it. */
  #fromAddress() {
    if (router.path !== 'cameras') return;
    const {query} = router;
    const camera = query.get('camera');
    const write = session.may('camera.write');
    this.overlay = write && query.has('add') ? {kind: 'add', facility: query.get('facility'), connecting: query.has('connecting')} : write && query.has('import') ? {kind: 'import'} : write && query.has('search') ? {kind: 'search', facility: query.get('facility')} : camera ? {kind: write && query.has('edit') ? 'edit' : 'sheet', id: camera} : null;
    const loads = {add: () => import('./edit.js'), edit: () => import('./edit.js'), import: () => import('./import.js'), search: () => import('./search.js'), sheet: () => import('./sheet.js')};
    if (this.overlay) loads[this.overlay.kind]().then(() => this.requestUpdate());
  }

  #go(query = {}) {
    router.go('cameras', {filter: this.filter === 'all' ? '' : this.filter, q: this.query, ...query});
  }

  #setFilter(filter) {
    this.filter = filter;
    this.#go();
  }

  render() {
    const all = facts.list();
    return html`${sectionTabs('cameras', 'facilities')}${facts.loaded && !all.length ? this.#renderFirst() : this.#renderList(all)}${this.#renderOverlay()}`;
  }

  #renderFirst() {
    return html`<div class="first">${icon('cctv', 56)}<h1>${t('cameras.first.title')}</h1>${session.may('camera.write') ? html`<p class="muted">${t('cameras.first.words')}</p>
      <div class="row"><button class="btn primary" @click=${() => this.#go({add: 1})}>${icon('plus')} ${t('cameras.add')}</button>
        ${session.may('camera.test') ? html`<button class="btn" @click=${() => this.#go({search: 1})}>${icon('search')} ${t('cameras.find')}</button>` : nothing}
        <button class="btn" @click=${() => this.#go({import: 1})}>${icon('file-up')} ${t('cameras.import')}</button></div>` : html`<p class="muted">${t('cameras.first.others')}</p>`}</div>`;
  }

  #renderList(all) {
    const shown = all.filter(c => FILTERS[this.filter](c) && matches(`${c.name} ${zoneWord(c.zone)} ${facts.facilityOf(c)} ${c.url}`, this.query)).sort((a, b) => this.#rank(a) - this.#rank(b));
    return html`
      <div class="head"><h1>${t('nav.cameras')}</h1>
        ${session.may('camera.write') ? html`${session.may('camera.test') ? html`<button class="btn" @click=${() => this.#go({search: 1})}>${icon('search', 16)} ${t('cameras.find')}</button>` : nothing}<button class="btn" @click=${() => this.#go({import: 1})}>${icon('file-up', 16)} ${t('cameras.import')}</button>
        <button class="btn primary" @click=${() => this.#go({add: 1})}>${icon('plus', 16)} ${t('cameras.add')}</button>` : nothing}</div>
      <div class="tools">
        <div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t('cameras.search')} aria-label=${t('cameras.search')} @input=${e => (this.query = e.target.value)}></div>
        ${Object.entries(FILTERS).map(([name, is]) => html`<button class="chip" aria-pressed=${String(name === this.filter)} @click=${() => this.#setFilter(name)}>${t(`cameras.filter.${name}`)} <span class="num">${all.filter(is).length}</span></button>`)}
      </div>
      <div class="scroll card" role="region" aria-label=${t('nav.cameras')} tabindex="0"><table>
        <thead><tr>${session.may('live.view') ? html`<th scope="col">${t('cameras.picture')}</th>` : nothing}<th scope="col">${t('cameras.name')}</th><th scope="col">${t('cameras.state')}</th><th scope="col">${t('cameras.stream')}</th><th scope="col" class="num">${t('cameras.bitrate')}</th><th scope="col">${t('cameras.recording')}</th><th scope="col">${t('cameras.today')}</th></tr></thead>
        <tbody>${repeat(shown, c => c.id, c => this.#renderRow(c))}</tbody>
      </table>
      ${shown.length ? nothing : html`<p class="first muted">${t('cameras.none')}</p>`}</div>`;
  }

  /** Whoever was connecting a facility goes on there. */
  #added(camera) {
    if (this.overlay.connecting) router.go('connection', {facility: camera.facilityId, camera: camera.id});
    else this.#go({camera: camera.id});
  }

  #rank(camera) {
    return camera.state.recording === 'failed' ? 0 : KINDS[kindOf(camera)].rank;
  }

  #renderRow(camera) {
    const kind = knownKind(camera);
    const {tone, icon: drawing} = KINDS[kind];
    const main = camera.state.streams.main;
    const pictures = session.may('live.view');
    const share = camera.state.coverageToday;
    const tones = {recording: 'live', waiting: 'warn', failed: 'alarm', off: 'offline'};
    return html`<tr class="item ${pictures ? '' : 'blind'}" @click=${() => this.#go({camera: camera.id})}>
      ${pictures ? html`<td class="thumb"><hd-thumbnail .cameraId=${camera.id}></hd-thumbnail></td>` : nothing}
      <td><button class="name" @click=${e => { e.stopPropagation(); this.#go({camera: camera.id}); }}>${camera.name}</button><div class="small muted">${[zoneWord(camera.zone), facts.facilityOf(camera)].filter(Boolean).join(' · ')}</div></td>
      <td><span class="state"><span class=${tone}>${icon(drawing, 16)}</span><span>${kindWord(kind)}${kind === 'live' || kind === 'unknown' ? nothing : html`<span class="why">${camera.state.message}</span>`}</span></span></td>
      <td class="tech">${main?.codec ? html`${codecName(main.codec)} · ${main.width}×${main.height}<div class="small muted num">${t('unit.fps', {n: number(main.fps ?? 0)})} · ${(main.transport ?? '').toUpperCase()}${main.audio ? ` · ${codecName(main.audio)}` : ''}</div>` : html`<span class="faint">–</span>`}</td>
      <td class="tech num">${main?.kbps ? bitrate(main.kbps) : '–'}</td>
      <td><span class="state"><span class=${tones[camera.state.recording] ?? 'offline'}>${icon({recording: 'circle-dot', waiting: 'circle-pause', failed: 'circle-x'}[camera.state.recording] ?? 'circle-off', 16)}</span>${t(`recording.${camera.state.recording}`)}</span></td>
      <td>${share === null || share === undefined ? html`<span class="faint">–</span>` : html`<div class="coverage"><span class="num">${percent(share, share > 0.99 && share < 1 ? 1 : 0)}</span>
        <div class="bar" aria-hidden="true"><i class=${share < 0.9 ? 'alarm' : share < 0.99 ? 'warn' : ''} ${place({width: `${share * 100}%`})}></i></div></div>`}</td>
    </tr>`;
  }

  #renderOverlay() {
    const {overlay} = this;
    if (!overlay) return nothing;
    const close = () => this.#go();
    const camera = overlay.id && facts.cameras.get(overlay.id);
    if (overlay.id && !camera) return facts.loaded ? html`<hd-dialog heading=${t('camera.gone')} @close=${close}><p>${t('camera.gone.words')}</p></hd-dialog>` : nothing;
    switch (overlay.kind) {
      case 'add': return customElements.get('hd-camera-edit') ? html`<hd-camera-edit .facilityId=${this.overlay.facility} @close=${this.overlay.connecting ? () => router.go('connection', {facility: this.overlay.facility}) : close} @saved=${e => this.#added(e.detail)}></hd-camera-edit>` : nothing;
      case 'edit': return customElements.get('hd-camera-edit') ? html`<hd-camera-edit .camera=${camera} @close=${() => this.#go({camera: camera.id})} @saved=${e => this.#go({camera: e.detail.id})}></hd-camera-edit>` : nothing;
      case 'search': return customElements.get('hd-camera-search') ? html`<hd-camera-search .facilityId=${overlay.facility ?? undefined} @close=${close} @added=${close}></hd-camera-search>` : nothing;
      case 'import': return customElements.get('hd-camera-import') ? html`<hd-camera-import @close=${close}></hd-camera-import>` : nothing;
      default: return customElements.get('hd-camera-sheet') ? html`<hd-camera-sheet .camera=${camera} @close=${close} @edit=${() => this.#go({camera: camera.id, edit: 1})}></hd-camera-sheet>` : nothing;
    }
  }
}

customElements.define('hd-cameras', Cameras);
