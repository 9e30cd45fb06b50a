import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {PASSWORD_MIN, passwordField, passwordHint} from '../design/password-field.js';
import {get} from '../app/api.js';
import {toneless} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';

/** A name to begin with, as offices write it: given name, then the initials of the others; "Nguyễn Văn An" becomes "an.nv". */
export function suggestedName(displayName) {
  const parts = toneless(displayName).replace(/[^a-z\s]/g, '').trim().split(/\s+/).filter(Boolean);
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.at(-1)}.${parts.slice(0, -1).map(p => p[0]).join('')}`;
}

/** Behind an invitation link: the invited person chooses a name and a password. */
class Invitation extends HdElement {
  static properties = {token: {}, told: {state: true}, problem: {state: true}, busy: {state: true}, shown: {state: true}, length: {state: true}};

  static styles = [HdElement.styles, css`form { display: grid; gap: 16px; } .btn.primary { min-height: 42px; }`];

  constructor() {
    super();
    this.length = 0;
  }

  async firstUpdated() {
    try {
      this.told = await get(`/invitation?token=${encodeURIComponent(this.token)}`, {quiet401: true});
      await this.updateComplete;
      this.$('h1')?.focus();
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (!this.told) return html`<p>${this.problem?.message ?? t('setup.checking')}</p>`;
    if (!this.told.valid) {
      return html`<div class="stack"><h1 tabindex="-1">${t('setup.invalid.title')}</h1><p>${t('invitation.invalid.words')}</p><a class="btn" href="#/">${t('setup.toLogin')}</a></div>`;
    }
    const fault = field => this.problem?.of?.(field);
    const {displayName, username, secondFactorRequired} = this.told;
    return html`<form @submit=${this.#submit} novalidate>
      <div><h1 tabindex="-1">${t('invitation.title', {name: displayName})}</h1><p class="muted">${t(username ? 'invitation.again' : 'invitation.words')}</p></div>
      ${session.user ? html`<div class="note warn">${icon('info')}<p>${t('invitation.other', {name: session.user.displayName})}</p></div>` : nothing}
      ${faultNote(this.problem)}
      <div class="field"><label for="username">${t('login.username')}</label>
        <input id="username" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" .value=${username ?? suggestedName(displayName)} ?readonly=${Boolean(username)} aria-invalid=${fault('username') ? 'true' : 'false'} aria-describedby="username-words">
        ${fieldWords('username', fault('username'), username ? t('invitation.username.kept') : t('setup.username.hint'))}</div>
      ${passwordField({id: 'password', label: t('login.password'), autocomplete: 'new-password', shown: this.shown, toggle: () => (this.shown = !this.shown),
          hint: passwordHint(this.length), meter: this.length / PASSWORD_MIN, fault: fault('password'), input: e => (this.length = [...e.target.value].length)})}
      ${secondFactorRequired ? html`<p class="small muted">${t('invitation.second')}</p>` : nothing}
      <button class="btn primary" ?disabled=${this.busy}>${this.busy ? t('saving') : t(secondFactorRequired ? 'continue' : 'invitation.go')}</button>
    </form>`;
  }

  #submit = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const form = {token: this.token, username: this.$('#username').value.trim(), password: this.$('#password').value};
      await session.takeInvitation(form);
      history.replaceState(null, '', '/#/');
      dispatchEvent(new HashChangeEvent('hashchange'));
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-invitation', Invitation);
