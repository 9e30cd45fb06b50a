import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {dateTime} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import '../people/link-card.js';
import './edit.js';

/** Who answers for one facility, with what can be done about it: add, change, sign, and a link for the facility itself. Emits `changed`. */
class FacilityContacts extends HdElement {
  static properties = {facilityId: {}, name: {}, contacts: {state: true}, problem: {state: true}, editing: {state: true}, link: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 14px; }
    .person { padding: 12px 14px; display: grid; gap: 4px; }
    .person .row { flex-wrap: wrap; }
    .focal { display: inline-flex; gap: 6px; align-items: center; color: var(--live); font-weight: 500; }
    .actions { display: flex; gap: 8px; flex-wrap: wrap; }
  `];

  constructor() {
    super();
    this.follow(facts, 'programme', e => (e.detail.facilityId === this.facilityId || !e.detail.facilityId) && this.#load());
  }

  willUpdate(changed) {
    if (changed.has('facilityId')) this.#load();
  }

  async #load() {
    try {
      this.contacts = await get(`/facilities/${this.facilityId}/contacts`);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (!this.contacts) return this.problem ? faultNote(this.problem) : html`<p>${t('wait.loading')}</p>`;
    const write = session.may('contact.write');
    const focal = this.contacts.find(c => c.focal);
    return html`
      ${this.contacts.length ? this.contacts.map(c => this.#renderPerson(c, write)) : html`<div class="note alarm">${icon('circle-alert')}<p>${t('contacts.noneHere')}</p></div>`}
      ${faultNote(this.problem)}
      <div class="actions">
        ${session.may('contact.submit') && focal && !focal.submitted ? html`<button class="btn primary" ?disabled=${this.busy} @click=${this.#submit}>${icon('check', 16)} ${t('contacts.submitOne')}</button>` : nothing}
        ${write ? html`<button class="btn ${focal ? '' : 'primary'}" @click=${() => (this.editing = {contact: null})}>${icon('user-plus', 16)} ${t('contact.add')}</button>
          <button class="btn" ?disabled=${this.busy} @click=${this.#makeLink}>${icon('qr-code', 16)} ${t('contacts.link')}</button>` : nothing}</div>
      ${this.link ? html`<hd-link-card .told=${this.link} .name=${this.name}></hd-link-card>` : nothing}
      ${this.editing ? html`<hd-contact-edit .facilityId=${this.facilityId} .facility=${this.name} .contact=${this.editing.contact} ?first=${!focal} @close=${() => (this.editing = null)} @changed=${this.#changed}></hd-contact-edit>` : nothing}`;
  }

  #renderPerson(c, write) {
    return html`<div class="card person"><div class="row"><strong class="grow">${c.fullName}</strong>${c.focal ? html`<span class="focal">${icon('user-check', 16)} ${t('contact.focal.short')}</span>` : nothing}
        ${write ? html`<button class="btn quiet icon-only" title=${t('contact.change')} aria-label="${t('contact.change')}, ${c.fullName}" @click=${() => (this.editing = {contact: c})}>${icon('pencil', 16)}</button>` : nothing}</div>
      <p class="muted">${c.title}</p><p>${c.phone.split('; ').map((p, i) => html`${i ? '; ' : ''}<a href="tel:${p.split('máy lẻ')[0].replace(/\s/g, '')}">${p}</a>`)} · <a href="mailto:${c.email}">${c.email}</a></p>
      ${c.focal ? html`<p class="small muted">${c.submitted ? t('contacts.submittedAt', {when: dateTime(Date.parse(c.submittedAt))}) : t('contacts.notSubmitted')}</p>` : nothing}</div>`;
  }

  #changed = () => {
    this.#load();
    this.dispatchEvent(new Event('changed'));
  };

  #makeLink = () => this.#act(async () => {
    this.link = await post(`/facilities/${this.facilityId}/contact-link`);
  });

  #submit = () => this.#act(async () => {
    await post('/contact-submissions', {facilityIds: [this.facilityId]});
    toast(t('contacts.submitted.one'));
    this.#changed();
  });

  async #act(act) {
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-facility-contacts', FacilityContacts);
