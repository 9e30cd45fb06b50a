import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {place} from '../design/place.js';
import {get, paths} from '../app/api.js';
import {DAY_MS, clockSpan, date, dayAndMonth, dayStart, percent, weekday} from '../app/format.js';
import {t} from '../app/i18n.js';
import {serverClock} from '../app/server-clock.js';

const DAYS = 30;
const REFRESH_MS = 60_000;
/** Less of what was fetched later is not worth words. */
const FETCHED_FROM_S = 1;

/** The last thirty days, each as full as its recording of the first camera. Emits `day-pick {ms}` with the day's start. */
class DayStrip extends HdElement {
  static properties = {cameraId: {}, atMs: {attribute: false}, days: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: flex; overflow-x: auto; scrollbar-width: none; background: var(--surface-1); border-top: 1px solid var(--line); padding: 4px; gap: 2px; }
    button { all: unset; box-sizing: border-box; flex: 1 0 30px; min-height: 34px; cursor: pointer; display: grid; justify-items: center; align-content: center; gap: 3px; border-radius: 4px; font-size: var(--size-12); color: var(--text-2); line-height: 1.2; font-variant-numeric: tabular-nums; padding: 2px 3px; }
    button:hover { background: var(--surface-3); }
    button:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
    button[aria-current] { background: var(--accent-soft); color: var(--accent-text); font-weight: 600; }
    i { display: block; width: 100%; max-width: 34px; height: 5px; border-radius: 2px; background: var(--surface-3); overflow: hidden; }
    b { display: block; height: 100%; background: var(--span); width: 0; }
  `];

  #timer = 0;

  constructor() {
    super();
    this.days = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#load(), REFRESH_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  updated(changed) {
    if (changed.has('cameraId')) this.#load();
    if (changed.has('atMs') && dayStart(changed.get('atMs') ?? 0) !== dayStart(this.atMs)) this.$('[aria-current]')?.scrollIntoView({inline: 'nearest', block: 'nearest'});
  }

  async #load() {
    if (!this.cameraId) return;
    const now = serverClock.now();
    const {hours} = await get(paths.coverage(this.cameraId, dayStart(now) - (DAYS - 1) * DAY_MS, now)).catch(() => ({hours: []}));
    const days = new Map();
    for (const hour of hours) {
      const day = dayStart(Date.parse(hour.start));
      const sum = days.get(day) ?? {expected: 0, recorded: 0, fetched: 0};
      sum.expected += hour.expectedSeconds;
      sum.recorded += hour.recordedSeconds;
      sum.fetched += hour.fetchedSeconds;
      days.set(day, sum);
    }
    this.days = days;
  }

  render() {
    const today = dayStart(serverClock.now());
    const current = dayStart(this.atMs);
    return Array.from({length: DAYS}, (_, i) => today - (DAYS - 1 - i) * DAY_MS).map(day => {
      const sum = this.days.get(day);
      const share = sum?.recorded ? Math.min(1, sum.recorded / Math.max(1, sum.expected)) : 0;
      const recorded = sum?.recorded ? t('day.recorded', {share: percent(share)}) : t('day.nothing');
      const words = sum?.fetched >= FETCHED_FROM_S ? `${recorded}, ${t('day.fetched', {length: clockSpan(sum.fetched * 1000)})}` : recorded;
      return html`<button aria-current=${day === current ? 'date' : nothing} title="${weekday(day)} ${date(day)}: ${words}" aria-label="${weekday(day)} ${date(day)}: ${words}"
          @click=${() => this.emit('day-pick', {ms: day})}>${dayAndMonth(day)}<i><b ${place({width: `${share * 100}%`})}></b></i></button>`;
    });
  }
}

customElements.define('hd-day-strip', DayStrip);
