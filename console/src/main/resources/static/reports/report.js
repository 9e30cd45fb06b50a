import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, patch, post, urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {dateTime, isoDay, number} from '../app/format.js';
import {t} from '../app/i18n.js';
import {follow} from '../app/save.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {FORMATS, actWord, nextActs, numberWords, standingMark, stateMark, writable} from './words.js';
import './frame-form.js';
import './paper.js';

const draftKey = id => `haidang.draft.report.${id}`;

/** One report: its figures, what people write into it, its way to issue, and the paper beside. Emits `changed`. */
class Report extends HdElement {
  static properties = {reportId: {attribute: false}, told: {state: true}, paper: {state: true}, form: {state: true}, problem: {state: true}, busy: {state: true}, asking: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: flex; flex-direction: column; min-height: 0; height: 100%; }
    .head { display: flex; gap: 8px 12px; align-items: center; flex-wrap: wrap; padding: 12px 20px; border-bottom: 1px solid var(--line); background: var(--surface-1); }
    .head h1 { flex: 1 1 20rem; font-size: var(--size-16); min-width: 0; overflow-wrap: anywhere; }
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(20rem, 2fr) minmax(24rem, 3fr); }
    .side { overflow: auto; padding: 16px 20px 24px; display: grid; gap: 18px; align-content: start; }
    .view { overflow: auto; padding: 16px 20px 24px; background: var(--surface-2); border-left: 1px solid var(--line); }
    .state { display: inline-flex; gap: 6px; align-items: center; }
    .live { color: var(--live); } .warn { color: var(--warn); } .alarm { color: var(--alarm); } .quiet { color: var(--text-2); }
    .marks { display: flex; gap: 6px 16px; flex-wrap: wrap; }
    .acts { display: flex; gap: 8px; flex-wrap: wrap; }
    table { border-collapse: collapse; width: 100%; }
    th, td { padding: 5px 6px; border-bottom: 1px solid var(--line); text-align: right; font-variant-numeric: tabular-nums; }
    th { font-size: var(--size-12); color: var(--text-2); font-weight: 600; }
    th:first-child, td:first-child { text-align: left; }
    td.all { font-weight: 600; }
    textarea { min-height: 6rem; resize: vertical; }
    h2 { margin-bottom: 4px; }
    table + p { margin-top: 8px; }
    .frozen { display: flex; gap: 8px; align-items: flex-start; }
    .form { display: grid; gap: 12px; }
    summary { cursor: pointer; font-weight: 600; }
    details[open] summary { margin-bottom: 12px; }
    ol.past { display: grid; gap: 6px; }
    code { font: 400 var(--size-12)/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
    .none { padding: 32px 16px; text-align: center; }
    .ask { display: grid; gap: 14px; }
    @media (max-width: 1000px) { :host { overflow: auto; } .split { display: block; flex: none; } .side, .view { overflow: visible; padding: 14px 12px; } .view { border-left: 0; } .head { padding: 10px 12px; } }
  `];

  constructor() {
    super();
    this.follow(facts, 'programme', e => e.detail?.topic === 'report' && !this.busy && this.#load());
  }

  willUpdate(changed) {
    if (changed.has('reportId') && this.reportId) this.#load();
  }

  async #load() {
    const id = this.reportId;
    try {
      const [told, paper] = await Promise.all([get(`/reports/${id}`), get(`/reports/${id}/preview`)]);
      if (id !== this.reportId) return;
      this.#take(told, paper);
      this.problem = null;
    } catch (problem) {
      if (id === this.reportId) this.problem = problem;
    }
  }

  #take(told, paper) {
    this.told = told;
    this.paper = paper;
    const kept = JSON.parse(sessionStorage.getItem(draftKey(told.report.id)) ?? 'null');
    this.form = kept && writable(told.report.state) ? kept : this.#written(told);
  }

  #written = told => ({subject: told.report.subject, difficulties: told.difficulties, proposals: told.proposals, frame: told.frame});

  get #dirty() {
    return JSON.stringify(this.form) !== JSON.stringify(this.#written(this.told));
  }

  #set(change) {
    this.form = {...this.form, ...change};
    if (this.#dirty) sessionStorage.setItem(draftKey(this.told.report.id), JSON.stringify(this.form));
    else sessionStorage.removeItem(draftKey(this.told.report.id));
  }

  render() {
    if (!this.told) return html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`;
    const {report} = this.told;
    const write = writable(report.state) && session.may('report.write');
    return html`<div class="head"><a class="btn quiet icon-only" href="#/reports" aria-label=${t('reports.back')} title=${t('reports.back')}>${icon('arrow-left')}</a><h1>${report.subject}</h1>
        <div class="acts">${FORMATS.map(f => html`<button class="btn" @click=${() => this.#download(f)}>${icon('download', 16)} ${f.toUpperCase()}</button>`)}
          ${nextActs(report.state, a => session.may(a)).map(a => html`<button class="btn ${a === 'return' ? '' : 'primary'}" ?disabled=${this.busy} @click=${() => this.#ask(a)}>${t(`reports.do.${a}`)}</button>`)}</div></div>
      <div class="split">
        <section class="side" aria-label=${t('reports.parts')} tabindex="0">
          <div class="marks">${this.#mark(stateMark(report.state))}${this.#mark(standingMark(report.standing))}${report.number ? html`<b class="num">${numberWords(report.number, this.told.frame.sign)}</b>` : nothing}${report.deadline ? html`<span class="muted">${report.deadline}</span>` : nothing}</div>
          ${this.told.reason ? html`<div class="note warn">${icon('circle-alert')}<p><b>${t('reports.reason')}</b> ${this.told.reason}</p></div>` : nothing}
          ${this.problem && !this.asking ? faultNote(this.problem) : nothing}
          ${this.#renderFigures()}
          ${write ? this.#renderForm() : nothing}
          ${this.#renderPast()}
        </section>
        <section class="view" aria-label=${t('reports.preview')} tabindex="0"><hd-paper .paper=${this.paper}></hd-paper></section>
      </div>${this.#renderAsk()}`;
  }

  #mark(told) {
    return told ? html`<span class="state"><span class=${told.tone}>${icon(told.drawing, 16)}</span>${told.words}</span>` : nothing;
  }

  #renderFigures() {
    const {steps, cameras, report, figuresSha256} = this.told;
    const unsaid = steps[0].unsaid > 0;
    const columns = ['military', 'civil', 'hotel', ...(unsaid ? ['unsaid'] : [])];
    return html`<div><h2>${t('reports.figures')}</h2>
      <p class="frozen muted small">${icon('lock', 16)}<span>${t('reports.frozen', {when: dateTime(Date.parse(report.cutOff))})}</span></p>
      <table><thead><tr><th scope="col">${t('reports.step')}</th>${columns.map(c => html`<th scope="col">${t(`reports.body.${c}`)}</th>`)}<th scope="col">${t('reports.body.total')}</th></tr></thead>
        <tbody>${steps.map(s => html`<tr><td>${t(`reports.step.${s.step}`)}</td>${columns.map(c => html`<td>${number(s[c])}</td>`)}<td class="all">${number(s.total)}</td></tr>`)}</tbody></table>
      <p class="small">${t('reports.cameras', {required: number(cameras.required), existing: number(cameras.existing), connected: number(cameras.connected)})}</p>
      <p class="small faint">SHA-256 <code>${figuresSha256}</code></p></div>`;
  }

  #renderForm() {
    const {form} = this;
    return html`<div class="form"><h2>${t('reports.written')}</h2>
      ${this.#area('subject', form.subject, 1)}${this.#area('difficulties', form.difficulties, 4)}${this.#area('proposals', form.proposals, 4)}
      <details ?open=${this.problem?.errors?.some(e => e.field.startsWith('frame.'))}><summary>${t('reports.frame')}</summary><hd-frame-form .frame=${form.frame} .problem=${this.problem} @frame-change=${e => this.#set({frame: e.detail})}></hd-frame-form></details>
      <div class="acts"><button class="btn primary" ?disabled=${this.busy || !this.#dirty} @click=${() => this.#save()}>${icon('save', 16)} ${t('save')}</button>${this.#dirty ? html`<button class="btn" @click=${() => this.#set(this.#written(this.told))}>${t('reports.undo')}</button><span class="small muted">${t('reports.unsaved')}</span>` : nothing}</div></div>`;
  }

  #area(field, value, rows) {
    const wrong = this.problem?.of?.(field);
    return html`<div class="field"><label for=${field}>${t(`reports.${field}`)}</label>
      ${rows > 1 ? html`<textarea id=${field} rows=${rows} .value=${value} maxlength="20000" aria-invalid=${wrong ? 'true' : 'false'} @input=${e => this.#set({[field]: e.target.value})}></textarea>` : html`<input id=${field} .value=${value} maxlength="500" aria-invalid=${wrong ? 'true' : 'false'} @input=${e => this.#set({[field]: e.target.value})}>`}
      ${fieldWords(field, wrong, rows > 1 ? t('reports.frame.lines') : null)}</div>`;
  }

  #renderPast() {
    return html`<div><h2>${t('reports.past')}</h2><ol class="past">${this.told.acts.map(a => html`<li class="small"><time>${dateTime(Date.parse(a.at))}</time> · <b>${actWord(a.act)}</b> · ${a.person}${a.words ? html` · ${a.words}` : nothing}</li>`)}</ol></div>`;
  }

  #download(format) {
    const {report} = this.told;
    follow(urls.reportFile(report.id, format), `${report.number ? `bao-cao-${report.number}` : 'du-thao-bao-cao'}.${format}`);
  }

  // ---- acts

  #ask(act) {
    this.problem = null;
    this.asking = {act, reason: '', number: '', date: isoDay(serverClock.programmeNow())};
  }

  #renderAsk() {
    const {asking} = this;
    if (!asking) return nothing;
    const close = () => (this.asking = null);
    const set = change => (this.asking = {...asking, ...change});
    return html`<hd-dialog .held=${Boolean(this.busy)} heading=${t(`reports.do.${asking.act}`)} @close=${close}><div class="ask">
        <p>${t(`reports.do.${asking.act}.words`)}</p>
        ${asking.act === 'return' ? html`<div class="field"><label for="reason">${t('reports.reason')}</label><textarea id="reason" autofocus maxlength="2000" .value=${asking.reason} @input=${e => set({reason: e.target.value})}></textarea>${fieldWords('reason', this.problem?.of?.('reason'), null)}</div>` : nothing}
        ${asking.act === 'issue' ? html`<div class="field"><label for="number">${t('reports.number')}</label><input id="number" type="number" min="1" max="99999" autofocus .value=${asking.number} @input=${e => set({number: e.target.value})}>${fieldWords('number', this.problem?.of?.('number'), null)}</div>
          <div class="field"><label for="date">${t('reports.date')}</label><input id="date" type="date" .value=${asking.date} @input=${e => set({date: e.target.value})}>${fieldWords('date', this.problem?.of?.('date'), null)}</div>` : nothing}
        ${faultNote(this.problem)}</div>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${() => this.#act()}>${t(`reports.do.${asking.act}`)}</button></div></hd-dialog>`;
  }

  async #act() {
    const {act, reason, number: typed, date} = this.asking;
    await this.#send(async () => {
      if (this.#dirty && act === 'submission') await this.#keep();
      const body = {revision: this.told.report.revision, ...(act === 'return' && {reason}), ...(act === 'issue' && {number: Number(typed) || null, date})};
      const told = await post(`/reports/${this.told.report.id}/${act}`, body);
      this.asking = null;
      this.#take(told, await get(`/reports/${told.report.id}/preview`));
      toast(t(`reports.done.${act}`));
    });
  }

  async #save() {
    await this.#send(async () => {
      await this.#keep();
      toast(t('reports.saved'));
    });
  }

  async #keep() {
    const told = await patch(`/reports/${this.told.report.id}`, {revision: this.told.report.revision, ...this.form});
    sessionStorage.removeItem(draftKey(told.report.id));
    this.#take(told, await get(`/reports/${told.report.id}/preview`));
  }

  async #send(work) {
    this.problem = null;
    this.busy = true;
    try {
      await work();
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-report', Report);
