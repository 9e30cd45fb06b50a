import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {passwordField} from '../design/password-field.js';
import {qr} from '../design/qr.js';
import {copy} from '../app/copy.js';
import {post} from '../app/api.js';
import {t} from '../app/i18n.js';
import './recovery-codes.js';

/** Sets up an authenticator app: password, QR, code, recovery codes. With `password` given the first step is done at once. Emits `done`, `back`. */
class TotpSetup extends HdElement {
  static properties = {password: {attribute: false}, begun: {state: true}, codes: {state: true}, problem: {state: true}, busy: {state: true}, shown: {state: true}};

  static styles = [HdElement.styles, css`
    :host, form { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
    ol.how { display: grid; gap: 14px; }
    ol.how > li { display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); gap: 10px; }
    ol.how > li > b { display: grid; place-items: center; width: 1.625rem; height: 1.625rem; border-radius: 50%; background: var(--accent); color: var(--on-accent); font-weight: 600; }
    .qr { width: 11.25rem; height: 11.25rem; display: block; background: #fff; padding: 10px; border-radius: var(--radius); border: 1px solid var(--line); margin: 8px 0; }
    code { font: 500 var(--size-14)/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
    .code { font-size: var(--size-20); letter-spacing: 0.3em; max-width: 11rem; font-variant-numeric: tabular-nums; }
    summary { cursor: pointer; min-height: 28px; color: var(--accent-text); }
    .foot { display: flex; gap: 10px; flex-wrap: wrap; }
  `];

  firstUpdated() {
    if (this.password) this.#begin(this.password);
  }

  render() {
    if (this.codes) return html`<hd-recovery-codes .codes=${this.codes} @kept=${() => this.emit('done')}></hd-recovery-codes>`;
    if (this.begun) return this.#renderConfirm();
    if (this.password && !this.problem) return html`<p class="muted" role="status">${t('totp.preparing')}</p>`;
    return html`<form @submit=${e => { e.preventDefault(); this.#begin(this.$('#password').value); }} novalidate>
      <p>${t('factor.password.why')}</p>
      ${passwordField({id: 'password', label: t('login.password'), autocomplete: 'current-password', shown: this.shown, toggle: () => (this.shown = !this.shown), fault: this.problem?.of?.('password')})}
      ${faultNote(this.problem)}
      <div class="foot"><button class="btn primary" ?disabled=${this.busy}>${t('continue')}</button>${this.#renderBack()}</div></form>`;
  }

  #renderBack() {
    return html`<button type="button" class="btn quiet" @click=${() => this.emit('back')}>${t('back')}</button>`;
  }

  #renderConfirm() {
    const fault = this.problem?.of?.('code') ?? (this.problem?.is?.('code-wrong') ? this.problem.message : null);
    const {secret} = this.begun;
    return html`<form @submit=${this.#confirm} novalidate>
      <ol class="how">
        <li><b>1</b><div><p>${t('totp.install')}</p><p class="small muted">${t('totp.install.which')}</p></div></li>
        <li><b>2</b><div><p>${t('totp.scan')}</p>${qr(this.begun.qr, t('totp.qr'))}
          <details><summary>${t('totp.byHand')}</summary><div class="row"><code class="grow">${secret.match(/.{1,4}/g)?.join(' ') ?? secret}</code>
            <button type="button" class="btn icon-only" title=${t('copy')} aria-label=${t('copy')} @click=${() => copy(secret)}>${icon('copy', 16)}</button></div></details></div></li>
        <li><b>3</b><div class="field"><label for="code">${t('totp.code')}</label>
          <input id="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="code-words">
          ${fieldWords('code', fault, t('totp.code.hint'))}</div></li>
      </ol>
      ${fault ? nothing : faultNote(this.problem)}
      <div class="foot"><button class="btn primary" ?disabled=${this.busy}>${t('totp.confirm')}</button>${this.#renderBack()}</div></form>`;
  }

  async #begin(password) {
    this.busy = true;
    this.problem = null;
    try {
      this.begun = await post('/me/totp', {password});
      await this.updateComplete;
      this.$('#code')?.focus({preventScroll: true});
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #confirm = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      this.codes = (await post('/me/totp/confirm', {code: this.$('#code').value.replace(/\s/g, '')}, {quiet401: true})).recoveryCodes;
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.$('#code')?.select();
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-totp-setup', TotpSetup);
