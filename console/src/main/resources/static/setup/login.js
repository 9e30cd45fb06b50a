import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {passwordField} from '../design/password-field.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {get} from '../app/api.js';
import {passkeysPossible} from '../app/webauthn.js';
import {Countdown} from './countdown.js';
import './passkey-button.js';

/** Why somebody came back from the OpenID provider without a session: the server says it in the address. */
const openIdFailure = () => {
  const why = new URLSearchParams(location.hash.split('?')[1] ?? '').get('openid');
  return ['unknown', 'refused', 'unavailable'].includes(why) ? why : null;
};

/** Name and password; after too many attempts a countdown in words. */
class Login extends HdElement {
  static properties = {problem: {state: true}, busy: {state: true}, shown: {state: true}, providers: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 16px; }
    .btn { min-height: 42px; }
    .or { display: flex; align-items: center; gap: 12px; color: var(--text-3); margin: 18px 0 14px; }
    .or::before, .or::after { content: ''; flex: 1; height: 1px; background: var(--line); }
    .others { display: grid; gap: 10px; }
  `];

  #wait = new Countdown(this, () => (this.problem = null));

  render() {
    const waiting = this.#wait.running;
    return html`<form @submit=${this.#submit} novalidate>
      <h1>${t('login.title')}</h1>
      ${session.expired && !this.problem ? html`<div class="note warn">${icon('info')}<p>${t('login.expired')}</p></div>` : nothing}
      ${waiting ? html`<div class="note warn" role="alert">${icon('clock')}<p><strong>${t('login.throttled')}</strong> <span class="num">${t('login.throttled.wait', {time: this.#wait.words})}</span></p></div>`
        : openIdFailure() && !this.problem ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${t(`login.openid.${openIdFailure()}`)}</p></div>`
        : this.problem ? html`<div class="note alarm" role="alert">${icon('circle-x')}<div><p>${this.problem.message}</p>
            ${this.problem.reference ? html`<p class="small muted">${t('problem.reference', {reference: this.problem.reference})}</p>` : nothing}</div></div>` : nothing}
      <div class="field"><label for="username">${t('login.username')}</label>
        <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64" autofocus></div>
      ${passwordField({id: 'password', label: t('login.password'), autocomplete: 'current-password', shown: this.shown, toggle: () => (this.shown = !this.shown)})}
      <button class="btn primary" ?disabled=${this.busy || waiting}>${this.busy ? t('login.busy') : t('login.go')}</button>
    </form>
    ${passkeysPossible() || this.providers?.length ? html`<div class="or" aria-hidden="true">${t('login.or')}</div><div class="others">
      <hd-passkey-button></hd-passkey-button>
      ${this.providers?.map(p => html`<a class="btn" href=${p.url}>${icon('log-in', 18)} ${t('login.provider', {name: p.name})}</a>`)}</div>` : nothing}`;
  }

  firstUpdated() {
    this.$('#username').focus();
    // Without an answer there is nothing to offer; name and password remain.
    get('/session/providers', {quiet401: true}).then(list => (this.providers = list), () => {});
  }

  async #submit(event) {
    event.preventDefault();
    const username = this.$('#username').value.trim();
    const password = this.$('#password').value;
    if (!username || !password) {
      this.problem = {message: t('login.incomplete')};
      return this.$(username ? '#password' : '#username').focus();
    }
    this.busy = true;
    try {
      await session.logIn(username, password);
    } catch (problem) {
      this.problem = problem;
      this.#wait.hear(problem);
      this.$('#password').select();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-login', Login);
