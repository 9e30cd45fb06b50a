import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {t} from '../app/i18n.js';
import {number, shortTime} from '../app/format.js';
import {session} from '../app/session.js';
import {questionAt} from './form.js';
import {measureUplink} from './measure.js';
import {placeWords} from './words.js';
import './question.js';

/** The questions of one screen. */
class SurveyStep extends HdElement {
  static properties = {desk: {attribute: false}, step: {attribute: false}, tick: {}, measuring: {state: true}, problem: {state: true}};

  static styles = [HdElement.styles, css`
    .list { display: grid; gap: 14px; }
    section + section { margin-top: 26px; }
    h3 { font-size: var(--size-16); margin-bottom: 12px; padding-bottom: 6px; border-bottom: 1px solid var(--line); }
    .measure { display: grid; gap: 10px; margin-top: 24px; padding: 14px; }
    .measure .btn { min-height: 48px; font-size: var(--size-16); }
  `];

  render() {
    const {desk, step} = this;
    const ask = path => html`<hd-question .desk=${desk} .path=${path} .tick=${this.tick}></hd-question>`;
    if (step.floors) {
      return html`${step.block ? nothing : this.#renderNoLayout()}${step.floors.map(f => html`<section>${f.floor ? html`<h3>${placeWords(step.block, f.floor)}</h3>` : nothing}<div class="list">${repeat(f.paths, p => p, ask)}</div></section>`)}`;
    }
    return html`<div class="list">${repeat(step.paths.filter(p => this.#asked(p)), p => p, ask)}</div>${step.id === 'LINE' ? this.#renderMeasure() : nothing}`;
  }

  /** Nobody is asked for the provider of a line that is not there. */
  #asked(path) {
    const none = this.desk.answer('site/UPLINK')?.text === 'NONE';
    return !(none && questionAt(this.desk.form, path).field.group === 'LINE' && path !== 'site/UPLINK');
  }

  #renderNoLayout() {
    return this.desk.answer('site/LAYOUT')?.text ? nothing : html`<div class="note warn">${icon('info')}<p>${t('survey.zones.noLayout')}</p></div>`;
  }

  #renderMeasure() {
    const {desk} = this;
    if (!desk.writable || desk.answer('site/UPLINK')?.text === 'NONE') return nothing;
    const last = desk.survey.uplinks[0];
    const lost = !desk.online || session.offline;
    return html`<div class="measure card"><p>${t('survey.measure.words')}</p>
      ${last ? html`<p class="muted">${t('survey.measure.last', {up: number(last.upMbps, 1), down: number(last.downMbps, 1), time: shortTime(Date.parse(last.at))})}</p>` : nothing}
      ${faultNote(this.problem)}
      <button class="btn" ?disabled=${Boolean(this.measuring) || lost} @click=${this.#measure}>${icon('gauge')} ${this.measuring ? t(`survey.measure.${this.measuring}`) : t('survey.measure.go')}</button>
      ${lost ? html`<p class="small muted">${t('survey.needsNetwork')}</p>` : nothing}</div>`;
  }

  async #measure() {
    this.problem = null;
    try {
      await this.desk.send();
      await measureUplink(this.desk.id, what => (this.measuring = what));
      await this.desk.refresh();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.measuring = null;
    }
  }
}

customElements.define('hd-survey-step', SurveyStep);
