import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote} from '../design/fault.js';
import {icon} from '../design/icon.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {post, put, remove} from '../app/api.js';
import {t} from '../app/i18n.js';
import {FIELDS, contactField} from './fields.js';

/** Adds or changes somebody who answers for a facility. `contact` is null for a new one; `first` when the facility has none yet. Emits `close`, `changed`. */
class ContactEdit extends HdElement {
  static properties = {facilityId: {}, facility: {}, contact: {attribute: false}, first: {type: Boolean}, form: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`form { display: grid; gap: 14px; } .left { margin-right: auto; }`];

  willUpdate() {
    this.form ??= {...Object.fromEntries(FIELDS.map(f => [f, this.contact?.[f] ?? ''])), focal: this.contact?.focal ?? Boolean(this.first)};
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const fixed = this.contact?.focal || this.first;
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading=${this.contact ? this.contact.fullName : t('contact.add')} @close=${close}><form @submit=${this.#save} novalidate>
      <p class="muted">${this.facility}</p>
      ${FIELDS.map(f => contactField(f, this.form[f], this.problem?.of?.(f), value => (this.form = {...this.form, [f]: value})))}
      <label class="tick"><input type="checkbox" .checked=${this.form.focal} ?disabled=${fixed} @change=${e => (this.form = {...this.form, focal: e.target.checked})}>${t('contact.focal')}</label>
      ${fixed ? html`<p class="small muted">${t(this.contact ? 'contact.focal.is' : 'contact.focal.first')}</p>` : nothing}
      ${faultNote(this.problem)}<button hidden></button></form>
      <div slot="foot">${this.contact && !this.contact.focal ? html`<button class="btn danger quiet left" ?disabled=${this.busy} @click=${this.#remove}>${icon('trash-2', 16)} ${t('contact.remove')}</button>` : nothing}
        <button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#save}>${this.busy ? t('saving') : t('save')}</button></div></hd-dialog>`;
  }

  #save = async event => {
    event.preventDefault();
    await this.#act(async () => {
      const path = `/facilities/${this.facilityId}/contacts`;
      await (this.contact ? put(`${path}/${this.contact.id}`, this.form) : post(path, this.form));
      toast(t('saved'));
    });
  };

  #remove = () => this.#act(async () => {
    await remove(`/facilities/${this.facilityId}/contacts/${this.contact.id}`);
    toast(t('contact.removed'));
  });

  async #act(act) {
    this.busy = true;
    this.problem = null;
    try {
      await act();
      this.dispatchEvent(new Event('changed'));
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-contact-edit', ContactEdit);
