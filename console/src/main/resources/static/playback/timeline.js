import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {place} from '../design/place.js';
import {DAY_MS, clockSpan, dateTime, dayAndMonth, dayStart, shortTime, time} from '../app/format.js';
import {t} from '../app/i18n.js';
import {theme} from '../app/theme.js';
import {REPORTED_MAX_MS, words} from '../app/reported.js';
import {serverClock} from '../app/server-clock.js';
import {drawReported} from './reported-marks.js';

export const SPAN_MIN_MS = 10_000;
export const SPAN_MAX_MS = 30 * DAY_MS;
const STEPS_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, DAY_MS, 2 * DAY_MS, 5 * DAY_MS];
const TICK_MIN_PX = 84;
const RULER_PX = 26;
const ROW_PX = 26;
const DRAG_FROM_PX = 4;
/** What camera reports are read out or named in the tip: no more, and no further from the pointer. */
const REPORTED_SHOWN = 3;
const NEAR_PX = 6;
/** Names stand beside the axis where there is room, over it where there is not. */
const GUTTER_FROM_PX = 700;
const GUTTER_MAX_PX = 220;

/**
 * Recorded time of up to four cameras on one axis; what was fetched later from a camera's own storage is hatched. Drag in the rows scrubs, drag in the ruler pans, wheel or pinch zooms under the pointer.
 * Emits `timeline-seek {ms, scrubbing}` and `timeline-view {fromMs, toMs}`.
 */
export class Timeline extends HdElement {
  static properties = {rows: {attribute: false}, recordings: {attribute: false}, reported: {attribute: false}, atMs: {attribute: false}, fromMs: {attribute: false}, toMs: {attribute: false}, marks: {attribute: false}, hover: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; position: relative; touch-action: none; user-select: none; }
    [role='slider'] { position: relative; cursor: crosshair; }
    [role='slider']:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
    canvas { display: block; width: 100%; }
    .tip { position: absolute; bottom: 100%; z-index: 10; background: var(--surface-3); border: 1px solid var(--line-strong); border-radius: var(--radius); padding: 5px 10px; pointer-events: none; transform: translateX(-50%); width: max-content; max-width: 22rem; font-size: var(--size-12); }
    .tip b { font-variant-numeric: tabular-nums; }
    .colours { display: none; }
    .c-span { color: var(--span); } .c-fetched { color: light-dark(rgb(255 255 255 / 0.55), rgb(255 255 255 / 0.42)); } .c-gap { color: var(--warn); } .c-base { color: var(--surface-2); } .c-line { color: var(--line); } .c-text { color: var(--text-2); } .c-strong { color: var(--text-1); }
    .c-head { color: var(--accent-text); } .c-mark { color: light-dark(rgb(125 82 0 / 0.22), rgb(255 195 86 / 0.26)); } .c-markedge { color: var(--accent-text); } .c-gapsoft { color: var(--warn-soft); } .c-chip { color: var(--surface-1); }
  `];

  #pointers = new Map();
  #drag = null;
  #width = 0;
  #gutter = 0;
  #resize = new ResizeObserver(() => this.#draw());

  constructor() {
    super();
    this.rows = [];
    this.marks = {};
    this.follow(theme, 'change', () => requestAnimationFrame(() => this.#draw()));
  }

  connectedCallback() {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  render() {
    const gap = this.rows.map(r => this.recordings.gapAt(r.id, this.atMs)).find(Boolean);
    const fetched = this.rows.some(r => this.recordings.fetchedAt(r.id, this.atMs));
    const reports = this.rows.flatMap(r => this.#reportedAt(r.id, this.atMs, 0)).slice(0, REPORTED_SHOWN);
    const spoken = [dateTime(this.atMs), gap ? `${t('playback.gap')}: ${gap.message}` : t(fetched ? 'timeline.fetched' : 'timeline.recorded'), ...reports.map(words)].join(', ');
    return html`
      <div role="slider" tabindex="0" aria-label=${t('timeline.label')} aria-valuemin=${Math.round(this.fromMs / 1000)} aria-valuemax=${Math.round(this.toMs / 1000)} aria-valuenow=${Math.round(this.atMs / 1000)} aria-valuetext=${spoken}
          @wheel=${this.#wheel} @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up} @pointerleave=${() => this.#drag || (this.hover = null)}>
        <canvas></canvas>
      </div>
      ${this.hover ? this.#renderTip() : nothing}
      <div class="colours">${['span', 'fetched', 'gap', 'base', 'line', 'text', 'strong', 'head', 'mark', 'markedge', 'gapsoft', 'chip'].map(c => html`<i class="c-${c}"></i>`)}</div>`;
  }

  #renderTip() {
    const {x, ms, row} = this.hover;
    const camera = this.rows[row];
    const gap = camera && this.recordings.gapAt(camera.id, ms);
    const fetched = camera && this.recordings.fetchedAt(camera.id, ms);
    const left = Math.min(Math.max(x, 110), Math.max(110, this.#width - 110));
    return html`<div class="tip" ${place({left: `${left}px`})}><b>${dateTime(ms)}</b>
      ${gap ? html`<div>${t('timeline.gap', {length: clockSpan(gap.to - gap.from)})}: ${gap.message}</div>` : fetched ? html`<div>${t('timeline.fetched')}</div>` : nothing}
      ${camera ? this.#reportedAt(camera.id, ms, this.#ms(NEAR_PX) - this.#ms(0)).slice(0, REPORTED_SHOWN).map(e => html`<div>${words(e)}</div>`) : nothing}</div>`;
  }

  /** Of a view too wide for marks, nothing. */
  #reportedAt(id, ms, withinMs) {
    return this.reported && this.toMs - this.fromMs <= REPORTED_MAX_MS ? this.reported.near(id, ms, withinMs) : [];
  }

  updated() {
    this.#draw();
  }

  #x(ms) {
    return this.#gutter + ((ms - this.fromMs) / (this.toMs - this.fromMs)) * this.#axis;
  }

