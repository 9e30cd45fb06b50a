import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {patch, post} from '../app/api.js';
import {isoDay} from '../app/format.js';
import {t} from '../app/i18n.js';
import {registry} from '../people/registry.js';

const PAUSE_MS = 350;

const local = iso => (iso ? `${isoDay(Date.parse(iso))}T${new Date(Date.parse(iso) + 7 * 3600_000).toISOString().slice(11, 16)}` : '');

/** Adds or corrects a task of a letter. The deadline is typed in the letter's words, and what they mean stands below at once. Emits `close`, `changed`. */
class TaskForm extends HdElement {
  static properties = {task: {attribute: false}, dispatchId: {}, receivedAt: {}, agencies: {attribute: false}, nextItem: {}, form: {state: true}, read: {state: true}, byHand: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 14px; }
    .grid { display: grid; grid-template-columns: 6rem 1fr; gap: 14px; }
  `];

  #timer = 0;
  #asked = 0;

  connectedCallback() {
    super.connectedCallback();
    const {task} = this;
    this.form ??= {item: task?.item ?? this.nextItem ?? '', agency: task?.agency ?? '', organisationId: task?.organisationId ?? '', text: task?.text ?? '', phrase: task?.phrase ?? '', due: task?.byHand ? local(task.due) : ''};
    this.byHand = Boolean(task?.byHand);
    registry.load().then(() => this.requestUpdate()).catch(() => {});
    if (this.form.phrase) this.#ask();
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const names = [...new Set([...(this.agencies ?? []), ...[...registry.organisations.values()].map(o => o.name)])];
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading=${t(this.task ? 'task.change' : 'task.add')} @close=${close}><form @submit=${this.#save} novalidate>
      <div class="grid">${this.#text('item', t('task.item.label'), {max: 20})}${this.#text('agency', t('task.agency'), {list: 'agencies', autofocus: true})}</div>
      <datalist id="agencies">${names.map(n => html`<option value=${n}></option>`)}</datalist>
      <div class="field"><label for="organisationId">${t('task.unit')}</label><select id="organisationId" @change=${e => this.#set('organisationId', e.target.value)}><option value="">${t('task.unit.none')}</option>${[...registry.organisations.values()].map(o => html`<option value=${o.id} ?selected=${o.id === this.form.organisationId}>${o.name}</option>`)}</select>${fieldWords('organisationId', this.problem?.of?.('organisationId'), t('task.unit.hint'))}</div>
      <div class="field"><label for="text">${t('task.text')}</label><textarea id="text" rows="4" maxlength="4000" .value=${this.form.text} aria-invalid=${this.problem?.of?.('text') ? 'true' : 'false'} aria-describedby="text-words" @input=${e => this.#set('text', e.target.value)}></textarea>${fieldWords('text', this.problem?.of?.('text'))}</div>
      ${this.#text('phrase', t('task.phrase'), {placeholder: 'trước ngày 15/5/2021', hint: t('task.phrase.hint'), max: 300, on: () => this.#soon()})}
      ${this.#renderRead()}
      ${this.byHand ? html`<div class="field"><label for="due">${t('task.due')}</label><input id="due" type="datetime-local" .value=${this.form.due} aria-describedby="due-words" @input=${e => { this.#set('due', e.target.value); this.#soon(); }}>${fieldWords('due', this.problem?.of?.('due'), t('task.due.hint'))}</div>`
        : this.form.phrase ? html`<div><button type="button" class="btn quiet" @click=${() => (this.byHand = true)}>${icon('pencil', 16)} ${t('task.due.byHand')}</button></div>` : nothing}
      ${faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#save}>${this.busy ? t('saving') : t('save')}</button></div></hd-dialog>`;
  }

  /** What the words mean, or that nobody understands them; never a guess. */
  #renderRead() {
    if (!this.form.phrase.trim() || !this.read) return nothing;
    return this.read.limit
      ? html`<div class="note good" role="status">${icon('circle-check')}<p><strong>${this.read.limit}</strong>${this.read.byHand ? html` (${t('task.byHand')})` : nothing} · ${this.read.words}</p></div>`
      : html`<div class="note warn" role="status">${icon('triangle-alert')}<p>${this.read.fault}</p></div>`;
  }

  #text(field, label, {placeholder = '', hint, list, max = 200, autofocus = false, on} = {}) {
    const fault = this.problem?.of?.(field);
    return html`<div class="field"><label for=${field}>${label}</label><input id=${field} .value=${this.form[field]} placeholder=${placeholder} maxlength=${max} list=${list ?? nothing} autocomplete="off" ?autofocus=${autofocus && !this.task}
      aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${field}-words" @input=${e => { this.#set(field, e.target.value); on?.(); }}>${fieldWords(field, fault, hint)}</div>`;
  }

  #set(field, value) {
    this.form = {...this.form, [field]: value};
    // The unit of that very name is meant.
    if (field === 'agency') {
      const unit = [...registry.organisations.values()].find(o => o.name === value);
      if (unit) this.form = {...this.form, organisationId: unit.id};
    }
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  async #ask() {
    const asked = ++this.#asked;
    const {phrase, due} = this.form;
    if (!phrase.trim()) return;
    let read;
    try {
      read = await post('/deadline-readings', {phrase, due: this.byHand && due ? `${due}:00+07:00` : null, receivedAt: this.receivedAt ?? null});
    } catch (problem) {
      read = {fault: problem.of?.('phrase') ?? problem.message};
      if (problem.of?.('phrase')) this.byHand = true;
    }
    if (asked === this.#asked) this.read = read;
  }

  #save = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const {due, ...rest} = this.form;
      const body = {...rest, due: this.byHand && due ? `${due}:00+07:00` : null};
      if (this.task) await patch(`/tasks/${this.task.id}`, body);
      else await post(`/dispatches/${this.dispatchId}/tasks`, body);
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

customElements.define('hd-task-form', TaskForm);
