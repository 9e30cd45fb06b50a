import {html, css, repeat} from './lit.js';
import {HdElement} from './element.js';
import {icon} from './icon.js';

const SHOWN_MS = 5_000;
const MAX = 4;
const bus = new EventTarget();

/** Says something short that needs no answer. Tone: `good`, `warn`, `alarm`. */
export function toast(words, tone = 'good') {
  bus.dispatchEvent(new CustomEvent('say', {detail: {words, tone}}));
}

class Toasts extends HdElement {
  static properties = {said: {state: true}};

  static styles = [HdElement.styles, css`
    :host { position: fixed; inset: auto 0 20px 0; z-index: 100; display: grid; justify-items: center; gap: 8px; pointer-events: none; padding: 0 16px; }
    .toast { background: var(--surface-3); color: var(--text-1); border: 1px solid var(--line-strong); border-radius: var(--radius); box-shadow: var(--shadow); padding: 10px 16px; display: flex; gap: 10px; align-items: flex-start; max-width: 60ch; }
    .good .icon { color: var(--live); } .warn .icon { color: var(--warn); } .alarm .icon { color: var(--alarm); }
    .icon { margin-top: 2px; }
    @media (max-width: 760px) { :host { bottom: 76px; } }
  `];

  #next = 0;

  constructor() {
    super();
    this.said = [];
    this.follow(bus, 'say', e => {
      const one = {...e.detail, id: this.#next++};
      this.said = [...this.said, one].slice(-MAX);
      setTimeout(() => (this.said = this.said.filter(s => s !== one)), SHOWN_MS);
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute('role', 'status');
    this.setAttribute('aria-live', 'polite');
  }

  render() {
    const drawings = {good: 'circle-check', warn: 'triangle-alert', alarm: 'circle-x'};
    return repeat(this.said, s => s.id, s => html`<div class="toast ${s.tone}">${icon(drawings[s.tone])}<span>${s.words}</span></div>`);
  }
}

customElements.define('hd-toasts', Toasts);
