import {html, css} from './lit.js';
import {HdElement} from './element.js';
import {icon} from './icon.js';
import {t} from '../app/i18n.js';

let openCount = 0;

/** True while a dialog or sheet is open: keys then belong to it. */
export const anyDialogOpen = () => openCount > 0;

/**
 * A modal on the browser's own `dialog`: it keeps the focus, closes on Esc, gives the focus back. As long as it is in the document it is open;
 * it emits `close` and its owner removes it. `side` makes it a sheet at the right edge. Slots: content, `foot`.
 */
export class Dialog extends HdElement {
  static properties = {heading: {}, side: {type: Boolean, reflect: true}, wide: {type: Boolean, reflect: true}, held: {type: Boolean}};

  static styles = [HdElement.styles, css`
    dialog { padding: 0; border: 1px solid var(--line); border-radius: 10px; background: var(--surface-1); color: var(--text-1); width: min(34rem, calc(100vw - 24px)); max-height: calc(100dvh - 32px); box-shadow: var(--shadow); display: flex; flex-direction: column; overflow: hidden; }
    dialog::backdrop { background: rgb(0 0 0 / 0.55); }
    :host([wide]) dialog { width: min(72rem, calc(100vw - 24px)); }
    :host([side]) dialog { margin: 0 0 0 auto; height: 100dvh; max-height: none; max-width: none; border-radius: 0; border-width: 0 0 0 1px; width: min(33rem, 100vw); }
    .head { display: flex; align-items: center; gap: 8px; padding: 10px 10px 10px 20px; border-bottom: 1px solid var(--line); }
    .head h2:focus-visible { outline: none; }
    .head h2 { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    .content:focus-visible { outline-offset: -3px; }
    .content { overflow: auto; padding: 20px; flex: 1; min-height: 0; }
    ::slotted([slot='foot']) { display: flex; gap: 10px; justify-content: flex-end; padding: 12px 20px; border-top: 1px solid var(--line); background: var(--surface-2); flex-wrap: wrap; }
  `];

  render() {
    return html`<dialog aria-labelledby="heading" @cancel=${this.#cancel} @click=${this.#outside}>
      <div class="head"><h2 id="heading" tabindex="-1">${this.heading}</h2>
        <button class="btn quiet icon-only" aria-label=${t('close')} title="${t('close')} (Esc)" @click=${this.#close}>${icon('x')}</button></div>
      <div class="content" tabindex="0"><slot></slot></div>
      <slot name="foot"></slot>
    </dialog>`;
  }

  firstUpdated() {
    this.$('dialog').showModal();
    (this.querySelector('[autofocus]') ?? this.$('h2')).focus();
  }

  connectedCallback() {
    super.connectedCallback();
    openCount++;
    if (this.hasUpdated) this.$('dialog').showModal();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    openCount--;
  }

  #cancel(event) {
    event.preventDefault();
    if (!this.held) this.#close();
  }

  #outside(event) {
    if (event.target.localName === 'dialog' && this.side && !this.held) this.#close();
  }

  #close() {
    this.dispatchEvent(new Event('close'));
  }
}

customElements.define('hd-dialog', Dialog);
