import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import '../design/dialog.js';
import {get, post} from '../app/api.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {KINDS} from './words.js';
import './frame-form.js';

const DRAFT = 'haidang.draft.report';
const EMPTY = {kind: 'BY_DEADLINE', subject: '', deadline: '', cutOff: '', letters: [{number: '', date: '', issuer: ''}]};
const LETTERS_MAX = 20;

/** Begins a report: on what occasion, until when, on which letters. The figures are taken as it is made. Emits `close`. */
class NewReport extends HdElement {
  static properties = {form: {state: true}, frame: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 16px; }
    .set { display: flex; gap: 8px; flex-wrap: wrap; }
    fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 8px; }
    legend { font-weight: 500; padding: 0 0 4px; }
    .letter { display: grid; grid-template-columns: 1fr 9.5rem auto; gap: 8px; }
    .letter .issuer { grid-column: 1 / 3; }
    .letter .btn { grid-column: 3; grid-row: 1; }
    summary { cursor: pointer; font-weight: 500; }
    details[open] summary { margin-bottom: 12px; }
  `];

  constructor() {
    super();
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(DRAFT) ?? '{}');
    } catch {
      // Written by another version: begin anew.
    }
    this.form = {...EMPTY, ...kept};
  }

  connectedCallback() {
    super.connectedCallback();
    get('/reports/frame').then(frame => (this.frame = frame), problem => (this.problem = problem));
  }

  #set(change) {
    this.form = {...this.form, ...change};
    sessionStorage.setItem(DRAFT, JSON.stringify(this.form));
  }

  #letter(i, change) {
    this.#set({letters: this.form.letters.with(i, {...this.form.letters[i], ...change})});
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const {form} = this;
    const frameFault = this.problem?.errors?.some(e => e.field.startsWith('frame.'));
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading=${t('reports.add')} @close=${close}>
      <form @submit=${this.#send} novalidate>
        <fieldset><legend>${t('reports.occasion')}</legend><div class="set">${KINDS.map(k => html`<button type="button" class="chip" aria-pressed=${String(k === form.kind)} @click=${() => this.#set({kind: k})}>${t(`reports.kind.${k}`)}</button>`)}</div></fieldset>
        ${this.#text('subject', t('reports.subject'), form.subject, v => this.#set({subject: v}), {hint: t('reports.subject.hint'), autofocus: true})}
        ${this.#text('deadline', t('reports.deadline'), form.deadline, v => this.#set({deadline: v}), {hint: t('reports.deadline.hint'), placeholder: 'trước ngày 15/5/2021'})}
        ${this.#text('cutOff', t('reports.cutOff'), form.cutOff, v => this.#set({cutOff: v}), {hint: t('reports.cutOff.hint'), type: 'datetime-local'})}
        <fieldset><legend>${t('reports.letters')}</legend><p class="small muted">${t('reports.letters.hint')}</p>
          ${form.letters.map((l, i) => this.#renderLetter(l, i))}
          ${form.letters.length < LETTERS_MAX ? html`<div><button type="button" class="btn" @click=${() => this.#set({letters: [...form.letters, {number: '', date: '', issuer: ''}]})}>${icon('plus', 16)} ${t('reports.letters.another')}</button></div>` : nothing}</fieldset>
        ${this.frame ? html`<details ?open=${frameFault || !this.frame.place}><summary>${t('reports.frame')}</summary><hd-frame-form .frame=${this.frame} .problem=${this.problem} @frame-change=${e => (this.frame = e.detail)}></hd-frame-form></details>` : nothing}
        ${faultNote(this.problem)}
      </form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy || !this.frame} @click=${this.#send}>${this.busy ? t('saving') : t('reports.take')}</button></div>
    </hd-dialog>`;
  }

  #renderLetter(letter, i) {
    const wrong = part => this.problem?.of?.(`letters[${i}].${part}`);
    return html`<div class="letter">
      <input aria-label=${t('reports.letter.number')} placeholder="2220/UBND-KTTH" .value=${letter.number} aria-invalid=${wrong('number') ? 'true' : 'false'} @input=${e => this.#letter(i, {number: e.target.value})}>
      <input type="date" aria-label=${t('reports.letter.date')} .value=${letter.date} aria-invalid=${wrong('date') ? 'true' : 'false'} @input=${e => this.#letter(i, {date: e.target.value})}>
      <button type="button" class="btn quiet icon-only" aria-label=${t('reports.letter.remove')} title=${t('reports.letter.remove')} @click=${() => this.#set({letters: this.form.letters.toSpliced(i, 1)})}>${icon('x')}</button>
      <input class="issuer" aria-label=${t('reports.letter.issuer')} placeholder=${t('reports.letter.issuer')} .value=${letter.issuer} aria-invalid=${wrong('issuer') ? 'true' : 'false'} @input=${e => this.#letter(i, {issuer: e.target.value})}>
      </div>${fieldWords(`letter-${i}`, wrong('number') ?? wrong('date') ?? wrong('issuer'), null)}`;
  }

  #text(field, label, value, set, {hint, type = 'text', placeholder = '', autofocus = false} = {}) {
    const wrong = this.problem?.of?.(field);
    return html`<div class="field"><label for=${field}>${label}</label><input id=${field} type=${type} .value=${value} placeholder=${placeholder} maxlength="500" autocomplete="off" ?autofocus=${autofocus}
      aria-invalid=${wrong ? 'true' : 'false'} aria-describedby="${field}-words" @input=${e => set(e.target.value)}>${fieldWords(field, wrong, hint)}</div>`;
  }

  #send = async event => {
    event.preventDefault();
    const {form} = this;
    this.problem = null;
    this.busy = true;
    try {
      const letters = form.letters.filter(l => l.number.trim() || l.issuer.trim() || l.date);
      // The field has no zone; all times of the programme are those of Viet Nam.
      const cutOff = form.cutOff ? `${form.cutOff.length === 16 ? form.cutOff + ':00' : form.cutOff}+07:00` : null;
      const made = await post('/reports', {...form, letters, cutOff, frame: this.frame});
      sessionStorage.removeItem(DRAFT);
      router.go('reports', {report: made.report.id});
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      const roots = [this.renderRoot, this.$('hd-frame-form')?.renderRoot].filter(Boolean);
      roots.map(root => root.querySelector('[aria-invalid="true"]')).find(Boolean)?.focus();
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-new-report', NewReport);
