import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, patch, post} from '../app/api.js';
import {isoDay} from '../app/format.js';
import {t} from '../app/i18n.js';
import {serverClock} from '../app/server-clock.js';
import {registry} from '../people/registry.js';
import {isoDate} from './words.js';

const DRAFT = 'haidang.draft.dispatch';
const KINDS = ['LETTER', 'TELEGRAM'];
const URGENCIES = ['NORMAL', 'URGENT', 'VERY_URGENT', 'TIMED_EXPRESS'];

/** Puts a letter into the register or corrects one. A new one keeps its draft. Emits `close`, `saved` with the letter. */
class DispatchForm extends HdElement {
  static properties = {letter: {attribute: false}, letters: {state: true}, form: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 14px; }
    .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
    .parents { display: grid; gap: 6px; max-height: 12rem; overflow: auto; padding: 8px 10px; border: 1px solid var(--line); border-radius: var(--radius); }
    .set { display: flex; gap: 8px; flex-wrap: wrap; }
    fieldset { border: 0; padding: 0; margin: 0; }
    legend { font-weight: 500; padding: 0 0 4px; }
    @media (max-width: 480px) { .grid { grid-template-columns: 1fr; } }
  `];

  connectedCallback() {
    super.connectedCallback();
    const {letter} = this;
    this.form ??= letter
      ? {number: letter.number, kind: letter.kind, date: letter.date, receivedDay: isoDay(Date.parse(letter.receivedAt)), issuer: letter.issuer, issuerOrganisationId: letter.issuerOrganisationId ?? '', subject: letter.subject, urgency: letter.urgency, recipients: letter.recipients.join('\n'), parentIds: letter.parentIds}
      : {number: '', kind: 'LETTER', date: isoDay(serverClock.programmeNow()), receivedDay: '', issuer: '', issuerOrganisationId: '', subject: '', urgency: 'NORMAL', recipients: '', parentIds: [], ...JSON.parse(sessionStorage.getItem(DRAFT) ?? '{}')};
    get('/dispatches').then(all => (this.letters = all.filter(d => d.id !== letter?.id))).catch(() => (this.letters = []));
    registry.load().then(() => this.requestUpdate()).catch(() => {});
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const {form} = this;
    const older = (this.letters ?? []).filter(d => d.date <= form.date || form.parentIds.includes(d.id));
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading=${t(this.letter ? 'dispatch.edit' : 'dispatch.add')} @close=${close}><form @submit=${this.#save} novalidate>
      <div class="grid">${this.#text('number', t('dispatch.number'), {placeholder: '2220/UBND-KTTH', max: 60, autofocus: true})}
        ${this.#choose('kind', t('dispatch.kind'), KINDS.map(k => [k, t(`dispatch.kind.${k}`)]))}</div>
      <div class="grid">${this.#text('date', t('dispatch.date'), {type: 'date', max: ''})}${this.#text('receivedDay', t('dispatch.received'), {type: 'date', max: '', name: 'receivedAt', hint: t('dispatch.received.hint')})}</div>
      ${this.#text('issuer', t('dispatch.issuer'), {placeholder: t('dispatch.issuer.example')})}
      ${this.#choose('issuerOrganisationId', t('dispatch.issuer.unit'), [['', t('task.unit.none')], ...[...registry.organisations.values()].map(o => [o.id, o.name])], t('dispatch.issuer.hint'))}
      <div class="field"><label for="subject">${t('dispatch.subject')}</label><textarea id="subject" rows="3" maxlength="4000" .value=${form.subject} placeholder=${t('dispatch.subject.example')} aria-invalid=${this.problem?.of?.('subject') ? 'true' : 'false'} aria-describedby="subject-words" @input=${e => this.#set('subject', e.target.value)}></textarea>${fieldWords('subject', this.problem?.of?.('subject'))}</div>
      <fieldset><legend>${t('dispatch.urgency')}</legend><div class="set">${URGENCIES.map(u => html`<button type="button" class="chip" aria-pressed=${String(u === form.urgency)} @click=${() => this.#set('urgency', u)}>${t(`dispatch.urgency.${u}`)}</button>`)}</div></fieldset>
      <div class="field"><label for="recipients">${t('dispatch.recipients')}</label><textarea id="recipients" rows="4" .value=${form.recipients} placeholder=${t('dispatch.recipients.example')} aria-invalid=${this.problem?.of?.('recipients') ? 'true' : 'false'} aria-describedby="recipients-words" @input=${e => this.#set('recipients', e.target.value)}></textarea>${fieldWords('recipients', this.problem?.of?.('recipients'), t('dispatch.recipients.hint'))}</div>
      <fieldset><legend>${t('dispatch.parents')}</legend>${older.length ? html`<div class="parents">${older.map(d => html`<label class="tick"><input type="checkbox" .checked=${form.parentIds.includes(d.id)} @change=${e => this.#set('parentIds', e.target.checked ? [...form.parentIds, d.id] : form.parentIds.filter(p => p !== d.id))}><span>${d.number} <span class="small muted">${isoDate(d.date)} · ${d.issuer}</span></span></label>`)}</div>`
          : html`<p class="muted small">${t('dispatch.parents.none')}</p>`}${fieldWords('parentIds', this.problem?.of?.('parentIds'))}</fieldset>
      ${faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#save}>${this.busy ? t('saving') : t(this.letter ? 'save' : 'dispatch.go')}</button></div></hd-dialog>`;
  }

  #set(field, value) {
    this.form = {...this.form, [field]: value};
    // The unit of that very name is meant.
    if (field === 'issuer') {
      const unit = [...registry.organisations.values()].find(o => o.name === value);
      if (unit) this.form = {...this.form, issuerOrganisationId: unit.id};
    }
    if (!this.letter) sessionStorage.setItem(DRAFT, JSON.stringify(this.form));
  }

  #text(field, label, {type = 'text', placeholder = '', hint, max = 200, autofocus = false, name = field} = {}) {
    const fault = this.problem?.of?.(name);
    return html`<div class="field"><label for=${field}>${label}</label><input id=${field} type=${type} .value=${this.form[field]} placeholder=${placeholder} maxlength=${max || 200} autocomplete="off" ?autofocus=${autofocus && !this.letter}
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
      const {receivedDay, recipients, ...rest} = this.form;
      const body = {...rest, number: rest.number.trim(), receivedAt: receivedDay ? `${receivedDay}T00:00:00+07:00` : '', recipients: await this.#names(recipients)};
      const kept = this.letter ? await patch(`/dispatches/${this.letter.id}`, body) : await post('/dispatches', body);
      sessionStorage.removeItem(DRAFT);
      toast(t('saved'));
      this.dispatchEvent(new CustomEvent('saved', {detail: kept}));
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };

  /** As pasted from the letter: “Các Sở: Thông tin và Truyền thông, Y tế” are two. */
  async #names(text) {
    if (!text.trim()) return [];
    return (await post('/distribution-readings', {text})).map(n => n.name);
  }
}

customElements.define('hd-dispatch-form', DispatchForm);
