import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {toast} from '../design/toast.js';
import {facts} from '../app/facts.js';
import {emergency} from '../app/emergency.js';
import {DAY_MS, date, dayStart, exactTime, fileTime, weekday, ZONE_LABEL} from '../app/format.js';
import {t} from '../app/i18n.js';
import {isTyping} from '../app/keys.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {save} from '../app/save.js';
import {serverClock} from '../app/server-clock.js';
import {Reported} from '../app/reported.js';
import {Recordings} from './recordings.js';
import './pane.js';
import './timeline.js';
import './day-strip.js';
import './export.js';
import '../watch/break-glass.js';

const CAMERAS_MAX = 4;
const RATES = [0.5, 1, 2, 4, 8];
const SPANS = [[DAY_MS, '24h'], [6 * 3600_000, '6h'], [3600_000, '1h'], [600_000, '10m'], [60_000, '1m']];
const BEAT_MS = 50;
/** Recordings reach the disk about a second behind the camera: nothing newer is asked for. */
const EDGE_MS = 4_000;
const NOTE_EVERY_MS = 1_000;
/** Cameras behind the clock by more than this make it wait, so that they stay together at 8x, too. */
const LAG_MAX_S = 0.6;
const HOLD_MAX_MS = 6_000;
/** How long a gap's reason stands on the screen before it is skipped. */
const GAP_SHOWN_MS = 1_600;

/** Recordings of up to four cameras on one clock. */
export class Playback extends HdElement {
  static properties = {
    cameras: {state: true}, atMs: {state: true}, rate: {state: true}, playing: {state: true}, fromMs: {state: true}, toMs: {state: true}, marks: {state: true}, exporting: {state: true}, skipGaps: {state: true}, choosing: {state: true}, holding: {state: true},
  };

  static styles = [HdElement.styles, css`
    :host { display: flex; flex-direction: column; height: 100%; min-height: 0; background: var(--surface-0); }
    .strip { display: flex; gap: 6px; align-items: center; padding: 6px 10px; background: var(--surface-1); border-bottom: 1px solid var(--line); flex-wrap: wrap; }
    .strip select { width: auto; min-height: 32px; padding: 3px 8px; max-width: 16rem; }
    .chip { min-height: 32px; }
    .panes { flex: 1; min-height: 120px; display: grid; gap: 2px; background: #000; padding: 2px; position: relative; }
    .panes.n2 { grid-template-columns: 1fr 1fr; }
    .panes.n3, .panes.n4 { grid-template: 1fr 1fr / 1fr 1fr; }
    .bar2 { display: flex; align-items: center; gap: 4px 6px; padding: 6px 10px; background: var(--surface-1); border-top: 1px solid var(--line); flex-wrap: wrap; }
    .bar2 .btn { min-height: 34px; padding: 4px 9px; }
    .clock { font-variant-numeric: tabular-nums; margin-inline: 8px; white-space: nowrap; min-width: 15rem; }
    .clock b { font-size: var(--size-20); font-weight: 600; }
    .line { width: 1px; height: 24px; background: var(--line); margin: 0 4px; }
    .rates, .spans { display: inline-flex; }
    .rates .btn, .spans .btn { border-radius: 0; margin-left: -1px; min-width: 40px; padding: 4px 8px; font-variant-numeric: tabular-nums; }
    .rates .btn:first-child, .spans .btn:first-child { border-radius: var(--radius) 0 0 var(--radius); }
    .rates .btn:last-child, .spans .btn:last-child { border-radius: 0 var(--radius) var(--radius) 0; }
    .push { margin-left: auto; }
    .first { flex: 1; display: grid; place-content: center; justify-items: center; text-align: center; gap: 14px; padding: 24px; overflow: auto; }
    .first > .icon { color: var(--text-3); }
    .first .choices { display: flex; flex-wrap: wrap; gap: 8px; justify-content: center; max-width: 46rem; }
    hd-timeline { background: var(--surface-1); border-top: 1px solid var(--line); }
    @media (max-width: 1500px) { .wide { display: none; } .clock { min-width: 0; } }
    @media (max-width: 760px) {
      .line, .desk { display: none; }
      .bar2 { justify-content: center; }
      .clock { width: 100%; text-align: center; order: -1; }
    }
    @media (max-width: 760px) and (orientation: portrait) { .panes.n2, .panes.n3, .panes.n4 { grid-template: none / 1fr; grid-auto-rows: 1fr; } }
  `];

