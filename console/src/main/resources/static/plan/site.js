import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, post, put, remove} from '../app/api.js';
import {bitrate, date, dateTime, fromIsoDay} from '../app/format.js';
import {t} from '../app/i18n.js';
import {mayOpen} from '../app/screens.js';
import {Fields, LINKS, RECORDINGS, whole} from './form.js';
import {marks, stageMark, verdictMark, whoWords} from './page.js';

const DEVIATING = {MAIN_KBPS: 'mainKbps', SUB_KBPS: 'subKbps', RECORDING: 'recording', RETENTION: 'retentionDays', LINK: 'link'};

/** One site of the plan: what it says, whether the uplink carries it, where it deviates and why. Emits `close`, `changed`. */
class PlanSite extends HdElement {
  static properties = {facilityId: {}, plan: {}, draft: {type: Boolean}, form: {state: true}, surveyedKbps: {state: true}, fault: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, marks, css`
    .stack { gap: 20px; }
    section { display: grid; gap: 10px; }
    form { display: grid; gap: 16px; }
    .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
    dl { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; gap: 6px 16px; }
    dt { color: var(--text-2); } dd { overflow-wrap: anywhere; }
    li { padding: 8px 0; border-top: 1px solid var(--line); } li:first-child { border-top: 0; }
    .why { border-left: 3px solid var(--warn); padding-left: 12px; }
    .surveyed { display: flex; gap: 12px; align-items: center; justify-content: space-between; flex-wrap: wrap; }
    .talk { display: flex; gap: 8px; }
    .talk textarea { flex: 1; }
    @media (max-width: 480px) { .grid { grid-template-columns: 1fr; } }
  `];

  #fields = new Fields(this);

