import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {place} from '../design/place.js';
import {get} from '../app/api.js';
import {facts} from '../app/facts.js';
import {bytes, dateTime, duration, number, percent, when} from '../app/format.js';
import {t, has} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';

/** Alarms first, then counts, disks, and what this program is made of. */
class System extends HdElement {
  static properties = {about: {state: true}, problem: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; padding: 24px; }
    .page { max-width: 64rem; margin: 0 auto; display: grid; gap: 20px; }
    .card { padding: 20px; }
    .card > h2 { margin-bottom: 12px; }
    .counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
    .counts div { background: var(--surface-1); padding: 14px 18px; }
    .counts b { display: block; font-size: var(--size-28); font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums; }
    .alarms { display: grid; gap: 8px; }
    .note { justify-content: flex-start; align-items: flex-start; }
    .disk { display: grid; gap: 6px; padding: 12px 0; border-top: 1px solid var(--line); }
    .disk:first-of-type { border-top: 0; padding-top: 0; }
    .split { display: flex; height: 10px; border-radius: 5px; overflow: hidden; background: var(--surface-3); }
    .split i { display: block; height: 100%; }
    .split .ours { background: var(--accent); }
    .split .others { background: var(--line-strong); }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; }
    .legend span { display: inline-flex; gap: 6px; align-items: center; }
    .legend i { width: 10px; height: 10px; border-radius: 2px; background: var(--surface-3); border: 1px solid var(--line-strong); }
    .legend .ours { background: var(--accent); } .legend .others { background: var(--line-strong); }
    code { font-size: var(--size-14); overflow-wrap: anywhere; }
    table { width: 100%; border-collapse: collapse; }
    th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); font-weight: 400; vertical-align: top; }
    th { font-weight: 500; }
    summary { cursor: pointer; padding: 6px 0; font-weight: 500; min-height: 24px; }
    .state { font-weight: 500; display: inline-flex; gap: 6px; align-items: center; }
    .state.live { color: var(--live); } .state.alarm { color: var(--alarm); } .state.warn { color: var(--warn); }
    .scroll { overflow-x: auto; }
    @media (max-width: 760px) { :host { padding: 16px 12px; } }
  `];

  constructor() {
    super();
    this.follow(facts, 'system');
  }

  connectedCallback() {
    super.connectedCallback();
    facts.loadSystem().catch(problem => (this.problem = problem));
    get('/about').then(about => (this.about = about), problem => (this.problem = problem));
  }

  render() {
    const {system} = facts;
    if (!session.may('system.read')) return html`<div class="page"><h1>${t('nav.alarms')}</h1>${this.#renderAlarms()}</div>`;
    if (!system) return html`<div class="page"><p>${this.problem?.message ?? t('wait.loading')}</p></div>`;
    const {counts} = system;
    return html`<div class="page">
      <h1>${t('nav.system')}</h1>
      ${this.#renderAlarms()}
      <div class="counts">
        ${[['cameras', counts.cameras], ['live', counts.live], ['recording', counts.recording], ['viewers', counts.viewers]].map(([key, n]) => html`<div><b>${number(n ?? 0)}</b><span class="muted">${t(`system.count.${key}`)}</span></div>`)}
      </div>
      <section class="card"><h2>${t('system.disks')}</h2>${system.disks.map(d => this.#renderDisk(d))}</section>
      <section class="card"><h2>${t('system.program')}</h2>${this.#renderProgram(system)}</section>
    </div>`;
  }

  #renderAlarms() {
    const alarms = facts.alarms;
    if (!alarms.length) return html`<div class="note good" role="status">${icon('circle-check')}<p>${t('system.calm')}</p></div>`;
    return html`<section class="alarms" aria-label=${t('system.alarms')}>${alarms.map(a => html`<div class="note alarm" role="alert">${icon('badge-alert')}
      <div class="grow"><p><strong>${a.message}</strong></p>${a.action ? html`<p>${a.action}</p>` : nothing}
        <p class="small muted">${t('system.since', {when: when(Date.parse(a.since)), age: duration(Date.now() - Date.parse(a.since))})}</p></div>
      ${a.cameraId && facts.cameras.has(a.cameraId) && session.may('camera.read') ? html`<a class="btn" href=${router.link('cameras', {camera: a.cameraId})}>${t('system.openCamera')}</a>` : nothing}</div>`)}</section>`;
  }

  #renderDisk(disk) {
    const others = Math.max(0, disk.totalBytes - disk.freeBytes - disk.usedByArchiveBytes);
    const share = n => `${(100 * n) / Math.max(1, disk.totalBytes)}%`;
    const tone = {ok: 'live', full: 'warn', failed: 'alarm'}[disk.state] ?? 'warn';
    const drawing = {ok: 'circle-check', full: 'triangle-alert', failed: 'circle-x'}[disk.state] ?? 'triangle-alert';
    return html`<div class="disk">
      <div class="row">${icon('hard-drive')}<code class="grow">${disk.path}</code><span class="state ${tone}">${icon(drawing, 16)} ${has(`disk.${disk.state}`) ? t(`disk.${disk.state}`) : disk.state}</span></div>
      <div class="split" role="img" aria-label=${t('disk.words', {used: percent(1 - disk.freeBytes / Math.max(1, disk.totalBytes))})}><i class="ours" ${place({width: share(disk.usedByArchiveBytes)})}></i><i class="others" ${place({width: share(others)})}></i></div>
      <div class="legend small"><span><i class="ours"></i>${t('disk.ours')} ${bytes(disk.usedByArchiveBytes)}</span><span><i class="others"></i>${t('disk.others')} ${bytes(others)}</span><span><i></i>${t('disk.free')} ${bytes(disk.freeBytes)} / ${bytes(disk.totalBytes)}</span></div>
    </div>`;
  }

  #renderProgram(system) {
    return html`<div class="stack">
      <div class="scroll"><table>
        <tr><th scope="row">${t('system.version')}</th><td>Hải Đăng ${system.version}</td></tr>
        <tr><th scope="row">${t('system.started')}</th><td>${dateTime(Date.parse(system.startedAt))} (${duration(system.uptimeSeconds * 1000)})</td></tr>
        ${this.about ? html`<tr><th scope="row">${t('system.licence')}</th><td>${this.about.licence}</td></tr>
          ${this.about.java ? html`<tr><th scope="row">Java</th><td>${this.about.java}</td></tr>` : nothing}` : nothing}
      </table></div>
      ${this.about ? html`<details><summary>${t('system.parts', {n: this.about.parts.length})}</summary><div class="scroll"><table>
        <tr><th scope="col">${t('system.part')}</th><th scope="col">${t('system.version')}</th><th scope="col">${t('system.licence')}</th></tr>
        ${this.about.parts.map(p => html`<tr><td>${p.url ? html`<a href=${p.url} rel="noreferrer" target="_blank">${p.name}</a>` : p.name}</td><td>${p.version ?? ''}</td><td>${p.licence}</td></tr>`)}
      </table></div></details>` : nothing}
    </div>`;
  }
}

customElements.define('hd-system', System);
