import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import '../design/dialog.js';
import {get, query as queryOf} from '../app/api.js';
import {facts} from '../app/facts.js';
import {duration, number, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {mayOpen} from '../app/screens.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {zoneWord} from '../app/zones.js';
import '../cameras/thumbnail.js';

/** Only so many rows are drawn. */
const SHOWN_MAX = 300;
/** Pictures of one facility in its sheet. */
const PICTURES_MAX = 12;
/** Cameras of one facility that its row leads to. */
const LIVE_MAX = 6;

/** What stands behind a number of the one screen: facilities or cameras, each leading on. */
class OverviewList extends HdElement {
  static properties = {query: {attribute: false}, said: {attribute: false}, rows: {state: true}, problem: {state: true}};

  static styles = [HdElement.styles, css`
    li { padding: 10px 0; border-bottom: 1px solid var(--line); display: grid; gap: 2px; }
    li:last-child { border-bottom: 0; }
    .name { font-weight: 600; display: flex; gap: 8px; align-items: baseline; }
    .late { color: var(--alarm); font-weight: 600; margin-left: auto; white-space: nowrap; }
    a { color: var(--text-1); text-decoration: none; } a:hover { text-decoration: underline; }
    .phone { white-space: nowrap; font-weight: 600; }
    .on { color: var(--live); } .off { color: var(--alarm); }
    .pictures { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; margin-top: 12px; }
    figcaption { font-size: var(--size-12); color: var(--text-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    dl { display: grid; grid-template-columns: 9rem 1fr; gap: 6px 12px; }
    dt { color: var(--text-2); } dd { overflow-wrap: anywhere; }
    dl + .row { margin-top: 16px; }
    .go { display: flex; gap: 6px; flex-wrap: wrap; margin-top: 6px; }
    .go .btn { text-decoration: none; }
    .sum { color: var(--text-2); margin-bottom: 4px; }
  `];

  #asked = 0;

  willUpdate(changed) {
    if (changed.has('query')) {
      this.rows = null;
      this.#load();
    } else if (changed.has('said')) {
      this.#load();
    }
  }

  async #load() {
    const asked = ++this.#asked;
    const {cameras, step, body, reached, mark, list, facility, site} = this.query;
    const path = site ? `/overview/facilities?site=${site === 'own' ? '' : encodeURIComponent(site)}` : cameras ? `/overview/cameras${queryOf({list: cameras})}`
      : facility || ['notWatched', 'links', 'storage', 'sites'].includes(list) ? null
      : `/overview/facilities${queryOf({step: list === 'required' || list === 'FACILITIES' ? 'FACILITIES' : step, body, reached, mark})}`;
    try {
      const rows = path ? await get(path) : facility ? await get('/overview/facilities').then(all => all.filter(f => f.id === facility)) : this.said[list];
      if (asked === this.#asked) Object.assign(this, {rows, problem: null});
    } catch (problem) {
      if (asked === this.#asked) this.problem = problem;
    }
  }

  get #heading() {
    const {cameras, step, body, reached, mark, list, facility, site} = this.query;
    if (site) return this.said.sites.find(s => s.siteId === (site === 'own' ? null : site))?.name || t('overview.sites.own');
    if (cameras) return t(`overview.cameras.list.${cameras}`);
    if (facility) return this.#name(facility);
    if (mark) return t(`overview.mark.${mark}`);
    if (list === 'required') return t('overview.cameras.list.required');
    if (list && list !== 'FACILITIES') return t(`overview.${list}`);
    const words = reached === 'false' ? t('overview.missing') : this.said.funnel.find(s => s.step === (step ?? 'FACILITIES'))?.words ?? '';
    return body ? `${words} · ${t(`overview.body.${body}`)}` : words;
  }

  #name(id) {
    return this.said.facilities.find(f => f.id === id)?.name ?? facts.facilities.get(id)?.name ?? '';
  }

  render() {
    const {rows} = this;
    const {facility} = this.query;
    return html`<hd-dialog side heading=${this.#heading} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${faultNote(this.problem)}
      ${!rows ? (this.problem ? nothing : html`<p class="muted">${t('wait.loading')}</p>`)
        : facility ? this.#renderFacility(rows[0], facility)
        : html`<p class="sum">${t('overview.rows', {n: number(rows.length)})}</p><ul>${repeat(rows.slice(0, SHOWN_MAX), r => r.id ?? r.facilityId ?? r.siteId, r => this.#renderRow(r))}</ul>
          ${rows.length > SHOWN_MAX ? html`<p class="muted">${t('overview.more', {n: rows.length - SHOWN_MAX})}</p>` : nothing}
          ${rows.length ? nothing : html`<p class="muted">${t('overview.rows.none')}</p>`}`}
    </hd-dialog>`;
  }

  #renderRow(row) {
    const {cameras, list, site} = this.query;
    if (list === 'sites') return this.#renderSite(row);
    if (cameras) {
      const go = session.may('live.view') ? router.link('watch', {camera: row.id}) : router.link('cameras', {camera: row.id});
      return html`<li><span class="name"><a href=${go}>${row.name}</a></span><span class="muted">${[row.facility, zoneWord(row.zone)].filter(Boolean).join(' · ')}</span>
        <span class="small ${row.online ? 'on' : 'off'}">${row.online ? t('overview.camera.on') : t('overview.camera.off')}</span></li>`;
    }
    const since = row.since && Date.parse(row.since) > 0 ? when(Date.parse(row.since)) : null;
    if (list === 'notWatched') return html`<li>${this.#link(row.facilityId)}<span>${row.words}</span>${since ? html`<span class="muted small">${t('overview.since', {when: since})}</span>` : nothing}</li>`;
    if (list === 'links') return html`<li>${this.#link(row.facilityId)}<span>${t(row.lost ? 'overview.links.lost' : 'overview.links.part')}</span>${since ? html`<span class="muted small">${t('overview.since', {when: since})} · ${duration(serverClock.now() - Date.parse(row.since))}</span>` : nothing}</li>`;
    if (list === 'storage') return html`<li>${this.#link(row.facilityId)}<span>${t('overview.storage.words', {n: number(row.days), of: row.wantedDays})}</span></li>`;
    return html`<li>${this.#link(row.id, row.daysOverdue)}
      <span class="muted">${t(`overview.stage.${row.stage}`)}${row.body ? ` · ${t(`overview.body.${row.body}`)}` : ''} · ${site ? t('overview.sites.cameras', {n: number(row.online), of: number(row.cameras)}) : t('overview.places', {have: row.cameras, need: row.requiredPlaces})}</span>
      ${row.reason ? html`<span>${row.reason}</span><span class="small muted">${t('overview.who', {who: row.whoActs})}</span>` : nothing}
      ${this.#contact(row)}${site ? this.#liveOf(row.id) : nothing}</li>`;
  }

  #renderSite(row) {
    return html`<li><span class="name"><a href=${router.link('overview', {site: row.siteId ?? 'own'})}>${row.name || t('overview.sites.own')}</a>${row.late ? html`<span class="late">${t('overview.sites.late', {n: row.late})}</span>` : nothing}</span>
      <span class="muted">${t('overview.sites.facilities', {n: row.connected, of: row.facilities})} · ${t('overview.sites.cameras', {n: row.online, of: row.cameras})}</span>
      ${row.reason ? html`<span>${row.reason}</span>` : nothing}</li>`;
  }

  /** From a province over its facility to the picture in two clicks. */
  #liveOf(id) {
    const cameras = session.may('live.view') ? facts.list().filter(c => c.facilityId === id) : [];
    if (!cameras.length) return nothing;
    return html`<span class="go">${cameras.slice(0, LIVE_MAX).map(c => html`<a class="btn" href=${router.link('watch', {camera: c.id})} title=${t('overview.sites.live', {name: c.name})}>${icon('video', 16)} ${c.name}</a>`)}
      ${cameras.length > LIVE_MAX ? html`<a class="btn quiet" href=${router.link('overview', {facility: id})}>${t('overview.sites.rest', {n: cameras.length - LIVE_MAX})}</a>` : nothing}</span>`;
  }

  #link(id, late = 0) {
    return html`<span class="name"><a href=${router.link('overview', {facility: id})}>${this.#name(id)}</a>${late ? html`<span class="late">${t('overview.late', {n: late})}</span>` : nothing}</span>`;
  }

  #contact(row) {
    return row.contact ? html`<span class="small">${row.contact.name} <a class="phone" href="tel:${row.contact.phone.replaceAll(' ', '')}">${row.contact.phone}</a></span>` : nothing;
  }

  #renderFacility(row, id) {
    if (!row) return html`<p class="muted">${t('overview.rows.none')}</p>`;
    const {said} = this;
    const mark = said.facilities.find(f => f.id === id);
    const cameras = facts.list().filter(c => c.facilityId === id);
    const watch = said.notWatched.find(w => w.facilityId === id);
    const incidents = said.incidents.filter(i => i.facilityId === id);
    const pair = (label, value) => (value ? html`<dt>${label}</dt><dd>${value}</dd>` : nothing);
    return html`<dl>
        ${pair(t('overview.facility.stage'), html`${t(`overview.stage.${row.stage}`)}${Date.parse(row.since) > 0 ? html` <span class="muted">${t('overview.since', {when: when(Date.parse(row.since))})}</span>` : nothing}`)}
        ${pair(t('overview.facility.why'), row.reason)}
        ${pair(t('overview.facility.who'), row.whoActs)}
        ${pair(t('overview.facility.late'), row.daysOverdue ? html`<span class="off">${t('overview.late', {n: row.daysOverdue})}</span>` : '')}
        ${pair(t('overview.facility.contact'), row.contact ? this.#contact(row) : session.may('contact.read') ? t('overview.facility.noContact') : '')}
        ${pair(t('overview.facility.body'), row.body ? t(`overview.body.${row.body}`) : '')}
        ${pair(t('overview.facility.people'), mark?.occupants ? number(mark.occupants) : '')}
        ${pair(t('overview.cameras'), t('overview.places', {have: row.cameras, need: row.requiredPlaces}))}
        ${pair(t('overview.facility.watch'), watch ? html`<span class="off">${watch.words}</span>` : '')}
        ${pair(t('overview.incidents'), incidents.length ? incidents.map(i => session.kind === 'wall' ? html`<div>${i.title}</div>` : html`<div><a href=${router.link('incidents', {incident: i.id})}>${i.title}</a></div>`) : '')}
      </dl>
      <p class="row">${session.may('incident.write') ? html`<a class="btn" href=${router.link('incidents', {add: 1, facility: id})}>${t('incidents.report')}</a>` : nothing}
        ${mayOpen('facilities') && session.kind !== 'wall' ? html`<a class="btn" href=${router.link('facilities', {facility: id})}>${t('overview.facility.open')}</a>` : nothing}</p>
      ${session.may('live.view') && cameras.length ? html`<div class="pictures">${repeat(cameras.slice(0, PICTURES_MAX), c => c.id, c => html`<a href=${router.link('watch', {camera: c.id})} title=${t('overview.wall.live')}><figure><hd-thumbnail .cameraId=${c.id}></hd-thumbnail><figcaption>${c.name}</figcaption></figure></a>`)}</div>` : nothing}`;
  }
}

customElements.define('hd-overview-list', OverviewList);
