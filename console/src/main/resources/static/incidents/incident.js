import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import '../design/dialog.js';
import {get, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {bytes, date, dateTime, duration, time, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {playbackAt} from './filter.js';
import {SEVERITY, STATE} from './kinds.js';

const DRAWINGS = {opened: 'plus', 'taken-up': 'user-check', resolved: 'check', closed: 'lock', reopened: 'repeat', ticked: 'circle-check', unticked: 'circle', changed: 'pencil', noted: 'clipboard-paste'};

const CLIP = {WAITING: ['warn', 'clock'], KEPT: ['live', 'circle-check'], NOTHING: ['offline', 'circle-off'], EXPIRED: ['offline', 'trash-2']};
const CLIP_WHY = ['not_granted', 'no_link', 'late', 'full', 'nothing', 'failed'];

/** One incident: its pictures then and now, what is to be done, who did what. */
class Incident extends HdElement {
  static properties = {incidentId: {}, file: {state: true}, clips: {state: true}, shown: {state: true}, problem: {state: true}, busy: {state: true}, asking: {state: true}, words: {state: true}, note: {state: true}};

  static styles = [HdElement.styles, css`
    .lead { display: grid; gap: 10px; margin-bottom: 18px; }
    .tags { display: flex; gap: 8px 16px; flex-wrap: wrap; align-items: center; }
    .tag { display: inline-flex; gap: 6px; align-items: center; font-weight: 600; }
    .alarm { color: var(--alarm); } .warn { color: var(--warn); } .live { color: var(--live); } .offline { color: var(--offline); }
    .pictures { display: flex; flex-wrap: wrap; gap: 8px; }
    section { margin-bottom: 20px; } section h3 { margin-bottom: 8px; display: flex; justify-content: space-between; }
    .todo { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; align-items: center; min-height: 48px; padding: 6px 12px; border: 1px solid var(--line); border-radius: var(--radius); margin-bottom: 6px; cursor: pointer; background: var(--surface-1); }
    .todo:has(input:checked) { background: var(--live-soft); border-color: transparent; }
    .todo input { width: 22px; height: 22px; grid-row: span 2; }
    .todo input:disabled { opacity: 0.6; }
    .todo .must { color: var(--alarm); font-size: var(--size-12); font-weight: 600; }
    .todo .by { grid-column: 2; font-size: var(--size-12); color: var(--text-2); }
    .events { display: grid; gap: 10px; }
    .events li { display: grid; grid-template-columns: 1.25rem 1fr; gap: 10px; }
    .events .icon { color: var(--text-3); margin-top: 2px; }
    .events p { overflow-wrap: anywhere; white-space: pre-wrap; }
    .clips { display: grid; gap: 8px; }
    .clips li { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr) auto; gap: 4px 10px; align-items: start; }
    .clips video { width: 100%; margin-top: 8px; border-radius: var(--radius); background: var(--video-0); }
    .say { display: grid; gap: 8px; }
    textarea { min-height: 76px; }
    .ask { display: grid; gap: 10px; padding: 12px; background: var(--surface-2); border-radius: var(--radius); margin-bottom: 14px; }
    .ask .row { justify-content: flex-end; }
    @media (max-width: 480px) { .pictures .btn, .say .btn { min-height: 44px; } .todo { min-height: 56px; } }
  `];

  constructor() {
    super();
    this.words = '';
    this.note = '';
    this.follow(facts, 'programme', e => e.detail.topic === 'incident' && !this.busy && this.#load());
  }

  willUpdate(changed) {
    if (changed.has('incidentId')) {
      this.file = null;
      this.clips = null;
      this.shown = null;
      this.asking = null;
      this.#load();
    }
  }

  async #load() {
    try {
      this.file = await get(`/incidents/${this.incidentId}`);
      this.problem = null;
      this.clips = await get(`/incidents/${this.incidentId}/clips`);
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #act(path, body) {
    if (this.busy) return false;
    this.busy = true;
    try {
      this.file = await post(`/incidents/${this.incidentId}/${path}`, body);
      this.problem = null;
      this.dispatchEvent(new Event('changed'));
      return true;
    } catch (problem) {
      this.problem = problem;
      if (problem.is?.('incident-changed')) this.file = await get(`/incidents/${this.incidentId}`).catch(() => this.file);
      return false;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const {file} = this;
    return html`<hd-dialog side heading=${file?.incident.title ?? t('nav.incidents')} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${faultNote(this.problem)}
      ${file ? this.#renderFile(file) : this.problem ? nothing : html`<p class="muted">${t('wait.loading')}</p>`}
      ${file ? this.#renderFoot(file) : nothing}
    </hd-dialog>`;
  }

  #renderFile({incident: i, checklist, events, may}) {
    const write = may.includes('incident.write');
    const severity = SEVERITY[i.severity];
    const state = STATE[i.state];
    const from = Date.parse(i.from);
    const to = i.to ? Date.parse(i.to) : null;
    const ids = i.cameras.map(c => c.id);
    const at = playbackAt(from, serverClock.now());
    return html`<div class="lead">
        <div class="tags"><span class="tag ${severity.tone}">${icon(severity.icon)} ${i.severityWords}</span><span class="tag ${state.tone}">${icon(state.icon)} ${i.stateWords}</span></div>
        <p>${i.title === i.kindWords ? nothing : html`${i.kindWords} · `}<strong>${i.facility ?? t('incidents.facilityGone')}</strong>${i.cameras.length ? html` · ${i.cameras.map(c => c.name).join(', ')}` : nothing}</p>
        <p class="muted"><time class="num">${dateTime(from)}</time>${to ? html` – <time class="num">${date(from) === date(to) ? time(to) : dateTime(to)}</time>` : i.state === 'CLOSED' ? nothing : html` · ${t('incidents.since', {age: duration(serverClock.now() - from)})}`}</p>
        <p class="muted">${i.owner ? t('incidents.ownedBy', {who: i.owner}) : t('incidents.nobodys')} · ${t('incidents.openedBy', {who: i.createdBy})}</p>
        ${i.site ? html`<div class="note">${icon('info')}<p>${t('incidents.keptBelow', {site: i.site})}</p></div>` : nothing}
        ${ids.length ? html`<div class="pictures">
          ${session.may('recording.view') ? html`<a class="btn" href=${router.link('playback', {cameras: ids.slice(0, 4).join(','), at})}>${icon('history', 16)} ${t('incidents.playback', {when: when(from)})}</a>` : nothing}
          ${session.may('live.view') ? html`<a class="btn" href=${router.link('watch', {camera: ids[0]})}>${icon('radio', 16)} ${t('incidents.live')}</a>` : nothing}</div>` : nothing}</div>
      ${this.#renderClips()}
      ${this.#renderAsking()}
      <section><h3><span>${t('incidents.checklist')}</span><span class="num muted">${checklist.filter(c => c.tickedAt).length}/${checklist.length}</span></h3>
        ${repeat(checklist, c => c.code, c => html`<label class="todo"><input type="checkbox" .checked=${Boolean(c.tickedAt)} ?disabled=${!write || i.state === 'CLOSED' || this.busy} @change=${e => this.#tick(e, c)}>
          <span>${c.words} ${c.required && !c.tickedAt ? html`<span class="must">${t('incidents.must')}</span>` : nothing}</span>${c.tickedAt ? html`<span class="by">${c.tickedBy}, ${when(Date.parse(c.tickedAt))}</span>` : nothing}</label>`)}</section>
      ${write ? html`<section class="say"><label for="note"><strong>${t('incidents.note')}</strong></label><textarea id="note" maxlength="2000" .value=${this.note} @input=${e => (this.note = e.target.value)}></textarea>
        <span><button class="btn" ?disabled=${this.busy || !this.note.trim()} @click=${this.#addNote}>${t('incidents.note.add')}</button></span></section>` : nothing}
      <section><h3>${t('incidents.events')}</h3><ul class="events">${repeat([...events].reverse(), (e, n) => events.length - n, e => html`<li>${icon(DRAWINGS[e.act] ?? 'circle', 18)}<div><span>${t(`incidents.act.${e.act}`, {who: e.person})}</span> <time class="small muted num">${when(Date.parse(e.at))}</time>
        ${e.words && !['taken-up', 'opened'].includes(e.act) ? html`<p class=${e.act === 'noted' || e.act === 'resolved' ? '' : 'muted'}>${e.words}</p>` : nothing}</div></li>`)}</ul></section>`;
  }

  /** What is copied here of the recordings at sites, so that it is there when they are not. */
  #renderClips() {
    if (!this.clips?.length) return nothing;
    return html`<section><h3>${t('clips.title')}</h3><ul class="clips">${repeat(this.clips, c => c.id, c => {
      const [tone, drawing] = CLIP[c.state];
      return html`<li><span class=${tone}>${icon(drawing, 18)}</span><div><strong>${c.camera}</strong>
        <p class="small muted">${this.#clipWords(c)}</p>
        ${this.shown === c.id ? html`<video controls autoplay muted playsinline controlslist="nodownload" src="/api/v1/incidents/${this.incidentId}/clips/${c.id}/video.mp4" aria-label=${t('clips.video', {camera: c.camera})}></video>` : nothing}</div>
        ${c.mayView && this.shown !== c.id ? html`<button class="btn" aria-label="${t('clips.view')}: ${c.camera}" @click=${() => (this.shown = c.id)}>${icon('play', 16)} ${t('clips.view')}</button>` : nothing}</li>`;
    })}</ul></section>`;
  }

  #clipWords(c) {
    if (c.state === 'KEPT') return t('clips.kept', {from: when(Date.parse(c.start)), to: time(Date.parse(c.end)), size: bytes(c.bytes)});
    if (c.state !== 'WAITING') return t(`clips.${c.state.toLowerCase()}`);
    if (c.why) return t(`clips.why.${CLIP_WHY.includes(c.why) ? c.why : 'failed'}`);
    return c.bytes ? t('clips.copying', {got: bytes(c.got), size: bytes(c.bytes)}) : t('clips.waiting');
  }

  /** Nothing was ticked unless the server says so: on a refusal the box goes back. */
  async #tick(event, item) {
    const box = event.target;
    if (!await this.#act('ticks', {item: item.code, done: box.checked})) box.checked = Boolean(item.tickedAt);
  }

  #addNote = async () => {
    if (await this.#act('notes', {words: this.note})) this.note = '';
  };

  #renderAsking() {
    const step = this.asking;
    if (!step) return nothing;
    const name = step.toLowerCase();
    return html`<div class="ask"><div class="field"><label for="words">${t(`incidents.ask.${name}`)}</label><textarea id="words" maxlength="2000" .value=${this.words} @input=${e => (this.words = e.target.value)}></textarea>${fieldWords('words', this.problem?.of?.('words'))}</div>
      <div class="row"><button class="btn" @click=${() => (this.asking = null)}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy || !this.words.trim()} @click=${() => this.#step(step, this.words)}>${t(`incidents.step.${name}`)}</button></div></div>`;
  }

  async #step(step, words = '') {
    if (await this.#act('steps', {step, words})) {
      this.asking = null;
      this.words = '';
    }
  }

  #renderFoot({incident: i, may}) {
    if (!may.includes('incident.write') || this.asking) return nothing;
    const button = (step, words, primary, act) => html`<button class="btn ${primary ? 'primary' : ''}" ?disabled=${this.busy} @click=${act ?? (() => this.#step(step))}>${words}</button>`;
    const ask = step => () => {
      this.asking = step;
      this.updateComplete.then(() => this.$('#words')?.focus());
    };
    const mine = i.ownerId === session.user?.id;
    return html`<div slot="foot">
      ${i.state === 'NEW' ? button('TAKE_UP', t('incidents.step.take_up'), true) : nothing}
      ${i.state === 'IN_PROGRESS' && !mine ? button('TAKE_UP', t('incidents.step.take_over')) : nothing}
      ${i.state === 'IN_PROGRESS' ? button('RESOLVE', t('incidents.step.resolve'), true, ask('RESOLVE')) : nothing}
      ${['RESOLVED', 'CLOSED'].includes(i.state) ? button('REOPEN', t('incidents.step.reopen'), false, ask('REOPEN')) : nothing}
      ${i.state === 'RESOLVED' && may.includes('incident.close') ? button('CLOSE', t('incidents.step.close'), true, () => this.#act('close', {})) : nothing}
    </div>`;
  }
}

customElements.define('hd-incident', Incident);