  recordings = new Recordings();
  reported = new Reported();

  #timer = 0;
  #lastBeat = 0;
  #scrubUntil = 0;
  #holdSince = 0;
  #gapSince = 0;
  #noted = 0;
  #following = true;

  constructor() {
    super();
    const {query} = router;
    const now = serverClock.now();
    this.cameras = (query.get('cameras') ?? '').split(',').filter(Boolean).slice(0, CAMERAS_MAX);
    this.atMs = Math.min(Number(query.get('at')) || now - 60_000, now - EDGE_MS);
    this.rate = 1;
    this.playing = query.has('cameras');
    this.skipGaps = true;
    this.marks = {};
    this.#center(Number(query.get('span')) || 3600_000);
    this.follow(facts, 'cameras');
    this.follow(emergency, 'change');
    this.follow(this.recordings, 'change');
    this.follow(this.reported, 'change');
    this.follow(window, 'keydown', e => this.#key(e));
    this.follow(router, 'change', () => this.#fromAddress());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#lastBeat = performance.now();
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  #fromAddress() {
    if (router.path !== 'playback') return;
    const cameras = (router.query.get('cameras') ?? '').split(',').filter(Boolean).slice(0, CAMERAS_MAX);
    if (cameras.join() !== this.cameras.join()) this.cameras = cameras;
    const at = Number(router.query.get('at'));
    if (at && Math.abs(at - this.atMs) > 2_000) this.#seek(at);
    if (cameras.length) this.playing = true;
  }

  #center(span) {
    const now = serverClock.now();
    // Near the present, most of the axis is for the past.
    const from = Math.min(this.atMs - span / 2, now - span * 0.9);
    this.fromMs = from;
    this.toMs = from + span;
  }

  get #panes() {
    return [...this.renderRoot.querySelectorAll('hd-pane')];
  }

  /** The one clock: advances by its own rate unless a camera that has the moment recorded is not ready to show it. */
  #beat() {
    const now = performance.now();
    const passed = Math.min(500, now - this.#lastBeat);
    this.#lastBeat = now;
    if (!this.cameras.length) return;
    this.cameras.forEach(id => this.recordings.want(id, this.fromMs, this.toMs));
    this.cameras.forEach(id => this.reported.want(id, this.fromMs, this.toMs));
    const panes = this.#panes;
    const still = now < this.#scrubUntil || (this.playing && this.rate < 0);
    const scrubbing = now < this.#scrubUntil;
    if (this.playing && !scrubbing && !this.#waits(panes, still, now)) this.#advance(passed);
    for (const pane of panes) pane.beat(this.atMs, this.rate, this.playing && !this.holding, still);
    if (this.playing) this.#passGap(panes, now);
    if (now - this.#noted > NOTE_EVERY_MS) this.#note(now);
  }

  #waits(panes, still, now) {
    const wait = !still && panes.some(p => p.holds || (p.player?.lagS ?? 0) > LAG_MAX_S * Math.max(1, this.rate));
    if (!wait) {
      this.#holdSince = 0;
      this.holding = false;
      return false;
    }
    this.#holdSince ||= now;
    this.holding = panes.some(p => p.holds);
    return now - this.#holdSince < HOLD_MAX_MS;
  }

  #advance(passed) {
    const edge = serverClock.now() - EDGE_MS;
    const next = this.atMs + passed * this.rate;
    if (next > edge && this.rate > 0) {
      this.atMs = edge;
      this.rate = Math.min(1, this.rate);
    } else {
      this.atMs = next;
    }
    if (this.#following && (this.atMs > this.toMs || this.atMs < this.fromMs)) {
      const span = this.toMs - this.fromMs;
      this.fromMs = this.rate > 0 ? this.atMs - span * 0.1 : this.atMs - span * 0.9;
      this.toMs = this.fromMs + span;
    }
  }

  #passGap(panes, now) {
    const gone = this.rate > 0 && panes.length && panes.every(p => ['gap', 'end', 'failed'].includes(p.status)) && panes.some(p => p.status === 'gap');
    if (!gone || !this.skipGaps) {
      this.#gapSince = 0;
      return;
    }
    this.#gapSince ||= now;
    if (now - this.#gapSince < GAP_SHOWN_MS) return;
    const next = Math.min(...panes.filter(p => p.status === 'gap' && p.nextMs > this.atMs).map(p => p.nextMs));
    if (Number.isFinite(next)) this.#seek(next + 1);
    this.#gapSince = 0;
  }

