import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {get, remove, request} from '../app/api.js';
import {facts} from '../app/facts.js';
import {bytes} from '../app/format.js';
import {language, t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {page} from '../people/page.js';
import {looks} from './looks.js';
import {day, deadline, isoDate, moment, standing, urgency} from './words.js';

const REACH = {VIEW_ROLE: ['live', 'eye'], COPY: ['live', 'printer'], NONE: ['warn', 'triangle-alert']};

/** One letter: what it goes back to, whom it tells what, whom it reaches, and its files. */
class Dispatch extends HdElement {
  static properties = {dispatchId: {}, told: {state: true}, problem: {state: true}, busy: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, page, looks, css`
    :host { flex: 1; height: auto; overflow: auto; }
    .letter { display: grid; grid-template-columns: minmax(0, 3fr) minmax(17rem, 2fr); gap: 16px; padding: 0 20px 24px; align-items: start; }
    .letter > div { display: grid; gap: 16px; min-width: 0; }
    section.card { padding: 14px 16px 16px; display: grid; gap: 12px; min-width: 0; }
    section.card > header { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
    section.card > header h2 { margin-right: auto; }
    .back { display: inline-flex; gap: 6px; align-items: center; }
    .subject { font-size: var(--size-16); font-weight: 500; overflow-wrap: anywhere; }
    ol.chain { display: grid; gap: 0; }
    ol.chain li { display: grid; grid-template-columns: 1.25rem 1fr; gap: 8px; padding: 5px 0; align-items: start; }
    ol.chain .dot { margin-top: 3px; color: var(--text-3); position: relative; }
    ol.chain li.here { font-weight: 600; } ol.chain li.here .dot { color: var(--accent-text); }
    ul.tasks { display: grid; gap: 10px; }
    ul.tasks button { all: unset; box-sizing: border-box; width: 100%; display: grid; gap: 4px; cursor: pointer; padding: 10px 12px; border: 1px solid var(--line); border-radius: var(--radius); }
    ul.tasks button:hover { background: var(--surface-2); }
    ul.tasks button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    ul.reach { display: grid; gap: 10px; }
    ul.reach li { display: grid; grid-template-columns: auto 1fr; gap: 0 8px; }
    ul.reach .icon { margin-top: 2px; }
    ul.reach p { grid-column: 2; }
    ul.files li { display: flex; gap: 8px; align-items: center; min-width: 0; padding: 3px 0; }
    ul.files a { min-width: 0; overflow-wrap: anywhere; }
    .spring { flex: 1; }
    @media (max-width: 900px) { .letter { grid-template-columns: minmax(0, 1fr); padding: 0 12px 20px; } }
  `];

  constructor() {
    super();
    this.follow(language, 'change', () => this.#load());
    this.follow(facts, 'programme', e => e.detail?.topic === 'dispatch' && this.#load());
  }

  willUpdate(changed) {
    if (changed.has('dispatchId') && this.dispatchId) {
      this.overlay = null;
      this.#load();
    }
  }

  #load = async () => {
    const id = this.dispatchId;
    try {
      const told = await get(`/dispatches/${id}`);
      if (id !== this.dispatchId) return;
      this.told = told;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  };

  #open(kind, more = {}) {
    const code = {edit: './dispatch-form.js', task: './task-form.js', one: './task.js', reach: './addressees.js'}[kind];
    import(code).then(() => (this.overlay = {kind, ...more}));
  }

  #changed = () => {
    this.#load();
    this.dispatchEvent(new Event('changed'));
  };

  render() {
    const d = this.told?.id === this.dispatchId ? this.told : null;
    const back = html`<a class="back" href=${router.link('dispatches')}>${icon('arrow-left', 16)} ${t('nav.dispatches')}</a>`;
    if (!d) return html`<div class="head">${back}</div><div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`;
    return html`<div class="head">${back}</div>
      <div class="head"><h1>${t(`dispatch.kind.${d.kind}`)} ${d.number}</h1>
        ${d.mayChange ? html`<button class="btn" @click=${() => this.#open('edit')}>${icon('pencil', 16)} ${t('dispatch.edit')}</button>
          <button class="btn quiet icon-only" title=${t('dispatch.remove')} aria-label=${t('dispatch.remove')} ?disabled=${this.busy} @click=${this.#remove}>${icon('trash-2', 16)}</button>` : nothing}</div>
      ${this.problem ? html`<div class="tools">${faultNote(this.problem)}</div>` : nothing}
      <div class="letter"><div>${this.#renderFacts(d)}${this.#renderTasks(d)}</div><div>${this.#renderChain(d)}${this.#renderReach(d)}${this.#renderFiles(d)}</div></div>
      ${this.#renderOverlay(d)}`;
  }

  #renderFacts(d) {
    return html`<section class="card"><p class="subject">${d.subject}</p>
      <dl class="facts">
        <dt>${t('dispatch.issuer')}</dt><dd>${d.issuer} ${urgency(d.urgency)}</dd>
        <dt>${t('dispatch.date')}</dt><dd class="num">${isoDate(d.date)}</dd>
        <dt>${t('dispatch.received')}</dt><dd class="num">${day(d.receivedAt)}</dd>
        ${d.recipients.length ? html`<dt>${t('dispatch.recipients')}</dt><dd>${d.recipients.join('; ')}</dd>` : nothing}
        <dt>${t('dispatch.registered')}</dt><dd>${d.createdBy}, <span class="num">${moment(d.createdAt)}</span></dd></dl></section>`;
  }

  #renderTasks(d) {
    return html`<section class="card"><header><h2>${t('dispatch.tasks')}</h2>
        ${d.mayChange ? html`<button class="btn" @click=${() => this.#open('task')}>${icon('plus', 16)} ${t('task.add')}</button>` : nothing}</header>
      ${d.tasks.length ? html`<ul class="tasks">${repeat(d.tasks, x => x.id, x => html`<li><button @click=${() => this.#open('one', {task: x.id})}>
          <span class="small muted">${t('task.item', {item: x.item})} · ${x.agency}</span><span class="wrap">${x.text}</span>
          ${standing(x)}${x.phrase ? html`<span class="small">${deadline(x)}</span>` : nothing}</button></li>`)}</ul>`
        : html`<p class="muted">${t('dispatch.tasks.none')}</p>`}</section>`;
  }

  #renderChain(d) {
    if (d.chain.length + d.children.length < 2) return nothing;
    const one = (link, here) => html`<li class=${here ? 'here' : ''} aria-current=${here ? 'true' : nothing}><span class="dot">${icon(here ? 'circle-dot' : 'circle', 14)}</span>${here ? html`<span class="wrap">${link.citation}</span>` : html`<a class="wrap" href=${router.link('dispatches', {dispatch: link.id})}>${link.citation}</a>`}</li>`;
    return html`<section class="card"><h2>${t('dispatch.chain')}</h2><ol class="chain">${d.chain.map(l => one(l, l.id === d.id))}${d.children.map(l => one(l, false))}</ol></section>`;
  }

  #renderReach(d) {
    const forgotten = d.addressees.filter(a => a.access === 'NONE').length;
    return html`<section class="card"><header><h2>${t('dispatch.reach')}</h2>
        ${d.mayChange ? html`<button class="btn" @click=${() => this.#open('reach')}>${icon('pencil', 16)} ${t('dispatch.reach.edit')}</button>` : nothing}</header>
      ${d.addressees.length ? html`<p class=${forgotten ? '' : 'muted'}>${forgotten ? t('dispatch.forgotten', {n: forgotten}) : t('dispatch.reach.all')}</p>
        <ul class="reach">${d.addressees.toSorted((a, b) => (a.access === 'NONE' ? 0 : 1) - (b.access === 'NONE' ? 0 : 1)).map(a => html`<li><span class=${REACH[a.access][0]}>${icon(REACH[a.access][1], 16)}</span><span class="wrap">${a.name}${a.organisation && a.organisation !== a.name ? html` <span class="small muted">${a.organisation}</span>` : nothing}</span>
          <p class="small muted">${a.message}${a.copiedAt ? ` ${a.copiedBy}, ${moment(a.copiedAt)}` : ''}</p></li>`)}</ul>`
        : html`<p class="muted">${t('dispatch.reach.none')}</p>`}</section>`;
  }

  #renderFiles(d) {
    return html`<section class="card"><header><h2>${t('dispatch.files')}</h2>
        ${d.mayChange ? html`<label class="btn">${icon('paperclip', 16)} ${t('file.add')}<input type="file" accept=".pdf,.docx,.png,.jpg,.jpeg" ?disabled=${this.busy} @change=${this.#upload}></label>` : nothing}</header>
      ${d.files.length ? html`<ul class="files">${d.files.map(f => html`<li>${icon('file-text', 16)}<a href="/api/v1/dispatches/${d.id}/files/${f.id}" download title="${f.by}, ${moment(f.at)}">${f.name}</a><span class="small muted num">${bytes(f.bytes)}</span><span class="spring"></span>
          ${d.mayChange ? html`<button class="btn quiet icon-only" title=${t('file.remove')} aria-label="${t('file.remove')}: ${f.name}" ?disabled=${this.busy} @click=${() => this.#removeFile(f)}>${icon('trash-2', 16)}</button>` : nothing}</li>`)}</ul>`
        : html`<p class="muted">${t('dispatch.files.none')}</p>`}</section>`;
  }

  #renderOverlay(d) {
    const close = () => (this.overlay = null);
    switch (this.overlay?.kind) {
      case 'edit': return html`<hd-dispatch-form .letter=${d} @close=${close} @saved=${() => { close(); this.#changed(); }}></hd-dispatch-form>`;
      case 'task': return html`<hd-task-form .dispatchId=${d.id} .receivedAt=${d.receivedAt} .agencies=${d.recipients} .nextItem=${String(d.tasks.length + 1)} @close=${close} @changed=${this.#changed}></hd-task-form>`;
      case 'one': return html`<hd-task .taskId=${this.overlay.task} @close=${close} @changed=${this.#changed}></hd-task>`;
      case 'reach': return html`<hd-addressees .letter=${d} @close=${close} @saved=${() => { close(); this.#changed(); }}></hd-addressees>`;
      default: return nothing;
    }
  }

  #upload = async event => {
    const file = event.target.files[0];
    if (!file) return;
    const body = new FormData();
    body.append('file', file);
    const input = event.target;
    await this.#try(async () => {
      await request(`/dispatches/${this.dispatchId}/files`, {method: 'POST', body});
      toast(t('file.added', {name: file.name}));
      this.#changed();
    });
    input.value = '';
  };

  #removeFile = file => this.#try(async () => {
    await remove(`/dispatches/${this.dispatchId}/files/${file.id}`);
    toast(t('file.removed', {name: file.name}));
    this.#changed();
  });

  #remove = () => {
    // It cannot be undone.
    if (!confirm(t('dispatch.remove.sure', {number: this.told.number}))) return;
    this.#try(async () => {
      await remove(`/dispatches/${this.dispatchId}`);
      toast(t('dispatch.removed'));
      this.dispatchEvent(new Event('changed'));
      router.go('dispatches');
    });
  };

  async #try(act) {
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (problem) {
      // A field of a file has no place of its own here.
      if (problem.errors?.length) problem = Object.assign(problem, {message: problem.errors.map(e => e.message).join(' '), errors: []});
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-dispatch', Dispatch);
