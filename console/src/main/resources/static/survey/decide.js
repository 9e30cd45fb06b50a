import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {t} from '../app/i18n.js';
import {date, fromIsoDay, when} from '../app/format.js';
import {say} from './words.js';

/** What happens to a submitted survey: three signatures, sending back, and the evaluation with what the answers suggest. */
class Decide extends HdElement {
  static properties = {desk: {attribute: false}, tick: {}, form: {state: true}, back: {state: true}, busy: {state: true}, refused: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 18px; }
    section { padding: 16px; display: grid; gap: 12px; }
    h3 { font-size: var(--size-16); }
    ol { display: grid; gap: 10px; }
    ol li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 10px; align-items: center; min-height: 44px; }
    .live { color: var(--live); } .muted { color: var(--text-2); }
    .set { display: flex; gap: 8px; flex-wrap: wrap; }
    .set .chip { min-height: 38px; border-radius: 19px; }
    .findings { display: grid; gap: 8px; }
    .finding { display: grid; gap: 4px; }
    .finding input[type='text'] { margin-left: 28px; width: calc(100% - 28px); }
    .finding .tick { align-items: flex-start; min-height: 44px; padding: 8px 0; } .finding .tick input { margin-top: 2px; }
    .verdict { font-size: var(--size-20); font-weight: 600; }
    textarea { min-height: 4.5rem; }
    .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 12px; }
  `];

  render() {
    const {desk} = this;
    const {stage, may, versions} = desk.survey;
    const [newest] = versions;
    return html`${this.#renderSignatures(newest, may)}
      ${stage === 'SIGNED' ? (may.approve ? this.#renderEvaluation() : html`<section class="card"><h3>${t('survey.evaluation')}</h3><p class="muted">${t('survey.evaluation.waits')}</p></section>`) : nothing}
      ${newest.evaluation ? this.#renderDecided(newest.evaluation) : nothing}
      ${may.approve && (stage === 'SUBMITTED' || stage === 'SIGNED') ? this.#renderBack() : nothing}
`;
  }

  /** Why an act was refused, beside the button that was pressed. */
  #renderRefused(path) {
    if (this.refused?.path !== path) return nothing;
    const {problem} = this.refused;
    return html`${faultNote(problem)}${problem.errors?.length ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${problem.errors.map(e => e.message).join(' ')}</p></div>` : nothing}`;
  }

  #renderSignatures({signatures, submitted}, may) {
    const {desk} = this;
    return html`<section class="card"><h3>${t('survey.signatures')}</h3>
      ${submitted ? html`<p class="muted">${t('survey.submittedBy', {who: submitted.by, when: when(Date.parse(submitted.at))})}</p>` : nothing}
      <ol>${desk.form.parties.map(party => {
        const signed = signatures.find(s => s.party === party.id);
        return html`<li><span class=${signed ? 'live' : 'muted'}>${icon(signed ? 'circle-check' : 'circle', 20)}</span>
          <span>${say(party.words)}${signed ? html`<br><span class="small muted">${signed.by}, ${when(Date.parse(signed.at))}</span>` : nothing}</span>
          ${may.sign.includes(party.id) && (party.id !== 'DEPARTMENT' || signatures.length === 2) ? html`<button class="btn primary" ?disabled=${this.busy} @click=${() => this.#act('signatures', {party: party.id})}>${t('survey.sign')}</button>` : nothing}</li>`;
      })}</ol>
      ${this.#renderRefused('signatures')}
      <p class="small muted">${t('survey.signatures.words')}</p></section>`;
  }

  // ---- evaluation

  get #decision() {
    const {proposal} = this.desk.survey;
    return this.form ?? {verdict: proposal.verdict, findings: new Map(proposal.findings.map(f => [f.code, f.text])), owner: '', escalateOn: '', note: ''};
  }

  #set(change) {
    this.form = {...this.#decision, ...change};
  }

  #renderEvaluation() {
    const {form: words, survey} = this.desk;
    const {proposal} = survey;
    const decision = this.#decision;
    const proposed = new Set(proposal.findings.map(f => f.code));
    const differs = decision.verdict !== proposal.verdict;
    return html`<section class="card"><h3>${t('survey.evaluation')}</h3>
      <p>${t('survey.proposal', {verdict: say(words.verdicts.find(v => v.id === proposal.verdict).words)})}</p>
      <div class="set" role="radiogroup" aria-label=${t('survey.evaluation')}>${words.verdicts.map(v => html`<button class="chip" role="radio" aria-checked=${String(decision.verdict === v.id)} @click=${() => this.#set({verdict: v.id})}>${say(v.words)}</button>`)}</div>
      ${decision.verdict === 'ELIGIBLE' ? nothing : html`<div class="findings" role="group" aria-label=${t('survey.findings')}><span class="label">${t('survey.findings')}</span>${words.reasons.map(r => this.#renderFinding(r, decision, proposed.has(r.id)))}</div>`}
      ${decision.verdict === 'NOT_ELIGIBLE' ? html`<div class="two">
        <div class="field"><label for="owner">${t('survey.owner')}</label><input id="owner" type="text" maxlength="200" .value=${decision.owner} @input=${e => this.#set({owner: e.target.value})}></div>
        <div class="field"><label for="day">${t('survey.escalate')}</label><input id="day" type="date" .value=${decision.escalateOn} @input=${e => this.#set({escalateOn: e.target.value})}></div></div>` : nothing}
      <div class="field"><label for="note">${t(differs ? 'survey.note.why' : 'survey.note')}</label><textarea id="note" maxlength="2000" .value=${decision.note} @input=${e => this.#set({note: e.target.value})}></textarea></div>
      ${this.#renderRefused('evaluation')}
      <button class="btn primary" ?disabled=${this.busy} @click=${this.#evaluate}>${icon('check')} ${t('survey.evaluate', {verdict: say(words.verdicts.find(v => v.id === decision.verdict).words)})}</button></section>`;
  }

  #renderFinding(reason, {findings}, proposed) {
    const on = findings.has(reason.id);
    const change = edit => {
      const next = new Map(findings);
      edit(next);
      this.#set({findings: next});
    };
    return html`<div class="finding"><label class="tick"><input type="checkbox" .checked=${on} @change=${e => change(f => (e.target.checked ? f.set(reason.id, '') : f.delete(reason.id)))}> <span>${say(reason.words)}${proposed ? html` <span class="small muted">(${t('survey.proposed')})</span>` : nothing}</span></label>
      ${on ? html`<input type="text" maxlength="2000" aria-label="${say(reason.words)}: ${t('survey.finding.text')}" placeholder=${t('survey.finding.text')} .value=${findings.get(reason.id)} @input=${e => change(f => f.set(reason.id, e.target.value))}>` : nothing}</div>`;
  }

  #evaluate = () => {
    const {verdict, findings, owner, escalateOn, note} = this.#decision;
    // In the order of the proposal: the first finding is the one that the facility's file names.
    const order = [...this.desk.survey.proposal.findings.map(f => f.code), ...findings.keys()];
    const codes = [...new Set(order)].filter(code => findings.has(code));
    this.#act('evaluation', {verdict, findings: verdict === 'ELIGIBLE' ? [] : codes.map(code => ({code, text: findings.get(code)})), owner: verdict === 'NOT_ELIGIBLE' ? owner : '', escalateOn: verdict === 'NOT_ELIGIBLE' ? escalateOn || null : null, note});
  };

  #renderDecided(evaluation) {
    const {form} = this.desk;
    return html`<section class="card"><h3>${t('survey.evaluation')}</h3><p class="verdict">${say(form.verdicts.find(v => v.id === evaluation.verdict).words)}</p>
      ${evaluation.findings.length ? html`<ul>${evaluation.findings.map(f => html`<li>${say(form.reasons.find(r => r.id === f.code).words)}${f.text ? `: ${f.text}` : nothing}</li>`)}</ul>` : nothing}
      ${evaluation.owner ? html`<p>${t('survey.owner')}: <strong>${evaluation.owner}</strong>. ${t('survey.escalate')}: ${date(fromIsoDay(evaluation.escalateOn))}</p>` : nothing}
      ${evaluation.note ? html`<p>${evaluation.note}</p>` : nothing}
      <p class="small muted">${evaluation.by}, ${when(Date.parse(evaluation.at))}</p></section>`;
  }

  // ---- back

  #renderBack() {
    if (this.back === undefined) return html`<button class="btn" @click=${() => (this.back = '')}>${icon('history', 16)} ${t('survey.return')}</button>`;
    return html`<section class="card"><h3>${t('survey.return')}</h3><p class="muted">${t('survey.return.words')}</p>
      <div class="field"><label for="reason">${t('survey.reason')}</label><textarea id="reason" maxlength="2000" .value=${this.back} placeholder=${t('survey.reason.example')} @input=${e => (this.back = e.target.value)}></textarea></div>
      ${this.#renderRefused('return')}
      <div class="row"><button class="btn danger" ?disabled=${this.busy || !this.back.trim()} @click=${() => this.#act('return', {reason: this.back})}>${t('survey.return.go')}</button><button class="btn" @click=${() => (this.back = undefined)}>${t('cancel')}</button></div></section>`;
  }

  async #act(path, body) {
    this.busy = true;
    this.refused = null;
    try {
      await this.desk.act(path, body);
      this.form = undefined;
      this.back = undefined;
    } catch (problem) {
      this.refused = {path, problem};
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-survey-decide', Decide);
