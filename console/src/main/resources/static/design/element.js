import {LitElement} from './lit.js';
import {base} from './styles.js';
import {language} from '../app/i18n.js';

/** What every component of the console extends: shared styles, a redraw on a change of language, and subscriptions that end with it. */
export class HdElement extends LitElement {
  static styles = [base];

  #subscriptions = [];
  #ends = [];

  /** Redraws (or calls `then`) on each event of a target, while this element is in the document. Call it in the constructor. */
  follow(target, type, then = () => this.requestUpdate()) {
    this.#subscriptions.push([target, type, then]);
  }

  connectedCallback() {
    super.connectedCallback();
    for (const [target, type, then] of [...this.#subscriptions, [language, 'change', () => this.requestUpdate()]]) {
      target.addEventListener(type, then);
      this.#ends.push(() => target.removeEventListener(type, then));
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.splice(0).forEach(end => end());
  }

  /** Sends an event that crosses shadow borders. */
  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true}));
  }

  $(selector) {
    return this.renderRoot.querySelector(selector);
  }
}
