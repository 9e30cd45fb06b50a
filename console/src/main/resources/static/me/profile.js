import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {PASSWORD_MIN, passwordField, passwordHint} from '../design/password-field.js';
import {toast} from '../design/toast.js';
import {post} from '../app/api.js';
import {LANGUAGES, language, t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {theme} from '../app/theme.js';
import './my-sessions.js';
import './my-tokens.js';
import './second-factors.js';

/** Name, language, theme; second factors, password, sessions, tokens; and the way out. */
class Profile extends HdElement {
  static properties = {problem: {state: true}, passwordProblem: {state: true}, shown: {state: true}, shownNext: {state: true}, length: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; padding: 24px; }
    .page { max-width: 42rem; margin: 0 auto; display: grid; gap: 20px; }
    .card { padding: 20px; display: grid; gap: 16px; }
    .set { display: flex; gap: 8px; flex-wrap: wrap; }
    fieldset { border: 0; margin: 0; padding: 0; }
    legend { font-weight: 500; padding: 0; margin-bottom: 6px; }
    form { display: grid; gap: 16px; }
    @media (max-width: 760px) { :host { padding: 16px 12px; } .card { padding: 16px; } }
  `];

  constructor() {
    super();
    this.follow(session, 'change');
    this.follow(theme, 'change');
    this.length = 0;
  }

  render() {
    const {user} = session;
    if (!user) return nothing;
    return html`<div class="page">
      <h1>${t('nav.profile')}</h1>
      ${session.actions.length ? nothing : html`<div class="note warn" role="status">${icon('info')}<div><p><strong>${t('rights.none')}</strong></p><p>${t('rights.none.words')}</p></div></div>`}
      <section class="card" aria-label=${t('profile.me')}>
        <form @submit=${this.#saveName}>
          <div class="field"><label for="name">${t('profile.name')}</label><div class="row">
            <input id="name" class="grow" .value=${user.displayName} maxlength="100" required autocomplete="name"><button class="btn">${icon('save', 16)} ${t('save')}</button></div>
            <span class="hint">${t('profile.username', {name: user.username})}${user.roles?.length ? ` · ${user.roles.map(r => r.name).join(', ')}` : ''}</span></div>
        </form>
        ${this.#choice(t('profile.language'), LANGUAGES, language.code, code => this.#change({language: code}))}
        ${this.#choice(t('profile.theme'), ['system', 'dark', 'light'].map(c => [c, t(`theme.${c}`)]), theme.choice, c => this.#change({theme: c}))}
        <p class="small muted">${t('profile.theme.words')}</p>
      </section>
      <section class="card"><h2>${t('factors.title')}</h2><hd-second-factors></hd-second-factors></section>
      <section class="card"><h2>${t('profile.password')}</h2>
        <form @submit=${this.#savePassword} novalidate>
          <input class="words-only" autocomplete="username" .value=${user.username} tabindex="-1" aria-hidden="true" readonly>
          ${passwordField({id: 'current', label: t('profile.password.current'), autocomplete: 'current-password', shown: this.shown, toggle: () => (this.shown = !this.shown), fault: this.passwordProblem?.of?.('current')})}
          ${passwordField({id: 'next', label: t('profile.password.next'), autocomplete: 'new-password', shown: this.shownNext, toggle: () => (this.shownNext = !this.shownNext),
              hint: passwordHint(this.length), meter: this.length / PASSWORD_MIN, fault: this.passwordProblem?.of?.('next'), input: e => (this.length = [...e.target.value].length)})}
          ${this.passwordProblem && !this.passwordProblem.errors?.length ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${this.passwordProblem.message}</p></div>` : nothing}
          <div><button class="btn">${t('profile.password.change')}</button> <span class="small muted">${t('profile.password.words')}</span></div>
        </form>
      </section>
      <section class="card"><h2>${t('sessions.title')}</h2><hd-my-sessions></hd-my-sessions></section>
      <section class="card"><h2>${t('tokens.title')}</h2><hd-my-tokens></hd-my-tokens></section>
      <div><button class="btn" @click=${() => session.logOut()}>${icon('log-out', 16)} ${t('logOut')}</button></div>
    </div>`;
  }

  #choice(label, choices, current, take) {
    return html`<fieldset><legend>${label}</legend><div class="set">${choices.map(([value, words]) => html`
      <button type="button" class="chip" aria-pressed=${String(value === current)} @click=${() => take(value)}>${words}</button>`)}</div></fieldset>`;
  }

  async #change(profile) {
    if (profile.language) language.use(profile.language);
    if (profile.theme) theme.use(profile.theme);
    await session.change(profile).catch(problem => toast(problem.message, 'alarm'));
  }

  async #saveName(event) {
    event.preventDefault();
    await session.change({displayName: this.$('#name').value.trim()}).then(() => toast(t('saved')), problem => toast(problem.message, 'alarm'));
  }

  async #savePassword(event) {
    event.preventDefault();
    this.passwordProblem = null;
    try {
      await post('/me/password', {current: this.$('#current').value, next: this.$('#next').value});
      event.target.reset();
      this.length = 0;
      toast(t('profile.password.changed'));
    } catch (problem) {
      this.passwordProblem = problem;
    }
  }
}

customElements.define('hd-profile', Profile);
