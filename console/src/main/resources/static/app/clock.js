import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {t} from './i18n.js';
import {date, number, time, weekday, ZONE_LABEL} from './format.js';
import {serverClock} from './server-clock.js';

/** This machine's clock may be wrong; the server's is the one recordings carry. A larger difference than this is told. */
const TELL_OFFSET_MS = 2_000;

/** The server's time in the facilities' zone. */
class Clock extends HdElement {
  static styles = [HdElement.styles, css`
    :host { display: flex; gap: 8px; align-items: baseline; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--text-2); }
    b { color: var(--text-1); font-weight: 600; font-size: var(--size-16); }
    .off { color: var(--warn); }
    @media (max-width: 1000px) { .day { display: none; } }
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

  render() {
    const now = serverClock.now();
    const offset = serverClock.offsetMs;
    return html`<span class="day">${weekday(now)} ${date(now)}</span><b>${time(now)}</b><span class="small">${ZONE_LABEL}</span>
      ${Math.abs(offset) > TELL_OFFSET_MS ? html`<span class="small off">${t('clock.offset', {s: number(Math.abs(offset) / 1000, 1)})}</span>` : nothing}`;
  }
}

customElements.define('hd-clock', Clock);
