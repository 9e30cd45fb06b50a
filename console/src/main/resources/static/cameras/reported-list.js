import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {DAY_MS} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {SHAPES, kindOf, reportedBetween, span} from '../app/reported.js';
import {serverClock} from '../app/server-clock.js';

const SHOWN = 20;
const REFRESH_MS = 30_000;
/** What led to it is seen, too. */
const BEFORE_MS = 5_000;

/** What a camera reported in the last day, the newest first; each leads to the recording of then. */
class ReportedList extends HdElement {
  static properties = {cameraId: {}, found: {state: true}, problem: {state: true}};

  static styles = [HdElement.styles, css`
    li { padding: 6px 0; border-top: 1px solid var(--line); }
    li:first-child { border-top: 0; }
    a { display: inline-flex; gap: 8px; align-items: center; }
    svg { width: 12px; height: 12px; fill: currentColor; flex: none; }
  `];

  #timer = 0;

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
  }

  async #load() {
    const now = serverClock.now();
    try {
      this.found = await reportedBetween(this.cameraId, now - DAY_MS, now + 1_000, {limit: SHOWN});
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (!this.found) return html`<p class="muted small">${this.problem?.message ?? t('wait.loading')}</p>`;
    const {events, truncated} = this.found;
    if (!events.length) return html`<p class="muted">${t('reported.none')}</p>`;
    return html`<ul>${events.map(e => html`<li><a href=${router.link('playback', {cameras: this.cameraId, at: Math.round(e.from - BEFORE_MS)})}>
      <svg viewBox="0 0 10 10" aria-hidden="true"><path d=${SHAPES[e.kind] ?? ''}></path></svg>
      <span>${kindOf(e.kind)}</span> <span class="num">${span(e, {day: true})}</span></a></li>`)}</ul>
      ${truncated ? html`<p class="muted small">${t('reported.more', {n: SHOWN})}</p>` : nothing}`;
  }
}

customElements.define('hd-reported', ReportedList);