  #note(now) {
    this.#noted = now;
    if (router.path === 'playback') router.note('playback', {cameras: this.cameras.join(','), at: Math.round(this.atMs), span: Math.round(this.toMs - this.fromMs)});
  }

  #seek(ms, {scrubbing = false} = {}) {
    this.atMs = Math.min(ms, serverClock.now() - EDGE_MS);
    this.#following = true;
    this.#gapSince = this.#holdSince = 0;
    if (scrubbing) {
      this.#scrubUntil = performance.now() + 400;
    } else {
      this.#scrubUntil = 0;
      this.#panes.forEach(p => p.seek(this.atMs));
    }
    if (this.atMs < this.fromMs || this.atMs > this.toMs) this.#center(this.toMs - this.fromMs);
  }

  render() {
    if (facts.loaded && !facts.cameras.size) {
      return html`<div class="first">${icon('history', 56)}<h1>${t('playback.first.none')}</h1>${session.may('camera.write') ? html`<p class="muted">${t('playback.first.none.words')}</p>
        <a class="btn primary" href=${router.link('cameras', {add: 1})}>${icon('plus')} ${t('cameras.add')}</a>` : html`<p class="muted">${t('cameras.first.others')}</p>`}</div>`;
    }
    return html`
      ${this.#renderCameras()}
      ${this.cameras.length ? html`
        <div class="panes n${this.cameras.length}">${repeat(this.cameras, id => id, id => html`<hd-pane .cameraId=${id} .recordings=${this.recordings}></hd-pane>`)}</div>
        ${this.#renderTransport()}
        <hd-day-strip .cameraId=${this.cameras[0]} .atMs=${this.atMs} @day-pick=${e => this.#pickDay(e.detail.ms)}></hd-day-strip>
        <hd-timeline .rows=${this.cameras.map(id => ({id, name: facts.cameras.get(id)?.name ?? id}))} .recordings=${this.recordings} .reported=${this.reported} .atMs=${this.atMs} .fromMs=${this.fromMs} .toMs=${this.toMs} .marks=${this.marks}
            @timeline-seek=${e => this.#seek(e.detail.ms, e.detail)} @timeline-view=${e => this.#view(e.detail)}></hd-timeline>` : this.#renderChoose()}
      ${this.exporting ? html`<hd-export .cameras=${this.cameras} .fromMs=${this.exporting.fromMs} .toMs=${this.exporting.toMs} @close=${() => (this.exporting = null)}></hd-export>` : nothing}`;
  }

  #renderChoose() {
    return html`<div class="first">${icon('history', 56)}<h2>${t('playback.first.title')}</h2><p class="muted">${t('playback.first.words')}</p>
      <div class="choices">${facts.list().map(c => html`<button class="btn" @click=${() => this.#toggle(c.id)}>${icon('cctv', 16)} ${c.name}</button>`)}</div></div>`;
  }

  #renderCameras() {
    const free = facts.list().filter(c => !this.cameras.includes(c.id));
    const title = html`<h1 class="words-only">${t('nav.playback')}</h1>`;
    if (!this.cameras.length && !emergency.leftMs) return title; // an empty bar says nothing
    return html`${title}<div class="strip" role="toolbar" aria-label=${t('playback.cameras')}>
      ${this.cameras.map(id => html`<button class="chip" aria-label=${t('playback.remove', {name: facts.cameras.get(id)?.name ?? id})} title=${t('playback.remove', {name: facts.cameras.get(id)?.name ?? id})} @click=${() => this.#toggle(id)}>${facts.cameras.get(id)?.name ?? id} ${icon('x', 14)}</button>`)}
      ${this.cameras.length && this.cameras.length < CAMERAS_MAX && free.length ? html`<select aria-label=${t('playback.add')} @change=${e => { this.#toggle(e.target.value); e.target.value = ''; }}>
        <option value="">+ ${t('playback.add')}</option>${free.map(c => html`<option value=${c.id}>${c.name}</option>`)}</select>` : nothing}
      <span class="push"></span><hd-emergency-chip></hd-emergency-chip>
      ${this.cameras.length ? html`<span class="spans desk" role="group" aria-label=${t('playback.span')}>${SPANS.map(([ms, key]) => html`<button class="btn" aria-pressed=${String(Math.abs(this.toMs - this.fromMs - ms) < ms * 0.05)} @click=${() => this.#center(ms)}>${t(`span.${key}`)}</button>`)}</span>
      <button class="btn" aria-pressed=${String(this.skipGaps)} title=${t('playback.skipGaps.words')} @click=${() => (this.skipGaps = !this.skipGaps)}>${icon('skip-forward', 16)} ${t('playback.skipGaps')}</button>` : nothing}
    </div>`;
  }

  #renderTransport() {
    const button = (act, drawing, key, run, extra = {}) => html`<button class="btn icon-only ${extra.class ?? ''}" aria-label=${t(act)} title="${t(act)} (${key})" ?disabled=${extra.disabled} @click=${run}>${icon(drawing)}</button>`;
    const {inMs, outMs} = this.marks;
    return html`<div class="bar2" role="toolbar" aria-label=${t('playback.controls')}>
      ${button('playback.back10', 'rewind', '←', () => this.#seek(this.atMs - 10_000))}
      ${button('playback.previousPicture', 'step-back', ',', () => this.#step(-1))}
      <button class="btn primary icon-only" aria-label=${t(this.playing ? 'playback.pause' : 'playback.play')} title="${t(this.playing ? 'playback.pause' : 'playback.play')} (k)" @click=${this.#playPause}>${icon(this.playing ? 'pause' : 'play')}</button>
      ${button('playback.nextPicture', 'step-forward', '.', () => this.#step(1))}
      ${button('playback.forward10', 'fast-forward', '→', () => this.#seek(this.atMs + 10_000))}
      <div class="clock"><b>${exactTime(this.atMs)}</b> <span class="muted">${weekday(this.atMs)} ${date(this.atMs)} ${ZONE_LABEL}</span></div>
      <span class="rates" role="group" aria-label=${t('playback.rate')}>
        ${this.rate < 0 ? html`<button class="btn" aria-pressed="true" @click=${() => this.#setRate(1)}>${this.rate}×</button>` : nothing}
        ${RATES.map(r => html`<button class="btn" aria-pressed=${String(r === this.rate)} @click=${() => this.#setRate(r)}>${r === 0.5 ? '½' : r}×</button>`)}</span>
      <span class="line"></span>
      ${session.may('export.make') ? html`<button class="btn" aria-pressed=${String(Boolean(inMs))} title="${t('playback.markIn')} (i)" @click=${() => this.#mark('in')}>${t('playback.markIn.short')}<span class="num wide">${inMs ? ' ' + exactTime(inMs).slice(0, 8) : ''}</span></button>
      <button class="btn" aria-pressed=${String(Boolean(outMs))} title="${t('playback.markOut')} (o)" @click=${() => this.#mark('out')}>${t('playback.markOut.short')}<span class="num wide">${outMs ? ' ' + exactTime(outMs).slice(0, 8) : ''}</span></button>
      <button class="btn" title="${t('playback.export')} (e)" @click=${() => this.#export()}>${icon('download', 16)} ${t('playback.export')}</button>` : nothing}
      <span class="push"></span>
      ${session.may('export.make') ? button('playback.snapshot', 'image', 's', () => this.#snapshot()) : nothing}
      ${session.may('incident.write') && this.cameras.length ? html`<a class="btn icon-only" title=${t('incidents.report')} aria-label=${t('incidents.report')} href=${router.link('incidents', {add: 1, cameras: this.cameras.join(','), from: Math.round(inMs || this.atMs), to: outMs ? Math.round(outMs) : ''})}>${icon('siren', 16)}</a>` : nothing}
      ${button('playback.copyLink', 'link', 'c', () => this.#copyLink(), {class: 'desk'})}
      ${session.may('live.view') ? html`<button class="btn" title="${t('playback.live')} (Esc)" @click=${() => this.#live()}>${icon('radio', 16)} ${t('playback.live')}</button>` : nothing}
    </div>`;
  }

  #playPause = () => {
    if (this.rate < 0) this.rate = 1;
    this.playing = !this.playing;
  };

  #toggle(id) {
    if (!id) return;
    const began = !this.cameras.length;
    this.cameras = this.cameras.includes(id) ? this.cameras.filter(c => c !== id) : [...this.cameras, id].slice(0, CAMERAS_MAX);
    if (began) this.playing = true;
    this.#note(performance.now());
  }

  #setRate(rate) {
    this.rate = rate;
    this.playing = true;
  }

  #step(direction) {
    this.playing = false;
    for (const pane of this.#panes) {
      const beside = pane.player?.pictureBeside(this.atMs, direction);
      if (beside) return this.#seek(beside + 1);
    }
    this.#seek(this.atMs + direction * 40);
  }

  #view({fromMs, toMs}) {
    const span = toMs - fromMs;
    const latest = serverClock.now() + span * 0.5;
    this.toMs = Math.min(toMs, latest);
    this.fromMs = this.toMs - span;
    this.#following = false;
    if (this.atMs >= this.fromMs && this.atMs <= this.toMs) this.#following = true;
  }

  #pickDay(day) {
    this.#seek(day + (this.atMs - dayStart(this.atMs)));
    this.#center(Math.max(this.toMs - this.fromMs, 3600_000));
  }

  #mark(which) {
    const marks = {...this.marks};
    const at = Math.round(this.atMs);
    if (which === 'in') {
      marks.inMs = marks.inMs && Math.abs(marks.inMs - at) < 20 ? null : at;
      if (marks.outMs <= at) marks.outMs = null;
    } else {
      marks.outMs = marks.outMs && Math.abs(marks.outMs - at) < 20 ? null : at;
      if (marks.inMs >= at) marks.inMs = null;
    }
    this.marks = marks;
  }

  #export() {
    if (!session.may('export.make')) return;
    const {inMs, outMs} = this.marks;
    if (!inMs || !outMs) return toast(t('playback.export.marksFirst'), 'warn');
    this.exporting = {fromMs: inMs, toMs: outMs};
  }

  async #snapshot() {
    if (!session.may('export.make')) return;
    for (const pane of this.#panes) {
      const picture = await pane.takePicture(this.atMs);
      if (picture) save(picture.blob, `${facts.cameras.get(pane.cameraId)?.name} ${fileTime(picture.ms)}.jpg`);
    }
    toast(t('snapshot.saved'));
  }

  async #copyLink() {
    this.#note(performance.now());
    await navigator.clipboard?.writeText(location.href).then(() => toast(t('playback.linkCopied')), () => toast(location.href));
  }

  #live() {
    if (!session.may('live.view')) return;
    router.go('watch', {camera: this.cameras.length === 1 ? this.cameras[0] : ''});
  }

  #jumpGap(direction) {
    const marks = this.recordings.marks(this.cameras);
    const next = direction > 0 ? marks.find(m => m > this.atMs + 500) : marks.findLast(m => m < this.atMs - 1_500);
    if (next) this.#seek(next);
  }

  #key(event) {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || !this.cameras.length) return;
    const onButton = ['BUTTON', 'A', 'SELECT'].includes(event.composedPath()[0].tagName);
    const timeline = this.$('hd-timeline');
    const acts = {
      ',': () => this.#step(-1),
      '.': () => this.#step(1),
      k: this.#playPause,
      ' ': onButton ? null : this.#playPause,
      l: () => this.#setRate(this.playing && this.rate > 0 ? RATES[Math.min(RATES.length - 1, RATES.indexOf(this.rate) + 1)] : 1),
      j: () => this.#setRate(this.playing && this.rate < 0 ? Math.max(-8, this.rate * 2) : -1),
      ArrowLeft: () => this.#seek(this.atMs - (event.shiftKey ? 60_000 : 10_000)),
      ArrowRight: () => this.#seek(this.atMs + (event.shiftKey ? 60_000 : 10_000)),
      ArrowUp: () => timeline.zoom(0.6),
      ArrowDown: () => timeline.zoom(1.7),
      '[': () => this.#jumpGap(-1),
      ']': () => this.#jumpGap(1),
      i: () => this.#mark('in'),
      o: () => this.#mark('out'),
      e: () => this.#export(),
      s: () => this.#snapshot(),
      c: () => this.#copyLink(),
      Escape: () => this.#live(),
    };
    if (!acts[event.key]) return;
    acts[event.key]();
    event.preventDefault();
  }
}

customElements.define('hd-playback', Playback);
