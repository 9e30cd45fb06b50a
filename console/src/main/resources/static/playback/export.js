import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {place} from '../design/place.js';
import '../design/dialog.js';
import {request, urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {bytes, clockSpan, dateTime, duration, fileTime, percent, time} from '../app/format.js';
import {t} from '../app/i18n.js';
import {follow, save} from '../app/save.js';

/** Above this, and without a file system door in the browser, the browser's own download takes over: a blob lives in memory. */
const BLOB_MAX_BYTES = 600_000_000;

/** Exports the marked range of each chosen camera as MP4, one after the other, with progress. */
class Export extends HdElement {
  static properties = {cameras: {attribute: false}, fromMs: {}, toMs: {}, jobs: {state: true}, running: {state: true}};

  static styles = [HdElement.styles, css`
    li { display: grid; gap: 6px; padding: 10px 0; border-top: 1px solid var(--line); }
    li:first-child { border: 0; }
    .range { font-variant-numeric: tabular-nums; }
    .alarm { color: var(--alarm); } .live { color: var(--live); }
  `];

  #stop = new AbortController();

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  willUpdate(changed) {
    if (changed.has('cameras')) this.jobs = this.cameras.map(id => ({id, chosen: true, state: 'idle', done: 0, total: 0}));
  }

  firstUpdated() {
    this.jobs.forEach(job => this.#measure(job));
  }

  async #measure(job) {
    try {
      const response = await request(this.#path(job.id), {method: 'HEAD', signal: this.#stop.signal});
      job.total = Number(response.headers.get('Content-Length')) || 0;
      job.endMs = Number(response.headers.get('Haidang-End-Us')) / 1000 || 0;
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      job.nothing = problem.status === 404;
      job.chosen = !job.nothing;
    }
    this.requestUpdate();
  }

  #path(id) {
    return urls.exportVideo(id, Math.round(this.fromMs * 1000), Math.round(this.toMs * 1000)).replace('/api/v1', '');
  }

  #name(id) {
    return `${facts.cameras.get(id)?.name ?? id} ${fileTime(this.fromMs)}.mp4`;
  }

  render() {
    const done = this.jobs.every(j => !j.chosen || j.state === 'done');
    return html`<hd-dialog heading=${t('export.title')} .held=${Boolean(this.running)} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="stack">
        <p class="range"><strong>${dateTime(this.fromMs)}</strong> → <strong>${time(this.toMs)}</strong> (${clockSpan(this.toMs - this.fromMs)})<br><span class="muted small">${t('export.words')}</span></p>
        <ul>${this.jobs.map(job => this.#renderJob(job))}</ul>
      </div>
      <div slot="foot">
        ${this.running ? html`<button class="btn" @click=${this.#cancel}>${t('cancel')}</button>`
          : html`<button class="btn" @click=${() => this.dispatchEvent(new Event('close'))}>${t('close')}</button>
            ${done ? nothing : html`<button class="btn primary" ?disabled=${!this.jobs.some(j => j.chosen)} @click=${this.#run}>${icon('download', 16)} ${t('export.go')}</button>`}`}
      </div>
    </hd-dialog>`;
  }

  #renderJob(job) {
    const share = job.total ? job.done / job.total : 0;
    return html`<li>
      <label class="tick"><input type="checkbox" .checked=${job.chosen} ?disabled=${this.running || job.nothing} @change=${e => { job.chosen = e.target.checked; this.requestUpdate(); }}>
        <span class="grow">${facts.cameras.get(job.id)?.name}</span><span class="num muted small">${job.nothing ? t('export.nothing') : job.total ? bytes(job.total) : ''}</span></label>
      ${job.endMs && job.endMs < this.toMs - 5_000 ? html`<span class="small muted">${t('export.ends', {time: time(job.endMs)})}</span>` : nothing}
      ${job.state === 'running' ? html`<div class="bar" role="progressbar" aria-label=${t('export.progress')} aria-valuenow=${Math.round(share * 100)}><i class="accent" ${place({width: `${share * 100}%`})}></i></div>
          <span class="small muted num" role="status">${job.total ? percent(share) : ''} · ${bytes(job.done)}${job.leftMs ? ` · ${t('export.left', {time: duration(job.leftMs)})}` : ''}</span>` : nothing}
      ${job.state === 'done' ? html`<span class="small live row" role="status">${icon('circle-check', 16)} ${t('export.done', {size: bytes(job.done)})}</span>` : nothing}
      ${job.state === 'failed' ? html`<span class="small alarm row" role="alert">${icon('circle-x', 16)} ${job.words}</span>
          <a href=${'/api/v1' + this.#path(job.id)} download=${this.#name(job.id)}>${t('export.link')}</a>` : nothing}
    </li>`;
  }

  #cancel() {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  async #run() {
    this.running = true;
    for (const job of this.jobs.filter(j => j.chosen && j.state !== 'done')) {
      if (!(await this.#take(job))) break;
    }
    this.running = false;
  }

  async #take(job) {
    const name = this.#name(job.id);
    if (job.total > BLOB_MAX_BYTES) {
      follow('/api/v1' + this.#path(job.id), name);
      Object.assign(job, {state: 'done', done: job.total});
      return true;
    }
    Object.assign(job, {state: 'running', done: 0});
    const began = performance.now();
    try {
      const response = await request(this.#path(job.id), {signal: this.#stop.signal});
      job.total = Number(response.headers.get('Content-Length')) || job.total;
      const parts = [];
      for (const reader = response.body.getReader(); ;) {
        const {done, value} = await reader.read();
        if (done) break;
        parts.push(value);
        job.done += value.byteLength;
        job.leftMs = job.total ? ((performance.now() - began) / job.done) * (job.total - job.done) : 0;
        this.requestUpdate();
      }
      save(new Blob(parts, {type: 'video/mp4'}), name);
      job.state = 'done';
      return true;
    } catch (problem) {
      Object.assign(job, {state: problem.name === 'AbortError' ? 'idle' : 'failed', words: problem.message, done: 0});
      return problem.name !== 'AbortError';
    } finally {
      this.requestUpdate();
    }
  }
}

customElements.define('hd-export', Export);
