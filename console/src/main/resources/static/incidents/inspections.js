import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {fromIsoDay, isoDay, officialDate} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {serverClock} from '../app/server-clock.js';
import {page, sectionTabs} from '../people/page.js';

const STATES = {OVERDUE: ['alarm', 'circle-x'], SOON: ['warn', 'triangle-alert'], DUE: ['live', 'circle-check'], NOT_REQUIRED: ['offline', 'circle-off']};
const FINDINGS_MAX = 50;
const CODES = ['NEEDS_REPAIR', 'INSUFFICIENT_ZONES', 'FORBIDDEN_ZONE', 'NO_UPLINK', 'NO_POWER', 'OBSOLETE', 'LOCKED', 'NO_COOPERATION', 'NO_CAMERA', 'OTHER'];

const day = text => (text ? officialDate(fromIsoDay(text)) : '');

/** Every facility in operation at least every 15 days; the longest overdue first. */
class Inspections extends HdElement {
  static properties = {rows: {state: true}, problem: {state: true}, open: {state: true}, past: {state: true}, form: {state: true}, busy: {state: true}, fault: {state: true}};

  static styles = [HdElement.styles, page, css`
    .finding { display: grid; gap: 10px; padding: 12px; border: 1px solid var(--line); border-radius: var(--radius); }
    .finding .two { display: grid; grid-template-columns: 1fr 11rem; gap: 10px; }
    form { display: grid; gap: 14px; margin-bottom: 20px; }
    .past { display: grid; gap: 4px; padding: 12px 0; border-top: 1px solid var(--line); }
    .past ul { display: grid; gap: 4px; padding-left: 1.1rem; list-style: disc; }
    @media (max-width: 480px) { .finding .two { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(facts, 'programme', e => ['inspection', 'stage'].includes(e.detail.topic) && this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#fromAddress();
  }

  async #load() {
    try {
      this.rows = await get('/inspections');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #fromAddress() {
    if (router.path !== 'inspections') return;
    const id = router.query.get('facility');
    if (id === this.open) return;
    this.open = id;
    this.past = null;
    this.fault = null;
    this.form = {on: isoDay(serverClock.programmeNow()), inspectors: '', remark: '', findings: []};
    if (id) this.past = await get(`/facilities/${id}/inspections`).catch(problem => (this.fault = problem, []));
  }

  render() {
    const {rows} = this;
    const late = rows?.filter(r => r.state === 'OVERDUE').length;
    return html`${sectionTabs('inspections', 'incidents')}
      <div class="head"><h1>${t('nav.inspections')}</h1></div>
      <div class="tools"><p class="muted">${t('inspections.rule')}${late ? html` <strong class="alarm">${t('inspections.late', {n: late})}</strong>` : nothing}</p></div>
      ${faultNote(this.problem)}
      ${rows ? (rows.length ? this.#renderTable(rows) : html`<div class="first">${icon('clock', 56)}<p class="muted">${t('inspections.none')}</p></div>`) : this.problem ? nothing : html`<p class="none">${t('wait.loading')}</p>`}
      ${this.open ? this.#renderSheet() : nothing}`;
  }

  #renderTable(rows) {
    return html`<div class="scroll card" role="region" aria-label=${t('nav.inspections')} tabindex="0"><table>
      <thead><tr><th scope="col">${t('incidents.facility')}</th><th scope="col">${t('inspections.state')}</th><th scope="col">${t('inspections.due')}</th><th scope="col">${t('inspections.last')}</th></tr></thead>
      <tbody>${repeat(rows, r => r.facilityId, r => {
        const [tone, drawing] = STATES[r.state];
        const go = () => router.go('inspections', {facility: r.facilityId});
        return html`<tr class="item" @click=${go}><td><button class="name" @click=${e => { e.stopPropagation(); go(); }}>${r.facility}</button></td>
          <td><span class="state"><span class=${tone}>${icon(drawing, 16)}</span>${r.state === 'NOT_REQUIRED' ? t('inspections.state.NOT_REQUIRED') : t(`inspections.state.${r.state}`, {n: r.days})}</span></td>
          <td class="num">${r.on ? html`<span class="narrow muted small">${t('inspections.due')}: </span>${day(r.on)}` : nothing}</td>
          <td class="num">${r.last ? html`<span class="narrow muted small">${t('inspections.last')}: </span>${day(r.last)}` : html`<span class="muted">${t('inspections.never')}</span>`}</td></tr>`;
      })}</tbody></table></div>`;
  }

  #renderSheet() {
    const row = this.rows?.find(r => r.facilityId === this.open);
    const {form} = this;
    const set = change => (this.form = {...this.form, ...change});
    const finding = (i, change) => set({findings: form.findings.map((f, at) => (at === i ? {...f, ...change} : f))});
    const fault = field => this.fault?.of?.(field);
    return html`<hd-dialog side heading=${row?.facility ?? t('nav.inspections')} @close=${() => router.go('inspections')}>
      ${row?.mayRecord ? html`<form id="form" @submit=${this.#send}><h3>${t('inspections.record')}</h3>${faultNote(this.fault)}
        <div class="field"><label for="on">${t('inspections.on')}</label><input id="on" type="date" max=${isoDay(serverClock.programmeNow())} .value=${form.on} @input=${e => set({on: e.target.value})}>${fieldWords('on', fault('on'))}</div>
        <div class="field"><label for="inspectors">${t('inspections.inspectors')}</label><input id="inspectors" maxlength="500" .value=${form.inspectors} @input=${e => set({inspectors: e.target.value})}>${fieldWords('inspectors', fault('inspectors'), t('inspections.inspectors.hint'))}</div>
        ${form.findings.map((f, i) => html`<div class="finding"><div class="two"><div class="field"><label for="code-${i}">${t('inspections.finding', {n: i + 1})}</label><select id="code-${i}" @change=${e => finding(i, {code: e.target.value})}>${CODES.map(c => html`<option value=${c} ?selected=${c === f.code}>${t(`inspections.code.${c}`)}</option>`)}</select></div>
            <div class="field"><label for="mend-${i}">${t('inspections.mendBy')}</label><input id="mend-${i}" type="date" .value=${f.mendBy} @input=${e => finding(i, {mendBy: e.target.value})}>${fieldWords(`mend-${i}`, fault(`findings[${i}].mendBy`))}</div></div>
          <div class="field"><label for="words-${i}">${t('inspections.words')}</label><input id="words-${i}" maxlength="2000" .value=${f.words} @input=${e => finding(i, {words: e.target.value})}>${fieldWords(`words-${i}`, fault(`findings[${i}].words`))}</div>
          <span><button type="button" class="btn quiet" @click=${() => set({findings: form.findings.filter((_, at) => at !== i)})}>${icon('trash-2', 16)} ${t('inspections.drop')}</button></span></div>`)}
        ${form.findings.length < FINDINGS_MAX ? html`<span><button type="button" class="btn" @click=${() => set({findings: [...form.findings, {code: CODES[0], words: '', mendBy: ''}]})}>${icon('plus', 16)} ${t('inspections.add')}</button></span>` : nothing}
        <div class="field"><label for="remark">${t('inspections.remark')}</label><textarea id="remark" maxlength="2000" .value=${form.remark} @input=${e => set({remark: e.target.value})}></textarea></div></form>` : nothing}
      <h3>${t('inspections.past')}</h3>
      ${this.past?.length ? this.past.map(p => html`<div class="past"><p><strong>${day(p.on)}</strong> · ${p.inspectors}</p>
        ${p.findings.length ? html`<ul>${p.findings.map(f => html`<li>${f.codeWords}${f.words ? `: ${f.words}` : ''}${f.mendBy ? html` <span class="muted">(${t('inspections.until', {day: day(f.mendBy)})})</span>` : nothing}</li>`)}</ul>` : html`<p class="state"><span class="live">${icon('circle-check', 16)}</span>${t('inspections.inOrder')}</p>`}
        ${p.remark ? html`<p class="muted">${p.remark}</p>` : nothing}<p class="small muted">${t('inspections.by', {who: p.recordedBy})}</p></div>`) : html`<p class="muted">${this.past ? t('inspections.never') : t('wait.loading')}</p>`}
      ${row?.mayRecord ? html`<div slot="foot"><button class="btn primary" ?disabled=${this.busy || !form.inspectors.trim() || !form.on} @click=${this.#send}>${t('inspections.send')}</button></div>` : nothing}
    </hd-dialog>`;
  }

  #send = async event => {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    try {
      const kept = await post(`/facilities/${this.open}/inspections`, this.form);
      this.past = [kept, ...(this.past ?? [])];
      this.form = {on: isoDay(serverClock.programmeNow()), inspectors: '', remark: '', findings: []};
      this.fault = null;
      toast(t('inspections.kept'));
      this.#load();
    } catch (problem) {
      this.fault = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-inspections', Inspections);
