import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, put} from '../app/api.js';
import {facts} from '../app/facts.js';
import {matches, number} from '../app/format.js';
import {t} from '../app/i18n.js';
import {zoneWord} from '../app/zones.js';
import {page} from '../people/page.js';

const RIGHTS = ['listed', 'live', 'playback', 'turn', 'configure'];
/** With more cameras facilities begin closed. */
const OPEN_MAX = 60;

/** What the centre above may have of each camera, by facility, with switches. */
class LinkGrants extends HdElement {
  static properties = {joined: {type: Boolean}, write: {type: Boolean}, grants: {state: true}, problem: {state: true}, query: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, page, css`
    :host { display: block; height: auto; }
    .words { padding: 0 20px 12px; max-width: 80ch; color: var(--text-2); }
    details { margin: 0 20px 10px; }
    summary { display: flex; gap: 12px; align-items: center; flex-wrap: wrap; padding: 8px 14px; cursor: pointer; min-height: 44px; }
    summary strong { margin-right: auto; }
    details .scroll { margin: 0; border-top: 1px solid var(--line); }
    th.switch, td.switch { text-align: center; width: 8rem; }
    td.switch label { display: inline-flex; min-width: 44px; min-height: 28px; align-items: center; justify-content: center; gap: 8px; cursor: pointer; }
    .empty { margin: 0 20px 20px; padding: 24px; }
    @media (max-width: 760px) { details { margin: 0 12px 10px; } .words { padding-left: 12px; padding-right: 12px; } td.switch { text-align: left; width: auto; } tr.item td.switch { display: inline-block; padding-right: 16px; } }
  `];

  #asked = 0;

  constructor() {
    super();
    this.query = '';
    this.follow(facts, 'programme', e => e.detail.topic === 'link' && this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    const asked = ++this.#asked;
    try {
      const grants = await get('/links/grants');
      if (asked === this.#asked) Object.assign(this, {grants, problem: null});
    } catch (problem) {
      if (asked === this.#asked) this.problem = problem;
    }
  }

  render() {
    const {grants} = this;
    return html`<section aria-label=${t('links.grants')}><div class="head"><h2>${t('links.grants')}</h2></div>
      ${this.problem ? html`<div class="words">${faultNote(this.problem)}</div>` : nothing}
      ${!grants ? nothing : grants.length ? this.#renderAll(grants) : html`<div class="card empty"><p class="muted">${t('links.grants.none')}</p></div>`}</section>`;
  }

  #renderAll(grants) {
    const shown = grants.filter(g => matches(`${g.camera} ${g.facility ?? ''} ${zoneWord(g.zone)}`, this.query));
    const open = grants.length <= OPEN_MAX || Boolean(this.query);
    return html`<p class="words">${t(this.joined ? 'links.grants.words' : 'links.grants.before')}</p>
      <div class="tools"><div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t('links.grants.search')} aria-label=${t('links.grants.search')} @input=${e => (this.query = e.target.value)}></div></div>
      ${repeat([...Map.groupBy(shown, g => g.facilityId)], ([id]) => id, ([id, cameras]) => this.#renderFacility(id, cameras, open))}
      ${shown.length ? nothing : html`<p class="none">${t('links.grants.noMatch')}</p>`}`;
  }

  #renderFacility(id, cameras, open) {
    const name = cameras[0].facility ?? '';
    const give = (event, listed) => {
      event.preventDefault();
      this.#change({facilityId: id, listed, live: listed, playback: listed});
    };
    return html`<details class="card" ?open=${open}><summary><strong>${name}</strong>
        <span class="muted small">${t('links.grants.count', {n: number(cameras.filter(c => c.live).length), of: number(cameras.length)})}</span></summary>
      ${this.write ? html`<div class="tools"><button class="btn" ?disabled=${this.busy} aria-label="${t('links.grants.giveAll')}: ${name}" @click=${e => give(e, true)}>${icon('check', 16)} ${t('links.grants.giveAll')}</button>
          <button class="btn" ?disabled=${this.busy} aria-label="${t('links.grants.takeAll')}: ${name}" @click=${e => give(e, false)}>${icon('ban', 16)} ${t('links.grants.takeAll')}</button></div>` : nothing}
      <div class="scroll" role="region" aria-label=${name} tabindex="0"><table>
        <thead><tr><th scope="col">${t('links.grants.col.camera')}</th><th scope="col">${t('links.grants.col.zone')}</th>${RIGHTS.map(r => html`<th scope="col" class="switch">${t(`links.grants.col.${r}`)}</th>`)}</tr></thead>
        <tbody>${repeat(cameras, c => c.cameraId, c => this.#renderCamera(c))}</tbody></table></div></details>`;
  }

  #renderCamera(c) {
    return html`<tr class="item plain"><td><strong>${c.camera}</strong>${c.enabled ? nothing : html` <span class="small muted">${t('links.grants.off')}</span>`}</td><td>${zoneWord(c.zone)}</td>
      ${c.forbidden ? html`<td colspan=${RIGHTS.length}><span class="state"><span class="offline">${icon('ban', 16)}</span>${t('links.grants.forbidden')}</span></td>` : RIGHTS.map(r => this.#renderSwitch(c, r))}</tr>`;
  }

  /** Nothing is given of what is not listed, and what is not seen live is not turned. */
  #renderSwitch(c, right) {
    const name = t(`links.grants.col.${right}`);
    if (right === 'turn' && !c.turns && !c.turn) return html`<td class="switch"><span class="narrow">${name}: </span><span class="small muted">${t('links.grants.turn.none')}</span></td>`;
    const below = {live: c.belowLive, playback: c.belowPlayback, turn: c.belowTurn, configure: c.belowConfigure}[right] ?? true;
    const needs = right === 'turn' ? c.live : right === 'listed' || c.listed;
    return html`<td class="switch"><label><input type="checkbox" aria-label="${name}: ${c.camera}" .checked=${c[right]} ?disabled=${!this.write || this.busy || !needs}
      @change=${e => this.#change({cameraIds: [c.cameraId], [right]: e.target.checked, ...(right === 'listed' && e.target.checked ? {live: true, playback: true} : {})})}><span class="narrow">${name}</span></label>
      ${below ? nothing : html`<div class="small muted">${t('links.grants.below')}</div>`}</td>`;
  }

  async #change(body) {
    this.busy = true;
    let problem = null;
    try {
      const {changed} = await put('/links/grants', body);
      toast(t('links.grants.changed', {n: number(changed)}));
    } catch (refused) {
      problem = refused;
    }
    await this.#load();
    this.busy = false;
    // Also what was not done must look as it is.
    this.problem ??= problem;
  }
}

customElements.define('hd-link-grants', LinkGrants);
