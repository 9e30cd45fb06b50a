import {html, nothing} from '../design/lit.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {get} from '../app/api.js';
import {toneless} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {AccountForm} from './account-form.js';

/** A name to begin with, as offices write it: given name, then the initials of the others; "Nguyễn Văn An" becomes "an.nv". */
export function suggestedName(displayName) {
  const parts = toneless(displayName).replace(/[^a-z\s]/g, '').trim().split(/\s+/).filter(Boolean);
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.at(-1)}.${parts.slice(0, -1).map(p => p[0]).join('')}`;
}

/** Behind an invitation link: the invited person chooses a name and a password. */
class Invitation extends AccountForm {
  static properties = {told: {state: true}};

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
    const {displayName, username, secondFactorRequired} = this.told;
    return html`<form @submit=${this.submit} novalidate>
      <div><h1 tabindex="-1">${t('invitation.title', {name: displayName})}</h1><p class="muted">${t(username ? 'invitation.again' : 'invitation.words')}</p></div>
      ${session.user ? html`<div class="note warn">${icon('info')}<p>${t('invitation.other', {name: session.user.displayName})}</p></div>` : nothing}
      ${faultNote(this.problem)}
      <div class="field"><label for="username">${t('login.username')}</label>
        <input id="username" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" .value=${username ?? suggestedName(displayName)} ?readonly=${Boolean(username)} aria-invalid=${this.faultOf('username') ? 'true' : 'false'} aria-describedby="username-words">
        ${fieldWords('username', this.faultOf('username'), username ? t('invitation.username.kept') : t('setup.username.hint'))}</div>
      ${this.newPassword()}
      ${secondFactorRequired ? html`<p class="small muted">${t('invitation.second')}</p>` : nothing}
      <button class="btn primary" ?disabled=${this.busy}>${this.busy ? t('saving') : t(secondFactorRequired ? 'continue' : 'invitation.go')}</button>
    </form>`;
  }

  async send() {
    await session.takeInvitation({token: this.token, username: this.value('username').trim(), password: this.value('password')});
  }
}

customElements.define('hd-invitation', Invitation);
