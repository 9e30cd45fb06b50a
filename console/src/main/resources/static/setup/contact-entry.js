import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {get, post} from '../app/api.js';
import {t} from '../app/i18n.js';
import {FIELDS, contactField} from '../contacts/fields.js';

const DRAFT = 'haidang.draft.contact-entry';

/** Behind a one-time link: the person at the facility enters the focal point, on a phone, without an account. What was typed survives a closed tab. */
class ContactEntry extends HdElement {
  static properties = {token: {}, told: {state: true}, form: {state: true}, problem: {state: true}, busy: {state: true}, done: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 16px; }
    input { min-height: 48px !important; font-size: var(--size-16) !important; }
    .btn.primary { min-height: 48px; font-size: var(--size-16); }
    .done > .icon { color: var(--live); }
    .done { display: grid; gap: 12px; justify-items: start; }
  `];

  async firstUpdated() {
    this.form = JSON.parse(sessionStorage.getItem(DRAFT) ?? 'null') ?? Object.fromEntries(FIELDS.map(f => [f, '']));
    try {
      this.told = await get(`/contact-entry?token=${encodeURIComponent(this.token)}`, {quiet401: true});
      await this.updateComplete;
      this.$('h1')?.focus();
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (this.done) return html`<div class="done" role="status">${icon('circle-check', 40)}<h1>${t('contactEntry.done', {name: this.done.fullName})}</h1><p>${t('contactEntry.done.words', {facility: this.done.facility})}</p></div>`;
    if (!this.told) return html`<p>${this.problem?.message ?? t('setup.checking')}</p>`;
    if (!this.told.valid) return html`<div class="stack"><h1 tabindex="-1">${t('setup.invalid.title')}</h1><p>${t('contactEntry.invalid')}</p></div>`;
    return html`<form @submit=${this.#send} novalidate>
      <div><h1 tabindex="-1">${t('contactEntry.title')}</h1><p><strong>${this.told.facility}</strong></p><p class="muted">${t('contactEntry.words', {maker: this.told.maker})}</p></div>
      ${FIELDS.map(f => contactField(f, this.form[f], this.problem?.of?.(f), value => this.#set(f, value)))}
      ${faultNote(this.problem)}
      <button class="btn primary" ?disabled=${this.busy}>${this.busy ? t('saving') : t('contactEntry.send')}</button>
      <p class="small muted">${t('contactEntry.privacy')}</p></form>${nothing}`;
  }

  #set(field, value) {
    this.form = {...this.form, [field]: value};
    sessionStorage.setItem(DRAFT, JSON.stringify(this.form));
  }

  #send = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      this.done = await post('/contact-entry', {token: this.token, ...this.form}, {quiet401: true});
      sessionStorage.removeItem(DRAFT);
      history.replaceState(null, '', '/#/');
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-contact-entry', ContactEntry);
