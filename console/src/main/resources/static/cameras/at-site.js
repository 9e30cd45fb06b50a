import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {icon} from '../design/icon.js';
import {toast} from '../design/toast.js';
import {paths, put} from '../app/api.js';
import {facts} from '../app/facts.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {days, withheld} from './at-site-way.js';

/** What is recorded of a camera of another site there, and a form that has it changed by the site. */
class AtSite extends HdElement {
  static properties = {camera: {attribute: false}, form: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: 6px 16px; margin-bottom: 10px; }
    dt { color: var(--text-2); }
    form { display: grid; gap: 12px; }
    #days { max-width: 10rem; }
  `];

  #shown = null;

  /** What a site tells of itself changes without a word of ours: whoever opens the sheet asks once. */
  willUpdate(changed) {
    if (!changed.has('camera') || this.camera.id === this.#shown) return;
    this.#shown = this.camera.id;
    Object.assign(this, {form: null, problem: null, busy: false});
    facts.reloadCamera(this.camera.id).catch(() => {});
  }

  render() {
    const {settings} = this.camera.atSite;
    return html`${settings ? this.#renderSettings(settings) : nothing}
      ${this.form ? this.#renderForm() : this.#renderWay()}`;
  }

  #renderSettings({recordMain, recordSub, retentionDays}) {
    const yes = on => t(on ? 'atSite.recorded' : 'atSite.notRecorded');
    return html`<dl><dt>${t('stream.main')}</dt><dd>${yes(recordMain)}</dd><dt>${t('stream.sub')}</dt><dd>${yes(recordSub)}</dd>
      <dt>${t('camera.retention')}</dt><dd>${retentionDays ? t('unit.days', {n: retentionDays}) : t('atSite.usual')}</dd></dl>`;
  }

  /** The way to the form, or why there is none. */
  #renderWay() {
    if (!session.may('camera.write')) return nothing;
    const why = withheld(this.camera);
    return why ? html`<p class="small muted why">${t(`atSite.why.${why}`)}</p>` : html`<button class="btn set-at-site" @click=${this.#open}>${icon('pencil', 16)} ${t('atSite.change')}</button>`;
  }

  #renderForm() {
    const fault = this.problem?.of('retentionDays');
    return html`<form @submit=${this.#save} novalidate>
      ${this.#tick('recordMain')}${this.#tick('recordSub')}
      <div class="field"><label for="days">${t('edit.retentionDays')}</label>
        <input id="days" inputmode="numeric" autocomplete="off" .value=${String(this.form.retentionDays ?? '')} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="days-words" @input=${e => (this.form.retentionDays = days(e.target.value.trim()))}>
        ${fieldWords('days', fault, t('atSite.days.hint'))}</div>
      ${faultNote(this.problem)}
      <div class="row"><button type="button" class="btn" ?disabled=${this.busy} @click=${() => Object.assign(this, {form: null, problem: null})}>${t('cancel')}</button>
        <button class="btn primary" ?disabled=${this.busy}>${this.busy ? t('saving') : t('atSite.go')}</button></div></form>`;
  }

  #tick(field) {
    const fault = this.problem?.of(field);
    return html`<div class="field"><label class="tick"><input type="checkbox" .checked=${this.form[field]} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${field}-words" @change=${e => (this.form[field] = e.target.checked)}> <span>${t(`edit.${field}`)}</span></label>
      ${fieldWords(field, fault)}</div>`;
  }

  /** What is before the person's eyes now is what the change is measured by. */
  #open = () => {
    const {settings} = this.camera.atSite;
    this.problem = null;
    this.form = {...settings, base: settings};
  };

  #save = async event => {
    event.preventDefault();
    const {camera, form} = this;
    Object.assign(this, {busy: true, problem: null});
    try {
      this.#holds(await put(paths.recordingSettings(camera.id), form));
      this.form = null;
      toast(t('atSite.changed', {name: camera.name}));
    } catch (problem) {
      this.problem = problem;
      if (problem.settings) {
        form.base = problem.settings;
        this.#holds(problem.settings);
      }
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };

  #holds(settings) {
    const known = facts.cameras.get(this.camera.id) ?? this.camera;
    facts.put({...known, atSite: {...known.atSite, settings}});
  }
}

customElements.define('hd-at-site', AtSite);