  #ms(x) {
    return this.fromMs + ((x - this.#gutter) / Math.max(1, this.#axis)) * (this.toMs - this.fromMs);
  }

  get #axis() {
    return this.#width - this.#gutter;
  }

  #colours() {
    return Object.fromEntries([...this.renderRoot.querySelectorAll('.colours i')].map(i => [i.className.slice(2), getComputedStyle(i).color]));
  }

  #draw() {
    const canvas = this.$('canvas');
    if (!canvas) return;
    const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const ruler = RULER_PX * scale;
    const row = ROW_PX * scale;
    const width = (this.#width = this.clientWidth);
    const height = ruler + row * Math.max(1, this.rows.length) + 4;
    const dpr = devicePixelRatio;
    if (canvas.width !== Math.round(width * dpr) || canvas.height !== Math.round(height * dpr)) {
      canvas.width = Math.round(width * dpr);
      canvas.height = Math.round(height * dpr);
      canvas.style.height = `${height}px`;
    }
    const pen = canvas.getContext('2d');
    pen.setTransform(dpr, 0, 0, dpr, 0, 0);
    pen.clearRect(0, 0, width, height);
    const c = this.#colours();
    pen.font = `500 ${12 * scale}px ${getComputedStyle(this).fontFamily}`;
    pen.textBaseline = 'middle';
    const longest = Math.max(0, ...this.rows.map(r => pen.measureText(r.name).width));
    this.#gutter = width > GUTTER_FROM_PX * scale ? Math.min(GUTTER_MAX_PX * scale, longest + 20 * scale) : 0;
    pen.save();
    pen.beginPath();
    pen.rect(this.#gutter, 0, width, height);
    pen.clip();
    this.#drawRuler(pen, c, ruler, height, scale);
    this.rows.forEach((r, i) => this.#drawRow(pen, c, r, ruler + i * row, row - 3));
    if (this.reported && this.toMs - this.fromMs <= REPORTED_MAX_MS) {
      this.rows.forEach((r, i) => drawReported(pen, {mark: c.strong, edge: c.base}, this.reported.of(r.id), ms => this.#x(ms), serverClock.now(), {y: ruler + i * row, height: row - 3, width, scale}));
    }
    this.#drawMarks(pen, c, ruler, height);
    const now = this.#x(serverClock.now());
    if (now >= 0 && now <= width) {
      pen.fillStyle = c.text;
      for (let y = ruler; y < height; y += 6) pen.fillRect(now, y, 1, 3);
    }
    this.#drawHead(pen, c, ruler, height, scale);
    pen.restore();
    this.rows.forEach((r, i) => this.#drawName(pen, c, r.name, ruler + i * row, row - 3, scale));
  }

  #drawRuler(pen, c, ruler, height, scale) {
    const step = STEPS_MS.find(s => (s / (this.toMs - this.fromMs)) * this.#axis >= TICK_MIN_PX * scale) ?? STEPS_MS.at(-1);
    const origin = dayStart(this.fromMs);
    pen.textAlign = 'left';
    for (let ms = origin + Math.floor((this.fromMs - origin) / step) * step; ms <= this.toMs; ms += step) {
      const x = Math.round(this.#x(ms));
      const midnight = dayStart(ms) === ms;
      pen.fillStyle = c.line;
      pen.fillRect(x, midnight ? 0 : ruler - 8, 1, height);
      pen.fillStyle = midnight ? c.strong : c.text;
      pen.fillText(midnight ? dayAndMonth(ms) : step < 60_000 ? time(ms) : shortTime(ms), x + 5, ruler / 2 - 1);
    }
  }

  #drawRow(pen, c, {id}, y, height) {
    const {spans, gaps, fetched} = this.recordings.of(id);
    pen.fillStyle = c.base;
    pen.fillRect(0, y, this.#width, height);
    for (const gap of gaps) this.#drawGap(pen, c, this.#x(gap.from), this.#x(gap.to), y, height);
    pen.fillStyle = c.span;
    for (const span of spans) {
      const from = Math.max(0, this.#x(span.from));
      const to = Math.min(this.#width, this.#x(span.to));
      if (to > 0 && from < this.#width) pen.fillRect(from, y, Math.max(1, to - from), height);
    }
    for (const stretch of fetched) this.#drawFetched(pen, c, this.#x(stretch.from), this.#x(stretch.to), y, height);
  }

  #drawName(pen, c, name, y, height, scale) {
    pen.textAlign = 'left';
    if (!this.#gutter) {
      pen.fillStyle = c.chip;
      pen.globalAlpha = 0.8;
      pen.fillRect(0, y, pen.measureText(name).width + 16 * scale, height);
      pen.globalAlpha = 1;
    }
    let words = name;
    while (this.#gutter && words.length > 4 && pen.measureText(words).width > this.#gutter - 12 * scale) words = `${words.slice(0, -2).trimEnd()}…`;
    pen.fillStyle = c.strong;
    pen.fillText(words, 8 * scale, y + height / 2 + 1);
  }

  #drawGap(pen, c, from, to, y, height) {
    if (to < 0 || from > this.#width) return;
    const left = Math.max(0, from);
    const width = Math.max(2, Math.min(this.#width, to) - left);
    pen.fillStyle = c.gapsoft;
    pen.fillRect(left, y, width, height);
    this.#hatch(pen, {left, width, y, height, step: 7, line: 1.5, rising: true}, c.gap);
  }

  /** On the colour of what is recorded, for it is; falling and thin, so that nobody takes it for a gap. */
  #drawFetched(pen, c, from, to, y, height) {
    if (to < 0 || from > this.#width) return;
    const left = Math.max(0, from);
    this.#hatch(pen, {left, width: Math.max(1, Math.min(this.#width, to) - left), y, height, step: 5, line: 1, rising: false}, c.fetched);
  }

  #hatch(pen, {left, width, y, height, step, line, rising}, colour) {
    pen.save();
    pen.beginPath();
    pen.rect(left, y, width, height);
    pen.clip();
    pen.strokeStyle = colour;
    pen.lineWidth = line;
    pen.beginPath();
    for (let x = left - height; x < left + width; x += step) {
      pen.moveTo(x, rising ? y + height : y);
      pen.lineTo(x + height, rising ? y : y + height);
    }
    pen.stroke();
    pen.restore();
  }

  #drawMarks(pen, c, ruler, height) {
    const {inMs, outMs} = this.marks;
    if (inMs && outMs) {
      pen.fillStyle = c.mark;
      pen.fillRect(this.#x(inMs), ruler - 4, this.#x(outMs) - this.#x(inMs), height);
    }
    pen.fillStyle = c.markedge;
    if (inMs) {
      pen.fillRect(this.#x(inMs) - 1, ruler - 8, 2, height);
      pen.fillRect(this.#x(inMs) - 1, ruler - 8, 7, 3);
    }
    if (outMs) {
      pen.fillRect(this.#x(outMs) - 1, ruler - 8, 2, height);
      pen.fillRect(this.#x(outMs) - 6, ruler - 8, 7, 3);
    }
  }

  #drawHead(pen, c, ruler, height, scale) {
    const x = this.#x(this.atMs);
    if (x < -1 || x > this.#width + 1) return;
    pen.fillStyle = c.head;
    pen.fillRect(x - 1, ruler - 6, 2, height);
    pen.beginPath();
    pen.moveTo(x - 6 * scale, ruler - 8 * scale);
    pen.lineTo(x + 6 * scale, ruler - 8 * scale);
    pen.lineTo(x, ruler + 1);
    pen.fill();
  }

  #show(fromMs, toMs) {
    const span = Math.min(SPAN_MAX_MS, Math.max(SPAN_MIN_MS, toMs - fromMs));
    const middle = (fromMs + toMs) / 2;
    this.emit('timeline-view', {fromMs: middle - span / 2, toMs: middle + span / 2});
  }

  /** Zooms so that the time at `x` stays there. */
  zoom(factor, x = this.#x(this.atMs)) {
    const span = this.toMs - this.fromMs;
    const next = Math.min(SPAN_MAX_MS, Math.max(SPAN_MIN_MS, span * factor));
    const share = Math.min(1, Math.max(0, (x - this.#gutter) / Math.max(1, this.#axis)));
    const anchor = this.fromMs + share * span;
    this.#show(anchor - share * next, anchor + (1 - share) * next);
  }

  #wheel(event) {
    event.preventDefault();
    const x = event.clientX - this.getBoundingClientRect().left;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      const shift = ((event.deltaX || event.deltaY) / this.#axis) * (this.toMs - this.fromMs);
      this.#show(this.fromMs + shift, this.toMs + shift);
    } else {
      this.zoom(Math.exp(event.deltaY * 0.0022), x);
    }
  }

  #down(event) {
    const box = this.getBoundingClientRect();
    const x = event.clientX - box.left;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, x);
    const kind = this.#pointers.size > 1 ? 'pinch' : event.clientY - box.top < RULER_PX ? 'pan' : 'scrub';
    const xs = [...this.#pointers.values()];
    this.#drag = {kind, x, fromMs: this.fromMs, toMs: this.toMs, moved: false, spread: Math.abs(xs[0] - (xs[1] ?? xs[0])), middle: (xs[0] + (xs[1] ?? xs[0])) / 2};
  }

  #move(event) {
    const box = this.getBoundingClientRect();
    const x = event.clientX - box.left;
    this.hover = {x, ms: this.#ms(x), row: Math.floor((event.clientY - box.top - RULER_PX) / ROW_PX)};
    const drag = this.#drag;
    if (!drag || !this.#pointers.has(event.pointerId)) return;
    this.#pointers.set(event.pointerId, x);
    const span = drag.toMs - drag.fromMs;
    if (drag.kind === 'pinch') {
      const [a, b] = [...this.#pointers.values()];
      const next = Math.min(SPAN_MAX_MS, Math.max(SPAN_MIN_MS, (span * drag.spread) / Math.max(10, Math.abs(a - b))));
      const anchor = drag.fromMs + ((drag.middle - this.#gutter) / this.#axis) * span;
      const share = ((a + b) / 2 - this.#gutter) / this.#axis;
      this.#show(anchor - share * next, anchor + (1 - share) * next);
      return;
    }
    if (Math.abs(x - drag.x) > DRAG_FROM_PX) drag.moved = true;
    if (!drag.moved) return;
    if (drag.kind === 'pan') {
      const shift = ((drag.x - x) / this.#axis) * span;
      this.#show(drag.fromMs + shift, drag.toMs + shift);
    } else {
      this.emit('timeline-seek', {ms: this.#ms(x), scrubbing: true});
    }
  }

  #up(event) {
    const drag = this.#drag;
    const x = event.clientX - this.getBoundingClientRect().left;
    this.#pointers.delete(event.pointerId);
    if (!this.#pointers.size) this.#drag = null;
    if (!drag || event.type === 'pointercancel') return;
    if (drag.kind === 'scrub' || (drag.kind === 'pan' && !drag.moved)) this.emit('timeline-seek', {ms: this.#ms(x), scrubbing: false});
  }
}

customElements.define('hd-timeline', Timeline);
