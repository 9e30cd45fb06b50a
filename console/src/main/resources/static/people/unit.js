import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {patch, post} from '../app/api.js';
import {t} from '../app/i18n.js';
import {registry} from './registry.js';
import {unitWords} from './unit-words.js';

const ORGANISATION_KINDS = ['committee', 'military', 'department', 'health', 'operator', 'facility', 'other'];
const LEVELS = ['province', 'district', 'commune'];

/** Adds or changes an organisation or an area. Nothing is removed here: what ends gets a date and a successor. Emits `close`, `changed`. */
class Unit extends HdElement {
  static properties = {kind: {}, unitId: {}, form: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 14px; }
    .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
    @media (max-width: 480px) { .grid { grid-template-columns: 1fr; } }
  `];

  get #area() {
    return this.kind === 'areas';
  }

  get #all() {
    return this.#area ? registry.areas : registry.organisations;
  }

  willUpdate(changed) {
    if (!changed.has('unitId') && this.form) return;
    const unit = this.#all.get(this.unitId);
    const empty = this.#area ? {code: '', name: '', level: 'commune', parentCode: '', validFrom: '', validTo: '', successorCode: ''}
        : {name: '', kind: 'department', areaCode: '', parentId: '', validFrom: '', validTo: '', successorId: ''};
    this.form = Object.fromEntries(Object.entries(empty).map(([field, none]) => [field, unit?.[field] ?? none]));
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const area = this.#area;
    const others = [...this.#all.values()].filter(u => (area ? u.code : u.id) !== this.unitId).map(u => [area ? u.code : u.id, area ? `${u.name} (${u.code})` : u.name]);
    const none = ['', t('units.none')];
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading=${this.unitId ? this.form.name : t(`units.add.${this.kind}`)} @close=${close}><form @submit=${this.#save} novalidate>
      ${this.#text('name', t('organisations.col.name'), {autofocus: !this.unitId})}
      ${area ? html`<div class="grid">${this.#text('code', t('organisations.col.code'), {readonly: Boolean(this.unitId), hint: t('units.code.hint')})}${this.#choose('level', t('organisations.col.level'), LEVELS.map(l => [l, t(`level.${l}`)]))}</div>`
        : html`<div class="grid">${this.#choose('kind', t('organisations.col.kind'), ORGANISATION_KINDS.map(k => [k, t(`organisation.${k}`)]))}${this.#choose('areaCode', t('organisations.col.area'), [none, ...[...registry.areas.values()].map(a => [a.code, a.name])])}</div>`}
      ${this.#choose(area ? 'parentCode' : 'parentId', t('units.parent'), [none, ...others])}
      <div class="grid">${this.#text('validFrom', t('units.validFrom'), {type: 'date', hint: t('units.validFrom.hint')})}${this.#text('validTo', t('units.validTo'), {type: 'date', hint: t('units.validTo.hint')})}</div>
      ${this.form.validTo ? this.#choose(area ? 'successorCode' : 'successorId', t('units.successor.label'), [none, ...others], t('units.successor.hint')) : nothing}
      ${this.#sentence}${faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#save}>${this.busy ? t('saving') : t('save')}</button></div></hd-dialog>`;
  }

  /** The dates as a person will read them: a date field shows them as the browser likes. */
  get #sentence() {
    const successor = this.#all.get(this.#area ? this.form.successorCode : this.form.successorId)?.name;
    const words = unitWords(this.form, this.form.validTo ? successor : null);
    return words ? html`<p role="status"><strong>${this.form.name}</strong>: ${words}</p>` : nothing;
  }

  #set(field, value) {
    this.form = {...this.form, [field]: value};
  }

  #text(field, label, {type = 'text', hint, readonly = false, autofocus = false} = {}) {
    const fault = this.problem?.of?.(field);
    return html`<div class="field"><label for=${field}>${label}</label><input id=${field} type=${type} .value=${this.form[field]} maxlength="200" autocomplete="off" ?readonly=${readonly} ?autofocus=${autofocus}
      aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${field}-words" @input=${e => this.#set(field, e.target.value)}>${fieldWords(field, fault, hint)}</div>`;
  }

  #choose(field, label, entries, hint) {
    const fault = this.problem?.of?.(field);
    return html`<div class="field"><label for=${field}>${label}</label><select id=${field} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${field}-words" @change=${e => this.#set(field, e.target.value)}>
      ${entries.map(([value, words]) => html`<option value=${value} ?selected=${value === this.form[field]}>${words}</option>`)}</select>${fieldWords(field, fault, hint)}</div>`;
  }

  #save = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const path = this.#area ? '/areas' : '/organisations';
      const body = {...this.form, name: this.form.name.trim()};
      if (this.unitId) {
        delete body.code;
        await patch(`${path}/${encodeURIComponent(this.unitId)}`, body);
      } else {
        await post(path, body);
      }
      toast(t('saved'));
      this.dispatchEvent(new Event('changed'));
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-unit', Unit);
