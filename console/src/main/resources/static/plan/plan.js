import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {bitrate, date, dateTime, fromIsoDay, matches, number} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from '../people/page.js';
import {SUPPLIES} from './form.js';
import {marks, planMark, stageMark, verdictMark, whoWords} from './page.js';

/** The worse, the further up: what stops the plan, then what stops the pictures. */
const RANK = {NOT_ENOUGH: 1, UNMEASURED: 2, ENOUGH_FOR_SUB_ONLY: 3, ENOUGH: 4};
const unreasoned = site => site.deviations.some(d => !d.reason);
export const rank = site => (unreasoned(site) ? 0 : RANK[site.bandwidth.verdict]);

const FILTERS = {
  all: () => true,
  attention: site => rank(site) < 4,
  deviating: site => site.deviations.length > 0,
};

/** The province's unified plan: its template, its sites with the worst first, what people say of it, and its way to approval. */
class Plan extends HdElement {
  static properties = {plan: {state: true}, problem: {state: true}, filter: {state: true}, query: {state: true}, asking: {state: true}, busy: {state: true}, changes: {state: true}, fault: {state: true}};

  static styles = [HdElement.styles, page, marks, css`
    :host { overflow: auto; }
    .head .state { font-weight: 500; }
    .head select { width: auto; min-width: 13rem; }
    .line { padding: 0 20px 12px; color: var(--text-2); display: flex; gap: 6px 20px; flex-wrap: wrap; align-items: center; }
    .acts { display: flex; gap: 8px; flex-wrap: wrap; }
    .note { margin: 0 20px 12px; align-items: flex-start; }
    .template { margin: 0 20px 16px; padding: 14px 16px; display: grid; gap: 10px; }
    .template header { display: flex; gap: 12px; align-items: center; }
    .template h2 { flex: 1; }
    .template dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 10px 24px; }
    dt { color: var(--text-2); font-size: var(--size-12); }
    dd { font-weight: 500; overflow-wrap: anywhere; }
    .scroll { flex: none; overflow-x: auto; overflow-y: visible; }
    .supply { display: block; }
    td { vertical-align: top; }
    .inline { display: inline-block; vertical-align: -2px; }
    .verdict { min-width: 16rem; max-width: 26rem; }
    .verdict p { margin-top: 2px; }
    .uplink { min-width: 9rem; }
    .uplink .bar { margin: 4px 0; width: 8rem; }
    .talk { margin: 0 20px 20px; padding: 14px 16px; display: grid; gap: 12px; }
    .talk li { padding: 8px 0; border-top: 1px solid var(--line); }
    .talk li:first-child { border-top: 0; }
    .talk form { display: flex; gap: 8px; align-items: flex-start; }
    .talk form textarea { flex: 1; min-height: 38px; }
    table.changes { width: 100%; }
    table.changes th { position: static; }
    @media (max-width: 760px) {
      .line, .note { margin-left: 0; padding-left: 12px; padding-right: 12px; }
      .note { margin: 0 12px 12px; }
      .template, .talk { margin-left: 12px; margin-right: 12px; }
      .template dl { grid-template-columns: 1fr 1fr; }
      .head select { width: 100%; }
      .head h1 { width: 100%; }
      .talk form { flex-direction: column; align-items: stretch; }
    }
  `];

