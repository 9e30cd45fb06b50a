import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, post, remove, request} from '../app/api.js';
import {bytes, isoDay} from '../app/format.js';
import {has, language, t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {looks} from './looks.js';
import {deadline, moment, standing, urgency} from './words.js';
import './task-form.js';
import './remind.js';

const ACT_ICONS = {given: 'file-text', changed: 'pencil', taken: 'circle-dot', done: 'circle-check', reopened: 'undo-2', reminded: 'send'};
const localNow = ms => `${isoDay(ms)}T${new Date(ms + 7 * 3600_000).toISOString().slice(11, 16)}`;

/** One task: where it stands, what was done to it, and the next act. Emits `close`, `changed`. */
class Task extends HdElement {
  static properties = {taskId: {}, told: {state: true}, problem: {state: true}, busy: {state: true}, mode: {state: true}, form: {state: true}, sent: {state: true}};

  static styles = [HdElement.styles, looks, css`
    .stack { gap: 18px; }
    .big { font-size: var(--size-16); font-weight: 500; overflow-wrap: anywhere; }
    .state { display: inline-flex; gap: 6px; align-items: flex-start; }
    .state .icon { margin-top: 2px; }
    span.live { color: var(--live); } span.warn { color: var(--warn); } span.alarm { color: var(--alarm); } span.offline { color: var(--offline); }
    ol.story { display: grid; gap: 10px; }
    ol.story li { display: grid; grid-template-columns: auto 1fr; gap: 2px 10px; }
    ol.story .icon { color: var(--text-3); margin-top: 2px; }
    ol.story p { grid-column: 2; overflow-wrap: anywhere; }
    form { display: grid; gap: 14px; padding: 14px; background: var(--surface-2); border: 1px solid var(--line); border-radius: var(--radius); }
    ul.files { display: grid; gap: 6px; }
    ul.files li { display: flex; gap: 8px; align-items: center; min-width: 0; }
    ul.files a, ul.files label { min-width: 0; overflow-wrap: anywhere; }
    summary { cursor: pointer; font-weight: 600; }
  `];

  constructor() {
    super();
    this.follow(language, 'change', () => this.#load());
  }

  willUpdate(changed) {
    if (changed.has('taskId') && this.taskId) this.#load();
  }

  #load = async () => {
    try {
      this.told = await get(`/tasks/${this.taskId}`);
      this.problem = null;
      if (session.may('reminder.send')) this.sent = (await get(`/notifications?task=${this.taskId}`)).notifications;
    } catch (problem) {
      this.problem = problem;
    }
  };

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const task = this.told?.task;
    if (this.mode === 'change') return html`<hd-task-form .task=${task} .dispatchId=${task.dispatchId} @close=${() => (this.mode = null)} @changed=${() => { this.mode = null; this.#changed(); }}></hd-task-form>`;
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading=${task ? t('task.title', {item: task.item, number: task.number}) : t('wait.loading')} @close=${close}>
      ${task ? this.#renderTask(task) : this.problem ? faultNote(this.problem) : nothing}
      <div slot="foot">${task ? this.#renderActs(task) : nothing}</div></hd-dialog>
      ${this.mode === 'remind' ? html`<hd-remind path="/tasks/${task.id}/reminders" .name=${task.agency} @close=${() => (this.mode = null)} @reminded=${this.#changed}></hd-remind>` : nothing}`;
  }

  #renderTask(task) {
    return html`<div class="stack">
      <div class="stack"><p class="big">${task.text}</p>
        <div>${standing(task)} ${urgency(task.urgency)}</div></div>
      <dl class="facts">
        <dt>${t('task.agency')}</dt><dd>${task.agency}</dd>
        <dt>${t('task.dispatch')}</dt><dd><a href=${router.link('dispatches', {dispatch: task.dispatchId})}>${this.told.citation}</a></dd>
        <dt>${t('task.deadline')}</dt><dd>${task.phrase ? deadline(task) : t('task.deadline.none')}</dd>
        ${task.by ? html`<dt>${t(`task.state.${task.state}`)}</dt><dd>${task.by}, ${moment(task.since)}${task.state === 'DONE' && Date.parse(task.recordedAt) - Date.parse(task.since) > 60_000 ? html` <span class="muted">(${t('task.recorded', {when: moment(task.recordedAt)})})</span>` : nothing}</dd>` : nothing}
        ${task.evidence ? html`<dt>${t('task.evidence')}</dt><dd>${task.evidence}</dd>` : nothing}
        ${task.documentIds.length ? html`<dt>${t('task.files')}</dt><dd><ul class="files">${this.told.files.filter(f => task.documentIds.includes(f.id)).map(f => html`<li>${icon('paperclip', 16)}${this.#fileLink(f)}</li>`)}</ul></dd>` : nothing}
      </dl>
      ${this.mode === 'done' ? this.#renderDone(task) : this.mode === 'reopen' ? this.#renderReopen() : nothing}
      ${faultNote(this.problem)}
      <section class="stack"><h3>${t('task.story')}</h3><ol class="story">${this.told.events.map(e => html`<li>${icon(ACT_ICONS[e.act], 16)}<span>${t(`task.act.${e.act}`, {name: e.person})} <time class="muted num">${moment(e.at)}</time></span>${e.words ? html`<p class="muted">${e.words}</p>` : nothing}</li>`)}</ol></section>
      ${this.sent?.length ? html`<details><summary>${t('task.sent', {n: this.sent.length})}</summary><ol class="story">${this.sent.map(n => html`<li>${icon(n.state === 'SENT' ? 'check' : n.state === 'WAITING' ? 'clock' : 'circle-alert', 16)}<span>${n.recipient} · ${t(`notes.kind.${n.kind}`)} <time class="muted num">${moment(n.at)}</time></span><p class="muted">${n.result || t(`notes.state.${n.state}`)}</p></li>`)}</ol></details>` : nothing}
    </div>`;
  }

  #fileLink(file) {
    return html`<a href="/api/v1/dispatches/${this.told.task.dispatchId}/files/${file.id}" download>${file.name}</a> <span class="small muted num">${bytes(file.bytes)}</span>`;
  }

  #renderActs(task) {
    const act = (mode, drawing, key, primary = false) => html`<button class="btn ${primary ? 'primary' : ''}" ?disabled=${this.busy} @click=${() => this.#begin(mode)}>${icon(drawing, 16)} ${t(key)}</button>`;
    const open = task.state !== 'DONE';
    if (this.mode === 'done' || this.mode === 'reopen') {
      return html`<button class="btn" @click=${() => (this.mode = null)}>${t('cancel')}</button>
        <button class="btn primary" ?disabled=${this.busy} @click=${this.mode === 'done' ? this.#finish : this.#reopen}>${this.busy ? t('saving') : t(this.mode === 'done' ? 'task.finish' : 'task.reopen')}</button>`;
    }
    return html`
      ${task.may.change ? html`<button class="btn quiet icon-only" title=${t('task.change')} aria-label=${t('task.change')} @click=${() => this.#begin('change')}>${icon('pencil', 16)}</button>` : nothing}
      ${task.may.change && task.state === 'OPEN' ? html`<button class="btn quiet icon-only" title=${t('task.remove')} aria-label=${t('task.remove')} @click=${this.#remove}>${icon('trash-2', 16)}</button>` : nothing}
      ${open && task.may.remind ? act('remind', 'send', 'remind.title') : nothing}
      ${!open && task.may.reopen ? act('reopen', 'undo-2', 'task.reopen') : nothing}
      ${task.state === 'OPEN' && task.may.work ? html`<button class="btn" ?disabled=${this.busy} @click=${() => this.#act('taking', {})}>${icon('circle-dot', 16)} ${t('task.take')}</button>` : nothing}
      ${open && task.may.work ? act('done', 'check', 'task.finish', true) : nothing}`;
  }

  #begin(mode) {
    this.problem = null;
    this.mode = mode;
    if (mode === 'done') this.form = {evidence: '', at: '', documentIds: []};
    if (mode === 'reopen') this.form = {reason: ''};
  }

  #renderDone() {
    const fault = field => this.problem?.of?.(field);
    return html`<form @submit=${this.#finish} novalidate>
      <div class="field"><label for="evidence">${t('task.evidence.label')}</label><textarea id="evidence" rows="3" maxlength="2000" .value=${this.form.evidence} placeholder=${t('task.evidence.example')} aria-invalid=${fault('evidence') ? 'true' : 'false'} aria-describedby="evidence-words" @input=${e => (this.form = {...this.form, evidence: e.target.value})}></textarea>${fieldWords('evidence', fault('evidence'))}</div>
      <div class="field"><span class="label">${t('task.files')}</span><ul class="files">${this.told.files.map(f => html`<li><label class="tick"><input type="checkbox" .checked=${this.form.documentIds.includes(f.id)} @change=${e => this.#choose(f.id, e.target.checked)}>${f.name}</label></li>`)}</ul>
        <div><label class="btn">${icon('paperclip', 16)} ${t('file.add')}<input type="file" accept=".pdf,.docx,.png,.jpg,.jpeg" @change=${this.#upload}></label></div>${fieldWords('file', fault('file') ?? fault('documentIds'), t('file.hint'))}</div>
      <div class="field"><label for="at">${t('task.at')}</label><input id="at" type="datetime-local" .value=${this.form.at} max=${localNow(serverClock.programmeNow())} aria-invalid=${fault('at') ? 'true' : 'false'} aria-describedby="at-words" @input=${e => (this.form = {...this.form, at: e.target.value})}>${fieldWords('at', fault('at'), t('task.at.hint'))}</div>
    </form>`;
  }

  #renderReopen() {
    return html`<form @submit=${this.#reopen} novalidate><div class="field"><label for="reason">${t('task.reason')}</label><textarea id="reason" rows="2" maxlength="500" .value=${this.form.reason} @input=${e => (this.form = {reason: e.target.value})}></textarea></div></form>`;
  }

  #choose(id, on) {
    const ids = this.form.documentIds.filter(x => x !== id);
    this.form = {...this.form, documentIds: on ? [...ids, id] : ids};
  }

  #upload = async event => {
    const file = event.target.files[0];
    if (!file) return;
    const body = new FormData();
    body.append('file', file);
    await this.#try(async () => {
      const kept = await (await request(`/dispatches/${this.told.task.dispatchId}/files`, {method: 'POST', body})).json();
      this.told = {...this.told, files: [...this.told.files, kept]};
      this.#choose(kept.id, true);
    });
    event.target.value = '';
  };

  #finish = event => {
    event.preventDefault();
    const {evidence, at, documentIds} = this.form;
    return this.#act('done', {evidence: evidence.trim(), documentIds, at: at ? `${at}:00+07:00` : null});
  };

  #reopen = event => {
    event.preventDefault();
    return this.#act('reopening', {reason: this.form.reason.trim()});
  };

  #act = (act, body) => this.#try(async () => {
    this.told = await post(`/tasks/${this.taskId}/${act}`, body);
    this.mode = null;
    toast(t(has(`task.said.${act}`) ? `task.said.${act}` : 'saved'));
    this.dispatchEvent(new Event('changed'));
  });

  #remove = () => this.#try(async () => {
    await remove(`/tasks/${this.taskId}`);
    toast(t('task.removed'));
    this.dispatchEvent(new Event('changed'));
    this.dispatchEvent(new Event('close'));
  });

  #changed = () => {
    this.#load();
    this.dispatchEvent(new Event('changed'));
  };

  async #try(act) {
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-task', Task);
