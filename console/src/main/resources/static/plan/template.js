import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {patch} from '../app/api.js';
import {t} from '../app/i18n.js';
import {Fields, LINKS, RECORDINGS, SUPPLIERS, SUPPLIES, whole} from './form.js';

const CODECS = ['H264', 'H265'];

/** The template of a draft. Emits `close`, `changed`. */
class PlanTemplate extends HdElement {
  static properties = {plan: {}, form: {state: true}, fault: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 18px; }
    fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 12px; }
    legend { font-weight: 600; padding: 0 0 8px; }
    .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 12px; }
  `];

  #fields = new Fields(this);

  willUpdate() {
    if (this.form) return;
    const m = this.plan.template;
    const flat = (name, s) => Object.fromEntries(Object.entries(s).map(([k, v]) => [`${name}.${k}`, v]));
    this.form = {...flat('main', m.main), ...flat('sub', m.sub), ...flat('supplies', m.supplies), recording: m.recording, retentionDays: m.retentionDays, link: m.link, provinceViews: m.provinceViews, nationViews: m.nationViews, headroomPercent: m.headroomPercent};
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const f = this.#fields;
    const stream = name => html`<fieldset><legend>${t(`plan.${name}`)}</legend><div class="grid">
      ${f.choose(`${name}.codec`, t('plan.codec'), CODECS, 'plan.codec')}${f.number(`${name}.width`, t('plan.width'))}${f.number(`${name}.height`, t('plan.height'))}${f.number(`${name}.fps`, t('plan.fps'))}${f.number(`${name}.kbps`, t('plan.kbps'))}</div></fieldset>`;
    return html`<hd-dialog side held heading=${t('plan.template')} @close=${close}><form @submit=${this.#save} novalidate>
        <p class="muted">${t('plan.template.ours')}</p>
        ${stream('main')}${stream('sub')}
        <fieldset><legend>${t('plan.recording')}</legend><div class="grid">${f.choose('recording', t('plan.recording.what'), RECORDINGS, 'plan.recording')}${f.number('retentionDays', t('plan.retention.days'), {hint: t('plan.retention.hint')})}</div></fieldset>
        <fieldset><legend>${t('plan.link')}</legend><div class="grid">${f.choose('link', t('plan.link.kind'), LINKS, 'plan.link')}${f.number('provinceViews', t('plan.views.province'), {hint: t('plan.views.hint')})}${f.number('nationViews', t('plan.views.nation'))}${f.number('headroomPercent', t('plan.headroom'), {hint: t('plan.headroom.hint')})}</div></fieldset>
        <fieldset><legend>${t('plan.supplies')}</legend><div class="grid">${SUPPLIES.map(s => f.choose(`supplies.${s}`, t(`plan.supply.${s}`), SUPPLIERS, 'plan.by'))}</div></fieldset>
        ${faultNote(this.fault)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#save}>${this.busy ? t('saving') : t('save')}</button></div></hd-dialog>`;
  }

  #save = async event => {
    event.preventDefault();
    const v = this.form;
    const stream = name => ({codec: v[`${name}.codec`], width: whole(v[`${name}.width`]), height: whole(v[`${name}.height`]), fps: whole(v[`${name}.fps`]), kbps: whole(v[`${name}.kbps`])});
    this.busy = true;
    try {
      await patch('/plan', {
        version: this.plan.version,
        template: {
          main: stream('main'), sub: stream('sub'), recording: v.recording, retentionDays: whole(v.retentionDays), link: v.link, supplies: Object.fromEntries(SUPPLIES.map(s => [s, v[`supplies.${s}`]])),
          provinceViews: whole(v.provinceViews), nationViews: whole(v.nationViews), headroomPercent: whole(v.headroomPercent),
        },
      });
      toast(t('saved'));
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      this.fault = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-plan-template', PlanTemplate);