  constructor() {
    super();
    this.filter = 'all';
    this.query = '';
    this.follow(router, 'change', () => router.path === 'plan' && this.#load());
    this.follow(session, 'change');
    this.follow(facts, 'programme', e => e.detail.topic === 'plan' && !this.asking && this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  #asked = 0;

  async #load() {
    const asked = ++this.#asked;
    try {
      const version = router.query.get('version');
      const plan = await get(`/plan${version ? `?version=${encodeURIComponent(version)}` : ''}`);
      // A late answer is about a version that was shown before.
      if (asked !== this.#asked) return;
      this.plan = plan;
      this.problem = null;
    } catch (problem) {
      if (asked !== this.#asked) return;
      this.problem = problem;
    }
    const site = router.query.get('site');
    if (site) await import('./site.js');
    this.requestUpdate();
  }

  #go(query = {}) {
    const newest = this.plan?.versions[0]?.version;
    router.go('plan', {version: this.plan?.version === newest ? '' : this.plan?.version, ...query});
  }

  get #shown() {
    return this.plan.versions.find(v => v.version === this.plan.version);
  }

  get #draft() {
    return this.#shown?.state === 'DRAFT' && this.plan.version === this.plan.versions[0].version;
  }

  render() {
    return html`${sectionTabs('plan', 'connect')}${this.#renderPage()}`;
  }

  #renderPage() {
    if (!this.plan) return html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`;
    if (this.plan.version === null) return this.#renderFirst();
    const write = session.may('plan.write');
    // What needs somebody stands first: the sites, once there are any.
    const template = this.#renderTemplate(write);
    const sites = this.#renderSites(write);
    return html`${this.#renderHead(write)}${this.#renderNotes()}${this.plan.sites.length ? [sites, template] : [template, sites]}${this.#renderTalk()}${this.#renderOverlay()}`;
  }

  #renderFirst() {
    return html`<div class="first">${icon('clipboard-paste', 40)}<h1>${t('plan.none')}</h1><p>${t('plan.none.words')}</p>
      ${session.may('plan.write') ? html`<button class="btn primary" ?disabled=${this.busy} @click=${() => this.#act('/plan', {}, t('plan.begun'))}>${icon('plus', 16)} ${t('plan.begin')}</button>` : nothing}</div>`;
  }

  #renderHead(write) {
    const shown = this.#shown;
    const newest = shown === this.plan.versions[0];
    const approve = session.may('plan.approve');
    return html`<div class="head"><h1>${t('nav.plan')}</h1>
        <select aria-label=${t('plan.version')} @change=${e => router.go('plan', {version: Number(e.target.value) === this.plan.versions[0].version ? '' : e.target.value})}>
          ${this.plan.versions.map(v => html`<option value=${v.version} ?selected=${v.version === this.plan.version}>${t('plan.version.n', {n: v.version})} – ${t(`plan.state.${v.state}`)}${v.version === this.plan.inForce ? ` (${t('plan.inForce')})` : ''}</option>`)}</select>
        ${this.plan.versions.length > 1 ? html`<button class="btn" @click=${this.#compare}>${icon('history', 16)} ${t('plan.compare')}</button>` : nothing}
        ${newest && write && shown.state !== 'DRAFT' ? html`<button class="btn" ?disabled=${this.busy} @click=${() => this.#act('/plan', {}, t('plan.begun'))}>${icon('plus', 16)} ${t('plan.next')}</button>` : nothing}
        ${this.#draft && write ? html`<button class="btn primary" ?disabled=${this.busy || !this.plan.sites.length || this.plan.reasonsMissing > 0} @click=${() => (this.asking = 'propose')}>${icon('upload', 16)} ${t('plan.propose')}</button>` : nothing}
        ${newest && shown.state === 'PROPOSED' && approve ? html`<button class="btn danger" @click=${() => (this.asking = 'return')}>${icon('x', 16)} ${t('plan.return')}</button>
          <button class="btn primary" @click=${() => (this.asking = 'approve')}>${icon('check', 16)} ${t('plan.approve')}</button>` : nothing}</div>
      <div class="line">${planMark(shown.state)}
        ${shown.proposedAt ? html`<span>${t('plan.proposedBy', {name: shown.proposedBy, when: dateTime(Date.parse(shown.proposedAt))})}</span>` : nothing}
        ${shown.decidedAt ? html`<span>${t(shown.state === 'APPROVED' ? 'plan.approvedBy' : 'plan.returnedBy', {name: shown.decidedBy, when: dateTime(Date.parse(shown.decidedAt))})}</span>` : nothing}</div>`;
  }

  /** What stands between this version and its approval, one line each. */
  #renderNotes() {
    const shown = this.#shown;
    const notes = [];
    if (shown.state === 'RETURNED') notes.push(['alarm', 'circle-x', t('plan.note.returned', {reason: shown.reason})]);
    if (this.#draft && this.plan.reasonsMissing) notes.push(['warn', 'triangle-alert', t('plan.note.reasons', {n: this.plan.reasonsMissing})]);
    if (shown.state === 'APPROVED' && this.plan.inForce !== shown.version) notes.push(['warn', 'info', t('plan.note.old', {n: this.plan.inForce})]);
    if (this.plan.inForce === null && shown.state !== 'RETURNED') notes.push(['warn', 'info', t('plan.note.notInForce')]);
    return notes.map(([tone, drawing, words]) => html`<div class="note ${tone}">${icon(drawing)}<p>${words}</p></div>`);
  }

  #renderTemplate(write) {
    const m = this.plan.template;
    const stream = s => `${s.codec === 'H265' ? 'H.265' : 'H.264'}, ${s.width}×${s.height}, ${t('unit.fps', {n: s.fps})}, ${bitrate(s.kbps)}`;
    const entry = (label, words) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`;
    return html`<section class="card template"><header><h2>${t('plan.template')}</h2>
        ${this.#draft && write ? html`<button class="btn" @click=${() => this.#edit()}>${icon('pencil', 16)} ${t('plan.template.edit')}</button>` : nothing}</header>
      <dl>${entry(t('plan.main'), stream(m.main))}${entry(t('plan.sub'), stream(m.sub))}${entry(t('plan.recording'), t(`plan.recording.${m.recording}`))}${entry(t('plan.retention'), t('unit.days', {n: m.retentionDays}))}
        ${entry(t('plan.link'), t(`plan.link.${m.link}`))}${entry(t('plan.viewing'), t('plan.viewing.words', {province: m.provinceViews, nation: m.nationViews}))}${entry(t('plan.headroom'), `${m.headroomPercent}%`)}
        ${entry(t('plan.supplies'), SUPPLIES.map(thing => html`<span class="supply">${t(`plan.supply.${thing}`)}: ${t(`plan.by.${m.supplies[thing]}`)}</span>`))}</dl>
      <p class="small muted">${t('plan.template.ours')}</p></section>`;
  }

  #renderSites(write) {
    const all = this.plan.sites;
    const shown = all.filter(site => FILTERS[this.filter](site) && matches(`${site.facility} ${site.responsible}`, this.query)).sort((a, b) => rank(a) - rank(b));
    const cameras = all.reduce((sum, site) => sum + site.cameras, 0);
    return html`<div class="tools"><h2>${t('plan.sites', {n: number(all.length), cameras: number(cameras)})}</h2><span class="grow"></span>
        ${this.#draft && write ? html`<button class="btn" @click=${() => this.#add()}>${icon('plus', 16)} ${t('plan.sites.add')}</button>` : nothing}</div>
      ${all.length ? html`<div class="tools">
        <div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t('plan.search')} aria-label=${t('plan.search')} @input=${e => (this.query = e.target.value)}></div>
        ${Object.entries(FILTERS).map(([name, is]) => html`<button class="chip" aria-pressed=${String(name === this.filter)} @click=${() => (this.filter = name)}>${t(`plan.filter.${name}`)} <span class="num">${all.filter(is).length}</span></button>`)}</div>` : nothing}
      <div class="scroll card" role="region" aria-label=${t('plan.col.site')} tabindex="0">${all.length ? html`<table>
        <thead><tr>${['site', 'cameras', 'uplink', 'verdict', 'start'].map(c => html`<th scope="col">${t(`plan.col.${c}`)}</th>`)}</tr></thead>
        <tbody>${repeat(shown, site => site.facilityId, site => this.#renderRow(site))}</tbody></table>
        ${shown.length ? nothing : html`<p class="none">${t('plan.sites.nothing')}</p>`}` : html`<p class="none">${t('plan.sites.none')}</p>`}</div>`;
  }

  #renderRow(site) {
    const open = () => this.#go({site: site.facilityId});
    const b = site.bandwidth;
    return html`<tr class="item" @click=${open}>
      <td><button class="name" @click=${e => { e.stopPropagation(); open(); }}>${site.facility ?? t('plan.site.gone')}</button><div class="small">${stageMark(site.stage)}</div>
        ${site.deviations.map(d => html`<div class="small">${d.reason ? icon14('info') : html`<span class="alarm">${icon14('triangle-alert')}</span>`} ${d.words}: <strong>${d.site}</strong> <span class="muted">(${t('plan.instead', {value: d.template})})</span> ${d.reason ? d.reason : html`<span class="alarm">${t('plan.reason.missing')}</span>`}</div>`)}</td>
      <td class="num"><span class="narrow muted">${t('plan.col.cameras')}: </span>${site.cameras}</td>
      <td class="uplink num"><span class="narrow muted">${t('plan.col.uplink')}: </span>${site.uplinkKbps === null ? '–' : bitrate(site.uplinkKbps)} <span class="muted">/ ${bitrate(b.neededKbps)}</span></td>
      <td class="verdict">${verdictMark(b.verdict)}${b.verdict === 'ENOUGH' ? nothing : html`<p class="small">${b.sentence}</p><div class="small">${whoWords(b.who)}</div>`}</td>
      <td><span class="num">${date(fromIsoDay(site.startOn))}</span><div class="small muted">${site.responsible}</div></td></tr>`;
  }

  #renderTalk() {
    const names = new Map(this.plan.sites.map(site => [site.facilityId, site.facility]));
    return html`<section class="card talk"><h2>${t('plan.comments')}</h2>
      ${this.plan.comments.length ? html`<ul>${this.plan.comments.map(c => html`<li><div class="small muted">${c.by} · ${dateTime(Date.parse(c.at))}${c.facilityId ? ` · ${names.get(c.facilityId) ?? ''}` : ''}</div><p>${c.text}</p></li>`)}</ul>` : html`<p class="muted">${t('plan.comments.none')}</p>`}
      ${this.fault ? faultNote(this.fault) : nothing}
      <form @submit=${this.#comment}><textarea rows="1" maxlength="2000" aria-label=${t('plan.comment')} placeholder=${t('plan.comment')}></textarea><button class="btn">${t('plan.comment.send')}</button></form></section>`;
  }

  #renderOverlay() {
    const close = () => (this.asking = null);
    const site = router.query.get('site');
    if (site && customElements.get('hd-plan-site')) {
      return html`<hd-plan-site .facilityId=${site} .plan=${this.plan} .draft=${this.#draft && session.may('plan.write')} @close=${() => this.#go()} @changed=${() => this.#load()}></hd-plan-site>`;
    }
    if (this.asking === 'template' && customElements.get('hd-plan-template')) return html`<hd-plan-template .plan=${this.plan} @close=${close} @changed=${() => { close(); this.#load(); }}></hd-plan-template>`;
    if (this.asking === 'add' && customElements.get('hd-plan-add')) return html`<hd-plan-add .plan=${this.plan} @close=${close} @changed=${() => { close(); this.#load(); }}></hd-plan-add>`;
    if (this.asking === 'changes') return this.#renderChanges(close);
    if (!['propose', 'approve', 'return'].includes(this.asking)) return nothing;
    return this.#renderAsk(close);
  }

  #renderAsk(close) {
    const key = this.asking;
    const version = this.plan.version;
    const poor = this.plan.sites.filter(site => site.bandwidth.verdict !== 'ENOUGH').length;
    const paths = {propose: '/plan/proposal', approve: '/plan/approval', return: '/plan/return'};
    const go = () => this.#act(paths[key], key === 'return' ? {version, reason: this.$('#reason').value} : {version}, t(`plan.${key}.done`));
    return html`<hd-dialog heading=${t(`plan.${key}.title`, {n: version})} @close=${close}><div class="stack"><p>${t(`plan.${key}.words`, {sites: this.plan.sites.length})}</p>
        ${key !== 'return' && poor ? html`<div class="note warn" >${icon('triangle-alert')}<p>${t('plan.poor', {n: poor})}</p></div>` : nothing}
        ${key === 'return' ? html`<div class="field"><label for="reason">${t('plan.reason')}</label><textarea id="reason" rows="3" maxlength="2000" autofocus></textarea></div>` : nothing}
        ${faultNote(this.fault)}${this.fault?.of?.('reason') ? html`<p class="fault">${this.fault.of('reason')}</p>` : nothing}</div>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn ${key === 'return' ? 'danger' : 'primary'}" ?disabled=${this.busy} @click=${go}>${t(`plan.${key}`)}</button></div></hd-dialog>`;
  }

  #renderChanges(close) {
    const {from, to, rows} = this.changes ?? {};
    return html`<hd-dialog wide heading=${t('plan.compare')} @close=${close}><div class="stack">
      <div class="row">${[['from', from], ['to', to]].map(([name, value]) => html`<label class="field"><span class="label">${t(`plan.compare.${name}`)}</span><select @change=${e => this.#compareWith(name === 'from' ? Number(e.target.value) : from, name === 'to' ? Number(e.target.value) : to)}>
        ${this.plan.versions.map(v => html`<option value=${v.version} ?selected=${v.version === value}>${t('plan.version.n', {n: v.version})}</option>`)}</select></label>`)}</div>
      ${!rows ? html`<p>${t('wait.loading')}</p>` : rows.length ? html`<table class="changes"><thead><tr>${['site', 'term', 'before', 'after'].map(c => html`<th scope="col">${t(`plan.compare.col.${c}`)}</th>`)}</tr></thead>
        <tbody>${rows.map(c => html`<tr><td>${c.facilityId ? c.facility ?? t('plan.site.gone') : t('plan.template')}</td><td>${c.words}</td><td>${c.before}</td><td><strong>${c.after}</strong></td></tr>`)}</tbody></table>` : html`<p>${t('plan.compare.same')}</p>`}</div></hd-dialog>`;
  }

  #compare = () => {
    const [newest, before] = this.plan.versions;
    this.asking = 'changes';
    this.#compareWith(this.plan.version > 1 ? this.plan.version - 1 : before.version, this.plan.version > 1 ? this.plan.version : newest.version);
  };

  async #compareWith(from, to) {
    this.changes = {from, to};
    try {
      this.changes = {from, to, rows: await get(`/plan/changes?before=${from}&after=${to}`)};
    } catch (problem) {
      toast(problem.message, 'alarm');
    }
  }

  async #edit() {
    await import('./template.js');
    this.asking = 'template';
  }

  async #add() {
    await import('./add.js');
    this.asking = 'add';
  }

  async #act(path, body, done) {
    this.busy = true;
    this.fault = null;
    try {
      await post(path, body);
      this.asking = null;
      toast(done);
      router.go('plan');
      await this.#load();
    } catch (problem) {
      if (this.asking) this.fault = problem;
      else toast(problem.message, 'alarm');
    } finally {
      this.busy = false;
    }
  }

  #comment = async event => {
    event.preventDefault();
    const field = event.target.querySelector('textarea');
    if (!field.value.trim()) return field.focus();
    try {
      await post('/plan/comments', {version: this.plan.version, text: field.value});
      field.value = '';
      this.fault = null;
      await this.#load();
    } catch (problem) {
      toast(problem.errors?.[0]?.message ?? problem.message, 'alarm');
    }
  };
}

const icon14 = name => html`<span class="inline">${icon(name, 14)}</span>`;

customElements.define('hd-plan', Plan);
