import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {post} from '../app/api.js';
import {DAY_MS, date, fromIsoDay, isoDay} from '../app/format.js';
import {t} from '../app/i18n.js';
import {serverClock} from '../app/server-clock.js';
import {Fields} from './form.js';
import {marks, stageMark} from './page.js';

const FIT = ['ELIGIBLE', 'CONDITIONAL'];

/** Puts facilities into a draft as the template has it; those that were found fit are ticked. Emits `close`, `changed`. */
class PlanAdd extends HdElement {
  static properties = {plan: {}, form: {state: true}, chosen: {state: true}, fault: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, marks, css`
    form { display: grid; gap: 16px; }
    .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
    ul { border: 1px solid var(--line); border-radius: var(--radius); max-height: 22rem; overflow: auto; }
    li { border-top: 1px solid var(--line); } li:first-child { border-top: 0; }
    label.tick { padding: 8px 12px; align-items: flex-start; }
    .tick input { margin-top: 2px; }
    @media (max-width: 480px) { .grid { grid-template-columns: 1fr; } }
  `];

  #fields = new Fields(this);

  willUpdate() {
    if (this.form) return;
    this.form = {startOn: isoDay(serverClock.programmeNow() + DAY_MS), responsible: this.plan.sites.at(-1)?.responsible ?? ''};
    this.chosen = new Set(this.plan.candidates.filter(c => FIT.includes(c.stage)).map(c => c.facilityId));
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const {candidates} = this.plan;
    return html`<hd-dialog side held heading=${t('plan.sites.add')} @close=${close}><form @submit=${this.#save} novalidate>
      ${candidates.length ? html`<p class="muted">${t('plan.add.words')}</p>
        <ul>${candidates.map(c => html`<li><label class="tick"><input type="checkbox" .checked=${this.chosen.has(c.facilityId)} @change=${e => this.#choose(c.facilityId, e.target.checked)}><span class="grow"><strong>${c.facility}</strong><br><span class="small">${stageMark(c.stage)} · ${t('plan.cameras.n', {n: c.cameras})}</span></span></label></li>`)}</ul>
        <div class="grid">${this.#fields.text('startOn', t('plan.col.startOn'), {type: 'date', hint: this.form.startOn ? date(fromIsoDay(this.form.startOn)) : ''})}${this.#fields.text('responsible', t('plan.responsible'), {hint: t('plan.responsible.hint')})}</div>` : html`<p>${t('plan.add.none')}</p>`}
      ${this.fault?.of?.('facilityIds') ? html`<p class="fault">${this.fault.of('facilityIds')}</p>` : nothing}${faultNote(this.fault)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy || !this.chosen.size} @click=${this.#save}>${t('plan.add.go', {n: this.chosen.size})}</button></div></hd-dialog>`;
  }

  #choose(id, on) {
    this.chosen = new Set(on ? [...this.chosen, id] : [...this.chosen].filter(one => one !== id));
  }

  #save = async event => {
    event.preventDefault();
    this.busy = true;
    try {
      await post('/plan/sites', {version: this.plan.version, facilityIds: [...this.chosen], ...this.form});
      toast(t('plan.added', {n: this.chosen.size}));
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      this.fault = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-plan-add', PlanAdd);
