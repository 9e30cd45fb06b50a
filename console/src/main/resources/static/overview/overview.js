import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {place} from '../design/place.js';
import {toast} from '../design/toast.js';
import {facts} from '../app/facts.js';
import {dateTime, duration, number, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {isTyping} from '../app/keys.js';
import {router} from '../app/router.js';
import {mayOpen} from '../app/screens.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import './big-clock.js';
import {Figures} from './figures.js';
import './map.js';
import './picture-wall.js';
import './list.js';
import '../documents/remind.js';

/** An opened list closes itself: on a wall nobody comes back to close it. */
const LIST_OPEN_MS = 180_000;
/** How often it is looked whether the figures have become the past. */
const LOOK_MS = 1_000;
const BODIES = ['MILITARY', 'CIVIL', 'HOTEL'];
/** Rows of the panels at the bottom. */
const PANEL_ROWS = 3;

/**
 * The one screen of the province: all of it at once, without scrolling, for a person who has five minutes and for a wall that runs for weeks.
 * Sizes follow the screen (`--u` is a hundredth of its smaller side, more or less), so that it looks the same on a laptop and on a TV.
 */
class OverviewScreen extends HdElement {
  static properties = {lost: {state: true}, fits: {state: true}, list: {state: true}, full: {state: true}, reminding: {state: true}, reminded: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; height: 100%; container-type: size; position: relative; background: var(--surface-0); color: var(--text-1); overflow: hidden; }
    :host(:fullscreen) { background: var(--surface-0); }
    .screen {
      --u: min(100cqw / 192, 100cqh / 108); font-size: calc(var(--u) * 1.9); line-height: 1.4; height: 100%; padding: 0.55em; display: grid; gap: 0.5em;
      grid-template: auto minmax(0, 1fr) auto / minmax(0, 27fr) minmax(0, 40fr) minmax(0, 33fr); grid-template-areas: 'top top top' 'map wall list' 'foot foot foot';
    }
    .screen .icon { width: 1.25em; height: 1.25em; }
    .panel { background: var(--surface-1); border: 1px solid var(--line); border-radius: var(--radius); min-width: 0; min-height: 0; padding: 0.45em 0.6em; display: flex; flex-direction: column; }
    .panel > h2 { display: flex; align-items: center; gap: 0.45em; font-size: 1.08em; line-height: 1.4; margin: 0 0 0.3em; white-space: nowrap; }
    .panel > h2 .n { margin-left: auto; }
    a { color: inherit; text-decoration: none; }
    a:hover .hover, a.hover:hover { text-decoration: underline; text-underline-offset: 0.2em; }
    a:focus-visible, button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
    .n { font-weight: 700; font-variant-numeric: tabular-nums; }
    .soft { color: var(--text-2); }
    .live { color: var(--live); } .warn { color: var(--warn); } .alarm { color: var(--alarm); }
    .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }

    .top { grid-area: top; display: grid; grid-template-columns: minmax(0, 24.5fr) minmax(0, 75.5fr); gap: 0.5em; }
    .now { justify-content: center; gap: 0.15em; }
    .countdown { display: flex; gap: 0.45em; align-items: center; color: var(--accent-text); line-height: 1.25; }
    .countdown b { font-size: 1.45em; font-weight: 700; white-space: nowrap; } .countdown .icon { width: 1.6em; height: 1.6em; }
    .countdown .until { font-weight: 500; white-space: nowrap; }
    .countdown.late { color: var(--alarm); }
    .countdown.none { color: var(--text-2); font-weight: 400; font-size: 1em; }
    .figures { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)) 1px repeat(4, minmax(0, 0.84fr)); gap: 0.6em; padding: 0.35em 0.7em; }
    .figures > i { background: var(--line-strong); margin: 0.5em 0; }
    .figure { display: flex; flex-direction: column; min-width: 0; }
    .figure a { min-width: 0; }
    .figure > a:first-child { display: flex; flex-direction: column; }
    .figure .label { font-size: 0.98em; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .figure .value { display: flex; align-items: baseline; gap: 0.35em; line-height: 1.1; }
    .figure .value b { font-size: 2.6em; font-weight: 700; font-variant-numeric: tabular-nums; letter-spacing: -0.02em; }
    .figure .value span { font-size: 1.1em; color: var(--text-2); font-variant-numeric: tabular-nums; }
    .figure .track { height: 0.34em; background: var(--surface-3); border-radius: 0.2em; overflow: hidden; margin: 0.2em 0; }
    .figure .track i { display: block; height: 100%; background: var(--accent); }
    .figure.last .track i { background: var(--live); }
    .split { display: flex; gap: 0.55em; font-size: 0.95em; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--text-2); }
    .split.alarm { color: var(--alarm); }
    .split a:hover { color: var(--text-1); }
    .split b { color: var(--text-1); font-weight: 600; }

    .map { grid-area: map; } .map hd-overview-map { flex: 1; }
    .wall { grid-area: wall; } .wall hd-picture-wall { flex: 1; }
    .list { grid-area: list; padding-right: 0.3em; }
    .rows { flex: 1; min-height: 0; overflow: hidden; display: flex; flex-direction: column; }
    .missing { display: flex; flex-direction: column; justify-content: center; padding: 0.2em 0.3em 0.2em 0; border-top: 1px solid var(--line); flex: 1 0 5.1em; max-height: 6.4em; min-width: 0; }
    .missing > div { display: flex; gap: 0.6em; align-items: baseline; min-width: 0; white-space: nowrap; }
    .missing > div:last-child { align-items: center; }
    .site > div:first-child { align-items: center; }
    .site:hover .hover { text-decoration: underline; text-underline-offset: 0.2em; }
    .missing .name { font-weight: 600; font-size: 1.04em; }
    .missing .late { background: var(--alarm); color: #1a0503; font-weight: 700; border-radius: 0.25em; padding: 0 0.45em; margin-left: auto; white-space: nowrap; font-size: 0.98em; line-height: 1.45; }
    .missing .who { color: var(--text-2); font-size: 0.96em; }
    .missing .remind { margin-left: auto; }
    .phone { color: var(--text-1); font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 600; }
    .small-btn { all: unset; box-sizing: border-box; cursor: pointer; border: 1px solid var(--line-strong); border-radius: 0.3em; padding: 0.02em 0.6em; font-size: 0.96em; font-weight: 500; white-space: nowrap; display: inline-flex; gap: 0.35em; align-items: center; }
    .small-btn:hover { background: var(--surface-3); }
    .small-btn[disabled] { color: var(--text-2); border-color: var(--line); cursor: default; }
    .more { padding-top: 0.25em; font-weight: 500; color: var(--accent-text); }
    .all-good { flex: 1; display: grid; place-content: center; justify-items: center; gap: 0.5em; text-align: center; color: var(--text-1); }
    .all-good .icon { width: 3em; height: 3em; color: var(--live); }
    .all-good.none, .all-good.none .icon { color: var(--text-2); }

    .foot { grid-area: foot; display: grid; grid-template-columns: minmax(0, 1.25fr) repeat(3, minmax(0, 1fr)) auto; gap: 0.5em; }
    .foot .panel { height: 8.3em; }
    .item { display: flex; gap: 0.5em; align-items: baseline; line-height: 1.5; min-width: 0; white-space: nowrap; }
    .item .end { margin-left: auto; color: var(--text-2); font-variant-numeric: tabular-nums; }
    .item > .icon { align-self: center; flex: none; width: 1em; height: 1em; }
    .quiet { color: var(--text-2); display: flex; gap: 0.45em; align-items: center; }
    .quiet .icon { color: var(--live); }
    .acts { display: grid; gap: 0.35em; align-content: stretch; grid-auto-rows: 1fr; }
    .acts .go { all: unset; box-sizing: border-box; cursor: pointer; display: flex; gap: 0.5em; align-items: center; padding: 0 0.9em; border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--surface-1); font-weight: 500; white-space: nowrap; }
    .acts .go:hover { background: var(--surface-3); }
    .acts .go:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }

    .gone { position: absolute; inset: 0; z-index: 20; display: grid; place-content: center; justify-items: center; pointer-events: none; font-size: calc(min(100cqw / 192, 100cqh / 108) * 1.9); }
    .gone > div { background: #3a0d0b; color: #fff; border: 0.2em solid var(--alarm); border-radius: 0.5em; padding: 1.1em 2em 1.2em; text-align: center; display: grid; gap: 0.35em; box-shadow: 0 0 0 200vmax rgb(0 0 0 / 0.45); max-width: 94cqw; }
    .gone b { font-size: 3.3em; line-height: 1.2; font-weight: 700; text-transform: uppercase; }
    .gone .truth { font-size: 1.9em; font-weight: 600; line-height: 1.35; }
    .gone p { font-size: 1.2em; }
    :host([past]) .screen { filter: grayscale(1); }
    .first { display: grid; place-content: center; height: 100%; text-align: center; gap: 12px; padding: 24px; color: var(--text-2); }

    @container (max-width: 760px) or (max-height: 420px) {
      .screen { font-size: 15px; height: auto; grid-template: none / minmax(0, 1fr); grid-template-areas: none; }
      .screen > * { grid-area: auto; }
      .top, .foot { grid-template-columns: minmax(0, 1fr); }
      .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .figures > i { display: none; }
      .map hd-overview-map { min-height: 18rem; }
      .wall hd-picture-wall { min-height: 22rem; }
      .foot .panel { height: auto; min-height: 4em; }
      .acts { grid-auto-rows: 44px; }
    }
  `];

  #figures = new Figures();
  #look = 0;
  #closing = 0;
  #rows = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.lost = false;
    this.fits = 6;
    this.reminded = new Set();
    this.follow(this.#figures, 'change', () => this.#changed());
    this.follow(facts, 'link', () => this.#changed());
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(window, 'keydown', e => this.#key(e));
    this.follow(document, 'fullscreenchange', () => (this.full = Boolean(document.fullscreenElement)));
  }

  connectedCallback() {
    super.connectedCallback();
    this.#figures.start();
    this.#look = setInterval(() => this.#changed(false), LOOK_MS);
    this.#fromAddress();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#figures.stop();
    clearInterval(this.#look);
    clearTimeout(this.#closing);
    this.#rows.disconnect();
  }

  #changed(redraw = true) {
    const lost = this.#figures.lost;
    if (lost !== this.lost) this.lost = lost;
    this.toggleAttribute('past', lost);
    // While it is lost, the age of the last truth goes on.
    if (redraw || lost) this.requestUpdate();
  }

  #fromAddress() {
    if (router.path !== 'overview') return;
    const {query} = router;
    this.list = ['step', 'cameras', 'mark', 'facility', 'list', 'site'].some(k => query.has(k)) ? Object.fromEntries(query) : null;
    clearTimeout(this.#closing);
    if (this.list) this.#closing = setTimeout(() => router.go('overview', {}, {replace: true}), LIST_OPEN_MS);
  }

  updated() {
    const rows = this.$('.rows');
    if (rows && !rows.watched) {
      rows.watched = true;
      this.#rows.disconnect();
      this.#rows.observe(rows);
    }
  }

  /** How many whole rows there is room for; half a row would look like a fault. */
  #measure() {
    const rows = this.$('.rows');
    const em = rows && parseFloat(getComputedStyle(rows).fontSize);
    if (em) this.fits = Math.max(1, Math.floor((rows.clientHeight - 1.7 * em) / (5.1 * em)));
  }

  render() {
    const {said, problem} = this.#figures;
    if (!said) return html`<div class="first">${problem ? faultNote(problem) : html`<p>${t('wait.loading')}</p>`}</div>`;
    const names = new Map(said.facilities.map(f => [f.id, f.name]));
    return html`<h1 class="words-only">${t('nav.overview')}</h1><div class="screen">
        ${this.#renderTop(said)}
        <section class="panel map" aria-label=${t('overview.map')}><hd-overview-map .facilities=${said.facilities}></hd-overview-map></section>
        <section class="panel wall" aria-label=${t('overview.wall')}><hd-picture-wall .troubled=${[...new Set(said.incidents.map(i => i.facilityId))]}></hd-picture-wall></section>
        ${said.sites.length ? this.#renderSites(said) : this.#renderMissing(said, names)}
        ${this.#renderFoot(said, names)}
      </div>
      ${this.list ? html`<hd-overview-list .query=${this.list} .said=${said} @close=${() => router.go('overview')}></hd-overview-list>` : nothing}
      ${this.reminding ? this.#renderRemind(names) : nothing}
      ${this.lost ? this.#renderGone() : nothing}`;
  }

  #renderGone() {
    const {atMs} = this.#figures;
    return html`<div class="gone" role="alert"><div><b>${t('overview.gone')}</b>
      <span class="truth">${t('overview.gone.truth', {when: dateTime(atMs)})}</span>
      <p>${t('overview.gone.words', {age: duration(serverClock.now() - atMs)})}</p></div></div>`;
  }

  // ---- row 1

  #renderTop({countdown, funnel, cameras, links}) {
    const lostNow = links.filter(l => l.lost).length;
    return html`<div class="top">
      <section class="panel now" aria-label=${t('overview.now')}><hd-big-clock></hd-big-clock>
        ${countdown ? html`<div class="countdown ${countdown.late ? 'late' : ''}" title=${countdown.phrase}>${icon(countdown.late ? 'triangle-alert' : 'clock')}${this.#renderCountdown(countdown.words)}</div>` : html`<div class="countdown none">${t('overview.noDeadline')}</div>`}</section>
      <section class="panel figures" aria-label=${t('overview.funnel')}>
        ${funnel.map((s, i) => html`<div class="figure ${i === funnel.length - 1 ? 'last' : ''}"><a href=${router.link('overview', {step: s.step})}><span class="label soft hover" title=${s.words}>${t(`overview.step.${s.step}`)}</span>
          <span class="value"><b>${number(s.count)}</b>${i ? html`<span>${s.percent}%</span>` : nothing}</span></a>
          <span class="track" aria-hidden="true"><i ${place({width: `${s.percent}%`})}></i></span>
          <span class="split">${BODIES.map(b => html`<a class="hover" href=${router.link('overview', {step: s.step, body: b})} title="${t(`overview.body.${b}`)}: ${s.byBody[b] ?? 0}"><span aria-hidden="true">${t(`overview.body.short.${b}`)}</span><span class="words-only">${t(`overview.step.${s.step}`)}, ${t(`overview.body.${b}`)}</span> <b>${s.byBody[b] ?? 0}</b></a>`)}</span></div>`)}
        <i></i>
        ${['required', 'existing', 'connected', 'online'].map(k => html`<div class="figure"><a href=${router.link('overview', k === 'required' ? {list: 'required'} : {cameras: k})}><span class="label soft hover"><span class="words-only">${t('overview.cameras')} </span>${t(`overview.cameras.${k}`)}</span>
          <span class="value"><b class=${k === 'online' && cameras.existing && cameras.online < cameras.existing ? 'warn' : ''}>${number(cameras[k])}</b></span></a>
          ${k === 'online' && cameras.existing > cameras.online ? html`<a class="split hover" href=${router.link('overview', {cameras: 'offline'})}>${t('overview.cameras.off', {n: number(cameras.existing - cameras.online)})}</a>` : nothing}
          ${k === 'connected' && lostNow ? html`<a class="split hover alarm" href=${router.link('overview', {list: 'links'})}>${t('overview.lostNow', {n: lostNow})}</a>` : nothing}
          ${k === 'required' ? html`<span class="split">${t('overview.cameras')}</span>` : nothing}</div>`)}
      </section></div>`;
  }

  /** "Còn 3 ngày 4 giờ - báo cáo trước 15/5/2021": what is left large, until when below. */
  #renderCountdown(words) {
    const at = words.indexOf(' - ');
    return at < 0 ? html`<b>${words}</b>` : html`<span><b>${words.slice(0, at)}</b> <span class="until">${words.slice(at + 1)}</span></span>`;
  }

  // ---- who is not connected

  #renderMissing({notConnected, facilities}, names) {
    const over = notConnected.length > this.fits;
    return html`<section class="panel list" aria-label=${t('overview.missing')}>
      <h2>${icon('unplug')}<span>${t('overview.missing')}</span><a class="n hover" href=${router.link('overview', {step: 'CONNECTED', reached: 'false'})}>${notConnected.length}</a></h2>
      <div class="rows">${notConnected.length ? nothing : facilities.length ? html`<div class="all-good">${icon('circle-check')}<p>${t('overview.missing.none')}</p></div>` : html`<div class="all-good none">${icon('building-2')}<p>${t('overview.noFacilities')}</p></div>`}
        ${repeat(notConnected.slice(0, this.fits), r => r.facilityId, r => this.#renderMissingRow(r, names))}
        ${over ? html`<a class="more hover" href=${router.link('overview', {step: 'CONNECTED', reached: 'false'})}>${t('overview.more', {n: notConnected.length - this.fits})}</a>` : nothing}</div></section>`;
  }

  #renderMissingRow(row, names) {
    return html`<div class="missing">
      <div><a class="name cut hover" href=${router.link('overview', {facility: row.facilityId})} title=${names.get(row.facilityId) ?? ''}>${names.get(row.facilityId)}</a>
        ${row.daysOverdue ? html`<span class="late">${t('overview.late', {n: row.daysOverdue})}</span>` : nothing}</div>
      <div><span class="cut" title=${row.reason}>${row.reason}</span></div>
      <div><span class="who cut" title="${row.whoActs}${row.contact ? ` · ${row.contact.name}` : ''}">${row.whoActs}${row.contact ? html` · ${row.contact.name}` : nothing}</span>${row.contact ? html`<span class="phone">${row.contact.phone}</span>` : nothing}
      ${session.may('reminder.send') ? html`<span class="remind"><button class="small-btn" ?disabled=${this.reminded.has(row.facilityId)} @click=${() => (this.reminding = row)}>${icon(this.reminded.has(row.facilityId) ? 'check' : 'bell')}${t(this.reminded.has(row.facilityId) ? 'overview.reminded' : 'overview.remind')}</button></span>` : nothing}</div>
    </div>`;
  }

  // ---- by province, where there are some

  #renderSites({sites, notConnected}) {
    const over = sites.length > this.fits;
    return html`<section class="panel list" aria-label=${t('overview.sites')}>
      <h2>${icon('radio')}<span>${t('overview.sites')}</span><span class="n">${sites.length}</span></h2>
      <div class="rows">${repeat(sites.slice(0, this.fits), s => s.siteId, s => this.#renderSite(s))}
        ${over ? html`<a class="more hover" href=${router.link('overview', {list: 'sites'})}>${t('overview.sites.more', {n: sites.length - this.fits})}</a>` : nothing}
        ${notConnected.length ? html`<a class="more hover" href=${router.link('overview', {step: 'CONNECTED', reached: 'false'})}>${t('overview.missing')}: ${notConnected.length}</a>` : nothing}</div></section>`;
  }

  #renderSite(s) {
    const name = s.name || t('overview.sites.own');
    return html`<a class="missing site" href=${router.link('overview', {site: s.siteId ?? 'own'})}>
      <div><span class=${s.linked ? 'live' : 'alarm'}>${icon(s.linked ? 'circle-check' : 'wifi-off')}</span><span class="name cut hover" title=${name}>${name}</span>
        ${s.late ? html`<span class="late">${t('overview.sites.late', {n: number(s.late)})}</span>` : nothing}</div>
      <div><span class="cut">${t('overview.sites.facilities', {n: number(s.connected), of: number(s.facilities)})} · <span class=${s.online < s.cameras ? 'warn' : ''}>${t('overview.sites.cameras', {n: number(s.online), of: number(s.cameras)})}</span></span></div>
      <div><span class="who cut" title=${s.reason ?? ''}>${s.linked ? s.reason ?? t('overview.sites.good') : s.since ? t('overview.sites.lost', {when: when(Date.parse(s.since))}) : t('overview.sites.never')}</span></div></a>`;
  }

  #renderRemind(names) {
    const row = this.reminding;
    const close = () => (this.reminding = null);
    return html`<hd-remind path="/facilities/${row.facilityId}/reminders" .name=${row.contact?.name ?? names.get(row.facilityId)} .phone=${row.contact?.phone} .hint=${t('overview.remind.hint')}
      @close=${close} @reminded=${() => (this.reminded = new Set(this.reminded).add(row.facilityId))}></hd-remind>`;
  }

  // ---- the bottom

  #renderFoot({incidents, notWatched, links, storage}, names) {
    const ago = since => (since ? duration(serverClock.now() - Date.parse(since)) : t('overview.never'));
    const tone = {CRITICAL: 'alarm', SERIOUS: 'warn', MINOR: 'soft'};
    const drawing = {CRITICAL: 'circle-x', SERIOUS: 'triangle-alert', MINOR: 'circle-alert'};
    const mayIncidents = session.may('incident.read');
    // On a wall nothing leads to where a wall may not be.
    const open = (path, query, instead) => (mayOpen(path) && !this.#onWall ? router.link(path, query) : router.link('overview', instead));
    const panel = (name, drawn, link, rows, none, draw) => html`<section class="panel" aria-label=${t(`overview.${name}`)}>
      <h2>${icon(drawn)}<a class="hover" href=${link}>${t(`overview.${name}`)}</a><a class="n hover ${rows.length ? 'alarm' : 'soft'}" href=${link} aria-label="${t(`overview.${name}`)}: ${rows.length}">${rows.length}</a></h2>
      ${rows.length ? rows.slice(0, rows.length > PANEL_ROWS ? PANEL_ROWS : PANEL_ROWS).map(draw) : html`<p class="quiet">${icon('circle-check')}${none}</p>`}</section>`;
    return html`<div class="foot">
      ${!mayIncidents ? html`<section class="panel" aria-label=${t('overview.incidents')}><h2>${icon('siren')}${t('overview.incidents')}</h2><p class="quiet">${t('overview.incidents.noRight')}</p></section>`
        : panel('incidents', 'siren', open('incidents'), incidents, t('overview.incidents.none'), i => html`<a class="item" href=${open('incidents', {incident: i.id}, {facility: i.facilityId})}><span class=${tone[i.severity]} title=${i.severityWords}>${icon(drawing[i.severity])}</span>
        <span class="cut hover">${i.title} <span class="soft">· ${names.get(i.facilityId) ?? ''}</span></span><span class="end">${ago(i.from)}</span></a>`)}
      ${panel('notWatched', 'eye-off', router.link('overview', {list: 'notWatched'}), notWatched, t('overview.notWatched.none'), w => html`<a class="item" href=${router.link('overview', {facility: w.facilityId})} title=${w.words}><span class="cut hover">${names.get(w.facilityId)}</span><span class="end">${ago(w.since)}</span></a>`)}
      ${panel('links', 'wifi-off', router.link('overview', {list: 'links'}), links, t('overview.links.none'), l => html`<a class="item" href=${router.link('overview', {facility: l.facilityId})}><span class=${l.lost ? 'alarm' : 'warn'} title=${t(l.lost ? 'overview.links.lost' : 'overview.links.part')}>${icon(l.lost ? 'circle-x' : 'triangle-alert')}</span><span class="cut hover">${names.get(l.facilityId)}</span><span class="end">${ago(l.since)}</span></a>`)}
      ${panel('storage', 'hard-drive', router.link('overview', {list: 'storage'}), storage, t('overview.storage.none'), s => html`<a class="item" href=${router.link('overview', {facility: s.facilityId})}><span class="cut hover">${names.get(s.facilityId)}</span><span class="end">${t('overview.storage.days', {n: number(s.days), of: s.wantedDays})}</span></a>`)}
      <div class="acts">
        ${mayOpen('reports') ? html`<a class="go" href=${router.link('reports')}>${icon('table')}${t('overview.act.report')}</a>` : nothing}
        ${mayOpen('watch') ? html`<button class="go" @click=${() => this.#tour()}>${icon('repeat')}${t('overview.act.tour')}</button>` : nothing}
        ${this.#onWall ? nothing : mayOpen('audit') ? html`<a class="go" href=${router.link('audit')}>${icon('scroll-text')}${t('overview.act.log')}</a>` : mayOpen('incidents') ? html`<a class="go" href=${router.link('incidents', {state: 'all'})}>${icon('scroll-text')}${t('overview.act.log')}</a>` : nothing}
        <button class="go" @click=${() => this.#fullScreen()} aria-pressed=${String(Boolean(this.full))} title="${t('wall.full')} (f)">${icon(this.full ? 'minimize' : 'maximize')}${t('overview.act.full')}</button>
      </div></div>`;
  }

  get #onWall() {
    return session.kind === 'wall';
  }

  #tour() {
    router.go('watch');
    // The wall may have to be loaded first.
    setTimeout(() => dispatchEvent(new CustomEvent('hd-command', {detail: {name: 'tour'}})), 300);
  }

  #fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.requestFullscreen().catch(() => toast(t('overview.noFull'), 'warn'));
  }

  #key(event) {
    if (router.path !== 'overview' || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'f') this.#fullScreen();
  }
}

customElements.define('hd-overview', OverviewScreen);
