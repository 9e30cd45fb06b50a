import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {PASSWORD_MIN, passwordField, passwordHint} from '../design/password-field.js';
import {t} from '../app/i18n.js';
import {get, Problem} from '../app/api.js';
import {session} from '../app/session.js';

/** The first administrator and the first facility, behind the one-time link. */
class FirstRun extends HdElement {
  static properties = {token: {}, valid: {state: true}, problem: {state: true}, busy: {state: true}, shown: {state: true}, length: {state: true}};

  static styles = [HdElement.styles, css`form { display: grid; gap: 16px; } .btn.primary { min-height: 42px; }`];

  constructor() {
    super();
    this.length = 0;
  }

  async firstUpdated() {
    try {
      this.valid = (await get(`/setup?token=${encodeURIComponent(this.token)}`, {quiet401: true})).valid;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (this.valid === undefined) return html`<p>${this.problem?.message ?? t('setup.checking')}</p>`;
    if (!this.valid) {
      return html`<div class="stack"><h1>${t('setup.invalid.title')}</h1><p>${t('setup.invalid.words')}</p>
        <a class="btn" href="/">${t('setup.toLogin')}</a></div>`;
    }
    const fault = field => this.problem instanceof Problem ? this.problem.of(field) : null;
    return html`<form @submit=${this.#submit} novalidate>
      <div><h1>${t('setup.title')}</h1><p class="muted">${t('setup.words')}</p></div>
      ${this.problem && !this.problem.errors?.length ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${this.problem.message}</p></div>` : nothing}
      ${this.#field('facilityName', t('setup.facility'), {hint: t('setup.facility.hint'), fault: fault('facilityName')})}
      ${this.#field('displayName', t('setup.displayName'), {autocomplete: 'name', fault: fault('displayName')})}
      ${this.#field('username', t('login.username'), {autocomplete: 'username', hint: t('setup.username.hint'), fault: fault('username')})}
      ${passwordField({id: 'password', label: t('login.password'), autocomplete: 'new-password', shown: this.shown, toggle: () => (this.shown = !this.shown),
          hint: passwordHint(this.length), meter: this.length / PASSWORD_MIN, fault: fault('password'), input: e => (this.length = [...e.target.value].length)})}
      <button class="btn primary" ?disabled=${this.busy}>${this.busy ? t('saving') : t('setup.go')}</button>
    </form>`;
  }

  #field(id, label, {hint, fault, autocomplete} = {}) {
    return html`<div class="field"><label for=${id}>${label}</label>
      <input id=${id} autocomplete=${autocomplete ?? 'off'} autocapitalize=${id === 'username' ? 'none' : 'words'} spellcheck="false" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${id}-words">
      <div id="${id}-words">${fault ? html`<span class="fault">${icon('circle-alert', 16)} ${fault}</span>` : hint ? html`<span class="hint">${hint}</span>` : nothing}</div></div>`;
  }

  async #submit(event) {
    event.preventDefault();
    const value = id => this.$(`#${id}`).value;
    this.busy = true;
    this.problem = null;
    try {
      await session.setUp({token: this.token, username: value('username').trim(), displayName: value('displayName').trim(), password: value('password'), facilityName: value('facilityName').trim()});
      history.replaceState(null, '', '/#/');
      dispatchEvent(new HashChangeEvent('hashchange'));
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-first-run', FirstRun);
