import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {date, time, weekday} from '../app/format.js';
import {t} from '../app/i18n.js';
import {serverClock} from '../app/server-clock.js';

/** The server's time in the facilities' zone, to be read across a room. */
class BigClock extends HdElement {
  static styles = [HdElement.styles, css`
    :host { display: flex; align-items: baseline; gap: 0.6em; font-size: inherit; line-height: 1.2; white-space: nowrap; font-variant-numeric: tabular-nums; }
    b { font-size: 2.5em; font-weight: 600; line-height: 1.1; }
    .day { color: var(--text-1); font-size: 1.05em; }
    /* Below the date: beside it there is no room, and it must not be cut off. */
    .exercise { color: var(--warn); font-weight: 600; display: block; line-height: 1.15; }
    :host([exercise]) { align-items: center; }
    :host([exercise]) .day { line-height: 1.15; }
  `];

  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    const tick = () => {
      this.requestUpdate();
      this.#timer = setTimeout(tick, 1000 - (serverClock.now() % 1000) + 5);
    };
    tick();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  willUpdate() {
    this.toggleAttribute('exercise', Boolean(serverClock.exerciseMs));
  }

  render() {
    const now = serverClock.programmeNow();
    return html`<b>${time(now)}</b><span class="day">${weekday(now)} ${date(now)}${serverClock.exerciseMs ? html`<span class="exercise">${t('overview.exercise')}</span>` : nothing}</span>`;
  }
}

customElements.define('hd-big-clock', BigClock);
