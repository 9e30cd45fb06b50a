import {html} from '../design/lit.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {t} from '../app/i18n.js';
import {get} from '../app/api.js';
import {session} from '../app/session.js';
import {AccountForm} from './account-form.js';

/** The first administrator and the first facility, behind the one-time link. */
class FirstRun extends AccountForm {
  static properties = {valid: {state: true}};

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
    return html`<form @submit=${this.submit} novalidate>
      <div><h1>${t('setup.title')}</h1><p class="muted">${t('setup.words')}</p></div>
      ${faultNote(this.problem)}
      ${this.#field('facilityName', t('setup.facility'), {hint: t('setup.facility.hint')})}
      ${this.#field('displayName', t('setup.displayName'), {autocomplete: 'name'})}
      ${this.#field('username', t('login.username'), {autocomplete: 'username', hint: t('setup.username.hint')})}
      ${this.newPassword()}
      <button class="btn primary" ?disabled=${this.busy}>${this.busy ? t('saving') : t('setup.go')}</button>
    </form>`;
  }

  #field(id, label, {hint, autocomplete} = {}) {
    const fault = this.faultOf(id);
    return html`<div class="field"><label for=${id}>${label}</label>
      <input id=${id} autocomplete=${autocomplete ?? 'off'} autocapitalize=${id === 'username' ? 'none' : 'words'} spellcheck="false" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${id}-words">
      ${fieldWords(id, fault, hint)}</div>`;
  }

  async send() {
    const trimmed = id => this.value(id).trim();
    await session.setUp({token: this.token, username: trimmed('username'), displayName: trimmed('displayName'), password: this.value('password'), facilityName: trimmed('facilityName')});
  }
}

customElements.define('hd-first-run', FirstRun);