  get #site() {
    return this.plan.sites.find(site => site.facilityId === this.facilityId);
  }

  willUpdate(changed) {
    if (changed.has('facilityId') && this.draft) this.#askSurvey();
    const site = this.#site;
    if (!site || (this.form && !changed.has('facilityId'))) return;
    this.form = {
      cameras: site.cameras, mainKbps: site.mainKbps, subKbps: site.subKbps, recording: site.recording, retentionDays: site.retentionDays, link: site.link, startOn: site.startOn, responsible: site.responsible,
      uplinkMbps: site.uplinkKbps === null ? '' : site.uplinkKbps / 1000, ...Object.fromEntries(site.deviations.map(d => [`reasons.${d.term}`, d.reason])),
    };
  }

  /** What the survey found stands beside the field: whoever plans takes it, or knows better. */
  async #askSurvey() {
    const asked = this.facilityId;
    this.surveyedKbps = null;
    try {
      const {surveyedKbps} = await get(`/facilities/${asked}/plan`);
      if (asked === this.facilityId) this.surveyedKbps = surveyedKbps;
    } catch {
      // The field can be filled in without it.
    }
  }

  #renderSurveyed() {
    const kbps = this.surveyedKbps;
    if (kbps === null || kbps === undefined || this.#uplinkKbps === kbps) return nothing;
    return html`<p class="surveyed"><span>${t('plan.uplink.surveyed', {rate: bitrate(kbps)})}</span> <button type="button" class="btn" @click=${() => (this.form = {...this.form, uplinkMbps: kbps / 1000})}>${t('plan.uplink.take')}</button></p>`;
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const site = this.#site;
    if (!site) return html`<hd-dialog side heading=${t('plan.site.gone')} @close=${close}><p>${t('plan.site.none')}</p></hd-dialog>`;
    return html`<hd-dialog side .held=${this.draft} heading=${site.facility ?? t('plan.site.gone')} @close=${close}><div class="stack">
        <section><div>${stageMark(site.stage)}</div>${verdictMark(site.bandwidth.verdict)}<p>${site.bandwidth.sentence}</p>${whoWords(site.bandwidth.who)}
          <p class="small muted">${t('plan.need.words', {sub: bitrate(site.bandwidth.subOnlyKbps), all: bitrate(site.bandwidth.neededKbps), views: site.bandwidth.mainViews})}</p></section>
        ${this.draft ? this.#renderForm() : this.#renderFacts(site)}
        ${this.#renderTalk()}
      </div>
      <div slot="foot">${mayOpen('connection') ? html`<a class="btn" href="#/connection?facility=${site.facilityId}">${icon('unplug', 16)} ${t('nav.connection')}</a>` : nothing}
        ${this.draft ? html`<button class="btn danger" @click=${this.#remove}>${icon('trash-2', 16)} ${t('plan.site.remove')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#save}>${this.busy ? t('saving') : t('save')}</button>` : nothing}</div></hd-dialog>`;
  }

  #renderFacts(site) {
    const entry = (label, words) => html`<dt>${label}</dt><dd>${words}</dd>`;
    return html`<section><dl>${entry(t('plan.col.cameras'), site.cameras)}${entry(t('plan.main'), bitrate(site.mainKbps))}${entry(t('plan.sub'), bitrate(site.subKbps))}${entry(t('plan.recording'), t(`plan.recording.${site.recording}`))}
        ${entry(t('plan.retention'), t('unit.days', {n: site.retentionDays}))}${entry(t('plan.link'), t(`plan.link.${site.link}`))}${entry(t('plan.uplink'), site.uplinkKbps === null ? t('plan.verdict.UNMEASURED') : bitrate(site.uplinkKbps))}
        ${entry(t('plan.col.startOn'), date(fromIsoDay(site.startOn)))}${entry(t('plan.responsible'), site.responsible)}</dl></section>
      ${site.deviations.length ? html`<section><h3>${t('plan.deviations')}</h3>${site.deviations.map(d => html`<div class="why"><p>${d.words}: <strong>${d.site}</strong> <span class="muted">(${t('plan.instead', {value: d.template})})</span></p><p>${d.reason}</p></div>`)}</section>` : nothing}`;
  }

  /** What differs from the template while it is typed; the server judges again when it is saved. */
  get #deviating() {
    const m = this.plan.template;
    const template = {mainKbps: m.main.kbps, subKbps: m.sub.kbps, recording: m.recording, retentionDays: m.retentionDays, link: m.link};
    return Object.entries(DEVIATING).filter(([, field]) => String(this.form[field]) !== String(template[field])).map(([term]) => term);
  }

  #renderForm() {
    const f = this.#fields;
    return html`<form @submit=${this.#save} novalidate>
      <div class="grid">${f.number('cameras', t('plan.col.cameras'))}${f.text('uplinkMbps', t('plan.uplink.mbps'), {hint: t('plan.uplink.hint')})}</div>${this.#renderSurveyed()}
      <div class="grid">${f.number('mainKbps', t('plan.main.kbps'))}${f.number('subKbps', t('plan.sub.kbps'))}</div>
      <div class="grid">${f.choose('recording', t('plan.recording.what'), RECORDINGS, 'plan.recording')}${f.number('retentionDays', t('plan.retention.days'))}</div>
      <div class="grid">${f.choose('link', t('plan.link.kind'), LINKS, 'plan.link')}${f.text('startOn', t('plan.col.startOn'), {type: 'date', hint: this.form.startOn ? date(fromIsoDay(this.form.startOn)) : ''})}</div>
      ${f.text('responsible', t('plan.responsible'), {hint: t('plan.responsible.hint')})}
      ${this.#deviating.map(term => html`<div class="why">${f.text(`reasons.${term}`, t('plan.reason.of', {term: t(`plan.term.${term}`)}), {hint: t('plan.reason.hint')})}</div>`)}
      ${this.fault?.of?.('uplinkKbps') ? html`<p class="fault">${this.fault.of('uplinkKbps')}</p>` : nothing}${faultNote(this.fault)}</form>`;
  }

  #renderTalk() {
    const mine = this.plan.comments.filter(c => c.facilityId === this.facilityId);
    return html`<section><h3>${t('plan.comments')}</h3>${mine.length ? html`<ul>${mine.map(c => html`<li><div class="small muted">${c.by} · ${dateTime(Date.parse(c.at))}</div><p>${c.text}</p></li>`)}</ul>` : html`<p class="muted small">${t('plan.comments.none')}</p>`}
      <form class="talk" @submit=${this.#comment}><textarea rows="1" maxlength="2000" aria-label=${t('plan.comment')} placeholder=${t('plan.comment')}></textarea><button class="btn">${t('plan.comment.send')}</button></form></section>`;
  }

  get #uplinkKbps() {
    const text = String(this.form.uplinkMbps ?? '').trim().replace(',', '.');
    if (!text) return null;
    const mbps = Number(text);
    return Number.isFinite(mbps) ? Math.round(mbps * 1000) : -1;
  }

  #save = async event => {
    event.preventDefault();
    const v = this.form;
    this.busy = true;
    this.fault = null;
    try {
      await put(`/facilities/${this.facilityId}/plan`, {
        version: this.plan.version, cameras: whole(v.cameras), mainKbps: whole(v.mainKbps), subKbps: whole(v.subKbps), recording: v.recording, retentionDays: whole(v.retentionDays), link: v.link, uplinkKbps: this.#uplinkKbps,
        startOn: v.startOn, responsible: v.responsible, reasons: Object.fromEntries(this.#deviating.map(term => [term, v[`reasons.${term}`] ?? ''])),
      });
      toast(t('saved'));
      this.dispatchEvent(new Event('changed'));
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      this.fault = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };

  #remove = async () => {
    try {
      await remove(`/facilities/${this.facilityId}/plan?version=${this.plan.version}`);
      toast(t('plan.site.removed'));
      this.dispatchEvent(new Event('changed'));
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      toast(problem.message, 'alarm');
    }
  };

  #comment = async event => {
    event.preventDefault();
    const field = event.target.querySelector('textarea');
    if (!field.value.trim()) return field.focus();
    try {
      await post('/plan/comments', {version: this.plan.version, facilityId: this.facilityId, text: field.value});
      field.value = '';
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      toast(problem.message, 'alarm');
    }
  };
}

customElements.define('hd-plan-site', PlanSite);
