import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {get} from '../app/api.js';
import {facts} from '../app/facts.js';
import {dateTime, fromIsoDay, officialDate} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import {standingMark, stateMark} from './words.js';

/** The reports, newest first; one of them, or a new one, opens in place. */
class Reports extends HdElement {
  static properties = {reports: {state: true}, problem: {state: true}, open: {state: true}, adding: {state: true}};

  static styles = [HdElement.styles, page, css`
    td.subject { min-width: 18rem; }
    td .state { white-space: nowrap; }
    td .small { white-space: nowrap; }
    .quiet { color: var(--text-2); }
    .tools { justify-content: space-between; }
    hd-report { flex: 1; min-height: 0; }
  `];

  constructor() {
    super();
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(facts, 'programme', e => e.detail?.topic === 'report' && this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#fromAddress();
  }

  async #load() {
    try {
      this.reports = await get('/reports');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #fromAddress() {
    if (router.path !== 'reports') return;
    this.open = router.query.get('report');
    this.adding = router.query.has('add') && session.may('report.write');
    if (this.open) import('./report.js').then(() => this.requestUpdate());
    if (this.adding) import('./new-report.js').then(() => this.requestUpdate());
  }

  render() {
    if (this.open) {
      return html`${sectionTabs('reports', 'documents')}${customElements.get('hd-report') ? html`<hd-report .reportId=${this.open} @changed=${() => this.#load()}></hd-report>` : html`<div class="none">${t('wait.loading')}</div>`}`;
    }
    const write = session.may('report.write');
    return html`${sectionTabs('reports', 'documents')}
      <div class="head"><h1>${t('nav.reports')}</h1>${write ? html`<button class="btn primary" @click=${() => router.go('reports', {add: 1})}>${icon('plus', 16)} ${t('reports.add')}</button>` : nothing}</div>
      ${this.#renderList(write)}
      ${this.adding && customElements.get('hd-new-report') ? html`<hd-new-report @close=${() => router.go('reports')}></hd-new-report>` : nothing}`;
  }

  #renderList(write) {
    if (!this.reports) return html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`;
    if (!this.reports.length) return html`<div class="first">${icon('scroll-text', 40)}<h2>${t('reports.none')}</h2><p class="muted">${t(write ? 'reports.none.first' : 'reports.none.wait')}</p></div>`;
    return html`<div class="tools"><p class="muted">${t('reports.words')}</p></div>${faultNote(this.problem)}
      <div class="scroll card" role="region" aria-label=${t('nav.reports')} tabindex="0"><table>
        <thead><tr><th scope="col">${t('reports.subject')}</th><th scope="col">${t('reports.state')}</th><th scope="col">${t('reports.deadline')}</th><th scope="col">${t('reports.cutOff')}</th><th scope="col">${t('reports.number')}</th></tr></thead>
        <tbody>${repeat(this.reports, r => r.id, r => this.#renderRow(r))}</tbody></table></div>`;
  }

  #renderRow(report) {
    const open = () => router.go('reports', {report: report.id});
    return html`<tr class="item" @click=${open}>
      <td class="subject"><button class="name" @click=${e => { e.stopPropagation(); open(); }}>${report.subject}</button><div class="small muted">${t(`reports.kind.${report.kind}`)}</div></td>
      <td>${mark(stateMark(report.state))}</td>
      <td>${mark(standingMark(report.standing))}${report.deadline ? html`<div class="small muted">${report.deadline}</div>` : nothing}</td>
      <td class="num"><span class="narrow">${t('reports.cutOff')}: </span>${dateTime(Date.parse(report.cutOff))}</td>
      <td class="num">${report.number ? html`${t('reports.issuedAs', {number: String(report.number).padStart(2, '0'), date: officialDate(fromIsoDay(report.date))})}` : nothing}</td></tr>`;
  }
}

const mark = told => (told ? html`<span class="state"><span class=${told.tone}>${icon(told.drawing, 16)}</span>${told.words}</span>` : nothing);

customElements.define('hd-reports', Reports);
