import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {place} from '../design/place.js';
import {get, paths} from '../app/api.js';
import {DAY_MS, clockSpan, date, dayAndMonth, dayStart, percent, shortTime, time, weekday} from '../app/format.js';
import {t} from '../app/i18n.js';
import {serverClock} from '../app/server-clock.js';

const HOUR_MS = 3600_000;
const DAYS = 7;
const GAPS_SHOWN = 8;
/** Less of what was fetched later is not worth words. */
const FETCHED_FROM_S = 1;

/** A square per hour, a row per day, for the last week, and the gaps with their reasons. Never colour alone: a square's fill has a height. */
class CoverageStrip extends HdElement {
  static properties = {cameraId: {}, hours: {state: true}, problem: {state: true}};

  static styles = [HdElement.styles, css`
    .grid { display: grid; grid-template-columns: 5.2rem repeat(24, 1fr); gap: 2px; align-items: center; }
    .grid .day { font-size: var(--size-12); color: var(--text-2); white-space: nowrap; }
    .grid .hour { font-size: var(--size-12); color: var(--text-3); grid-column: span 6; }
    .grid .corner { grid-column: 1; }
    .cell { display: block; height: 18px; background: var(--surface-3); border-radius: 2px; position: relative; overflow: hidden; }
    .cell i { position: absolute; inset: auto 0 0 0; background: var(--span); height: 0; }
    .cell.gap { background: var(--warn-soft); box-shadow: inset 0 0 0 1px var(--warn); }
    .cell.gap i { background: var(--warn); }
    .cell.none { background: none; box-shadow: inset 0 0 0 1px var(--line); }
    li { padding: 8px 0; border-top: 1px solid var(--line); }
    h3 { margin: 16px 0 4px; }
  `];

  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#load(), 30_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  updated(changed) {
    if (changed.has('cameraId')) this.#load();
  }

  async #load() {
    const now = serverClock.now();
    try {
      const {hours} = await get(paths.coverage(this.cameraId, dayStart(now) - (DAYS - 1) * DAY_MS, now));
      this.hours = new Map(hours.map(h => [Date.parse(h.start), h]));
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (!this.hours) return html`<p class="muted small">${this.problem?.message ?? t('wait.loading')}</p>`;
    const today = dayStart(serverClock.now());
    const days = Array.from({length: DAYS}, (_, i) => today - i * DAY_MS);
    const gaps = mergeGaps([...this.hours.values()].flatMap(h => h.gaps)).slice(0, GAPS_SHOWN);
    return html`
      <div class="grid"><span class="corner"></span>${[0, 6, 12, 18].map(h => html`<span class="hour">${h}h</span>`)}
        ${days.map(day => html`<span class="day">${day === today ? t('today') : `${weekday(day)} ${dayAndMonth(day)}`}</span>
          ${Array.from({length: 24}, (_, h) => this.#cell(day + h * HOUR_MS))}`)}</div>
      <h3>${t('coverage.gaps')}</h3>
      ${gaps.length ? html`<ul>${gaps.map(g => html`<li><a class="num" href="#/playback?cameras=${this.cameraId}&at=${Math.round(g.from - 5_000)}">${date(g.from) === date(today) ? '' : dayAndMonth(g.from) + ' '}${time(g.from)} – ${time(g.to)}</a> <span class="muted num">(${clockSpan(g.to - g.from)})</span><div>${g.message}</div></li>`)}</ul>` : html`<p class="muted">${t('coverage.noGaps')}</p>`}`;
  }

  #cell(start) {
    const hour = this.hours.get(start);
    if (!hour || !hour.expectedSeconds) return html`<span class="cell none" title="${shortTime(start)}: ${t('coverage.notExpected')}"></span>`;
    const share = Math.min(1, hour.recordedSeconds / hour.expectedSeconds);
    const whole = share > 0.995;
    const fetched = hour.fetchedSeconds >= FETCHED_FROM_S ? ` · ${t('coverage.fetched', {length: clockSpan(hour.fetchedSeconds * 1000)})}` : '';
    const why = fetched + (hour.gaps[0] ? ` · ${hour.gaps[0].message}` : '');
    return html`<span class="cell ${whole ? '' : 'gap'}" role="img" aria-label="${weekday(start)} ${shortTime(start)}: ${percent(share)}${why}" title="${shortTime(start)}: ${percent(share)}${why}"><i ${place({height: `${share * 100}%`})}></i></span>`;
  }
}

/** A gap that crosses hours comes in parts: put them together again, newest first. */
function mergeGaps(list) {
  const gaps = list.map(g => ({...g, from: Date.parse(g.from), to: Date.parse(g.to)})).sort((a, b) => a.from - b.from);
  const merged = [];
  for (const gap of gaps) {
    const last = merged.at(-1);
    if (last && last.reason === gap.reason && gap.from - last.to < 1_500) last.to = gap.to;
    else merged.push({...gap});
  }
  return merged.reverse();
}

customElements.define('hd-coverage', CoverageStrip);
