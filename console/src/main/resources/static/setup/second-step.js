import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {fieldWords} from '../design/fault.js';
import {Countdown} from './countdown.js';
import './passkey-button.js';

/** The password was right; now the code of the authenticator app, a recovery code, or a passkey. */
class SecondStep extends HdElement {
  static properties = {problem: {state: true}, busy: {state: true}, recovery: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 16px; }
    .btn { min-height: 42px; }
    .code { font-size: var(--size-28); letter-spacing: 0.3em; text-align: center; font-variant-numeric: tabular-nums; padding-left: 0.3em; }
    .recovery { font: 500 var(--size-16)/1.5 ui-monospace, Menlo, Consolas, monospace; }
    .others { display: flex; flex-wrap: wrap; gap: 4px 10px; justify-content: space-between; }
    .others .btn { padding-inline: 8px; }
  `];

  #wait = new Countdown(this, () => (this.problem = null));

  render() {
    const waiting = this.#wait.running;
    const fault = waiting ? t('login.throttled.wait', {time: this.#wait.words}) : this.problem?.message;
    return html`<form @submit=${this.#submit} novalidate>
      <div><h1>${t('second.title')}</h1><p class="muted">${t(this.recovery ? 'second.recovery.words' : 'second.words')}</p></div>
      <div class="field"><label for="code">${t(this.recovery ? 'second.recovery' : 'second.code')}</label>
        ${this.recovery
          ? html`<input id="code" class="recovery" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="40" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="code-words">`
          : html`<input id="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="code-words">`}
        <div role="alert">${fieldWords('code', fault, this.recovery ? t('second.recovery.hint') : '')}</div></div>
      <button class="btn primary" ?disabled=${this.busy || waiting}>${this.busy ? t('login.busy') : t('continue')}</button>
      <hd-passkey-button></hd-passkey-button>
      <div class="others">
        <button type="button" class="btn quiet" @click=${this.#other}>${t(this.recovery ? 'second.useCode' : 'second.useRecovery')}</button>
        <button type="button" class="btn quiet" @click=${() => session.logOut()}>${icon('arrow-left', 16)} ${t('second.back')}</button>
      </div>
      ${this.recovery ? nothing : html`<p class="small muted">${t('second.help')}</p>`}
    </form>`;
  }

  firstUpdated() {
    this.$('#code').focus();
  }

  #other = async () => {
    this.recovery = !this.recovery;
    this.problem = null;
    await this.updateComplete;
    this.$('#code').focus();
  };

  #submit = async event => {
    event.preventDefault();
    const code = this.$('#code').value.replace(/\s/g, '');
    if (!code) return this.$('#code').focus();
    this.busy = true;
    this.problem = null;
    try {
      await session.secondFactor(code);
    } catch (problem) {
      this.problem = problem;
      this.#wait.hear(problem);
      await this.updateComplete;
      this.$('#code')?.select();
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-second-step', SecondStep);
