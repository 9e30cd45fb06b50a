import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {passwordField} from '../design/password-field.js';
import {post} from '../app/api.js';
import {t} from '../app/i18n.js';
import {createPasskey} from '../app/webauthn.js';

/** What a browser's refusal of a passkey means for a person. */
export function passkeyFault(cause) {
  if (cause.name === 'NotAllowedError' || cause.name === 'AbortError') return {message: t('passkey.cancelled')};
  if (cause.name === 'InvalidStateError') return {message: t('passkey.already')};
  if (cause.name === 'SecurityError') return {message: t('passkey.insecure')};
  return cause.status === undefined ? {message: t('passkey.failed')} : cause;
}

/** A name to begin with, so that nobody has to think of one. */
function deviceName() {
  const {userAgent} = navigator;
  const known = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS/, 'Mac'], [/Linux/, 'Linux']];
  return known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
}

/** Makes a passkey on this device. With `password` given it is not asked for. Emits `done`, `back`. */
class PasskeySetup extends HdElement {
  static properties = {password: {attribute: false}, problem: {state: true}, busy: {state: true}, shown: {state: true}};

  static styles = [HdElement.styles, css`
    :host, form { display: grid; gap: 16px; }
    .foot { display: flex; gap: 10px; flex-wrap: wrap; }
  `];

  render() {
    const name = this.problem?.of?.('name');
    return html`<form @submit=${this.#make} novalidate>
      <p>${t('passkey.words')}</p>
      <div class="field"><label for="name">${t('passkey.name')}</label><input id="name" .value=${deviceName()} maxlength="100" autocomplete="off" aria-invalid=${name ? 'true' : 'false'} aria-describedby="name-words">
        ${fieldWords('name', name, t('passkey.name.hint'))}</div>
      ${this.password ? '' : passwordField({id: 'password', label: t('login.password'), autocomplete: 'current-password', shown: this.shown, toggle: () => (this.shown = !this.shown), hint: t('factor.password.why'), fault: this.problem?.of?.('password')})}
      ${faultNote(this.problem)}
      <div class="foot"><button class="btn primary" ?disabled=${this.busy}>${icon('key-round', 16)} ${this.busy ? t('passkey.busy') : t('passkey.make')}</button>
        <button type="button" class="btn quiet" @click=${() => this.emit('back')}>${t('back')}</button></div></form>`;
  }

  #make = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const options = await post('/me/passkeys/options', {password: this.password ?? this.$('#password').value});
      const credential = await createPasskey(options);
      await post('/me/passkeys', {name: this.$('#name').value.trim() || t('passkey.unnamed'), credential});
      this.emit('done');
    } catch (cause) {
      this.problem = passkeyFault(cause);
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-passkey-setup', PasskeySetup);
