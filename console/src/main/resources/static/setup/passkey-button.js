import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {passkeysPossible, usePasskey} from '../app/webauthn.js';
import {passkeyFault} from '../me/passkey-setup.js';

/** Logs in with a passkey alone: it counts as both factors. Shown only where the browser has them. */
class PasskeyButton extends HdElement {
  static properties = {problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`:host { display: grid; gap: 10px; } .btn { min-height: 42px; width: 100%; }`];

  #stop = null;

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  render() {
    if (!passkeysPossible()) return nothing;
    return html`<button type="button" class="btn" ?disabled=${this.busy} @click=${this.#use}>${icon('key-round', 18)} ${this.busy ? t('passkey.busy') : t('login.passkey')}</button>${faultNote(this.problem)}`;
  }

  #use = async () => {
    this.busy = true;
    this.problem = null;
    this.#stop = new AbortController();
    try {
      await session.passkey(await usePasskey(await session.passkeyOptions(), this.#stop.signal));
    } catch (cause) {
      this.problem = passkeyFault(cause);
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-passkey-button', PasskeyButton);
