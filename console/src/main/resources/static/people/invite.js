import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import '../design/dialog.js';
import {get, post} from '../app/api.js';
import {LANGUAGES, t} from '../app/i18n.js';
import {registry} from './registry.js';
import {EMPTY_GRANT} from './grant-form.js';
import './link-card.js';

const DRAFT = 'haidang.draft.person';
const GRANTS_MAX = 10;

/** Invites a person: who, where from, which roles; then a link to hand over. Emits `close`, `invited`. */
class Invite extends HdElement {
  static properties = {form: {state: true}, problem: {state: true}, busy: {state: true}, made: {state: true}, faults: {state: true}, mails: {state: true}, byEmail: {state: true}};

  static styles = [HdElement.styles, css`
    .part { display: grid; gap: 14px; }
    .part + .part { margin-top: 22px; padding-top: 18px; border-top: 1px solid var(--line); }
    .set { display: flex; gap: 8px; flex-wrap: wrap; }
    fieldset { border: 0; padding: 0; margin: 0; }
    legend { font-weight: 500; padding: 0 0 4px; }
    .good .icon { color: var(--live); }
  `];

  constructor() {
    super();
    this.form = {displayName: '', email: '', organisationId: '', language: 'vi', ...JSON.parse(sessionStorage.getItem(DRAFT) ?? '{}'), grants: [EMPTY_GRANT]};
    this.faults = {};
    this.byEmail = true;
    this.follow(registry, 'change');
    get('/notification-channels').then(told => (this.mails = told.channels.includes('email'))).catch(() => {});
  }

  #set(field, value) {
    this.form = {...this.form, [field]: value};
    sessionStorage.setItem(DRAFT, JSON.stringify({...this.form, grants: undefined}));
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    if (this.made) {
      return html`<hd-dialog side held heading=${t('invite.done', {name: this.made.user.displayName})} @close=${close}><hd-link-card .told=${this.made} .name=${this.made.user.displayName} .email=${this.made.user.email}></hd-link-card>
        <div slot="foot"><button class="btn" @click=${this.#another}>${icon('user-plus', 16)} ${t('invite.another')}</button><button class="btn primary" @click=${close}>${t('done')}</button></div></hd-dialog>`;
    }
    const {form} = this;
    const fault = field => this.faults[field] ?? this.problem?.of?.(field);
    const grants = form.grants;
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading=${t('people.invite')} @close=${close}>
      <form @submit=${this.#send} novalidate>
        <section class="part">
          ${this.#text('displayName', t('profile.name'), fault, {autofocus: true, placeholder: t('invite.name.example')})}
          ${this.#text('email', t('people.email'), fault, {type: 'email', hint: this.mails ? null : t('invite.email.hint')})}
          ${this.mails && form.email.trim() ? html`<div><label class="tick"><input type="checkbox" .checked=${this.byEmail} @change=${e => (this.byEmail = e.target.checked)}>${t('invite.byEmail')}</label><p class="small muted">${t('invite.byEmail.hint')}</p></div>` : nothing}
          <div class="field"><label for="organisationId">${t('people.organisation')}</label><select id="organisationId" @change=${e => this.#set('organisationId', e.target.value)}>
            <option value="">${t('invite.organisation.none')}</option>${[...registry.organisations.values()].map(o => html`<option value=${o.id} ?selected=${o.id === form.organisationId}>${o.name}</option>`)}</select></div>
          <fieldset><legend>${t('invite.language')}</legend><div class="set">${LANGUAGES.map(([code, name]) => html`<button type="button" class="chip" aria-pressed=${String(code === form.language)} @click=${() => this.#set('language', code)}>${name}</button>`)}</div></fieldset>
        </section>
        <section class="part"><div><h3>${t('invite.roles')}</h3><p class="small muted">${t('invite.roles.words')}</p></div>
          ${grants.map((g, i) => html`<hd-grant-form .value=${g} .index=${i} .removable=${grants.length > 1} .fault=${fault(`grants[${i}].roleId`) ?? (i ? null : fault('grants') ?? fault('roleId'))}
              @grant-change=${e => (this.form = {...this.form, grants: grants.with(e.detail.index, e.detail.value)})} @grant-remove=${e => (this.form = {...this.form, grants: grants.toSpliced(e.detail.index, 1)})}></hd-grant-form>`)}
          ${grants.length < GRANTS_MAX ? html`<div><button type="button" class="btn" @click=${() => (this.form = {...this.form, grants: [...grants, EMPTY_GRANT]})}>${icon('plus', 16)} ${t('grant.another')}</button></div>` : nothing}
        </section>
        ${faultNote(this.problem)}
      </form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#send}>${icon('mail', 16)} ${this.busy ? t('saving') : t('invite.go')}</button></div>
    </hd-dialog>`;
  }

  #text(field, label, fault, {type = 'text', hint, placeholder = '', autofocus = false} = {}) {
    const wrong = fault(field);
    return html`<div class="field"><label for=${field}>${label}</label><input id=${field} type=${type} .value=${this.form[field]} placeholder=${placeholder} maxlength="200" autocomplete="off" ?autofocus=${autofocus}
      aria-invalid=${wrong ? 'true' : 'false'} aria-describedby="${field}-words" @input=${e => this.#set(field, e.target.value)}>${fieldWords(field, wrong, hint)}</div>`;
  }

  #another = () => {
    this.made = null;
    this.form = {displayName: '', email: '', organisationId: this.form.organisationId, language: this.form.language, grants: [EMPTY_GRANT]};
  };

  #send = async event => {
    event.preventDefault();
    const {form} = this;
    this.problem = null;
    this.faults = {};
    if (!form.displayName.trim()) this.faults.displayName = t('invite.name.needed');
    form.grants.forEach((g, i) => g.roleId || (this.faults[`grants[${i}].roleId`] = t('grant.role.needed')));
    if (Object.keys(this.faults).length) return this.#toFault();
    this.busy = true;
    try {
      const body = {...form, displayName: form.displayName.trim(), email: form.email.trim(), organisationId: form.organisationId || null, byEmail: Boolean(this.mails && this.byEmail && form.email.trim())};
      this.made = await post('/users', body);
      sessionStorage.removeItem(DRAFT);
      this.dispatchEvent(new Event('invited'));
    } catch (problem) {
      this.problem = problem;
      this.#toFault();
    } finally {
      this.busy = false;
    }
  };

  async #toFault() {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
  }
}

customElements.define('hd-invite', Invite);
