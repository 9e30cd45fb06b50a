import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {lines} from '../app/api.js';
import {bitrate, codecName, number} from '../app/format.js';
import {t} from '../app/i18n.js';

const STEPS = ['address', 'route', 'connect', 'rtsp', 'login', 'describe', 'setup', 'packet', 'media', 'clock', 'picture'];

/** A test of a camera before it is saved, step by step as it happens. Emits `tested {ok, found, picture}`. */
class TestRun extends HdElement {
  static properties = {done: {state: true}, result: {state: true}, problem: {state: true}, running: {state: true}};

  static styles = [HdElement.styles, css`
    li { display: flex; gap: 10px; padding: 4px 0; align-items: flex-start; }
    li .icon { margin-top: 2px; }
    .good { color: var(--live); } .warn { color: var(--warn); } .bad { color: var(--alarm); } .wait { color: var(--text-3); }
    .ms { margin-left: auto; color: var(--text-3); font-variant-numeric: tabular-nums; }
    img { width: 100%; border-radius: var(--radius); display: block; background: var(--video-0); margin-top: 10px; }
    .found { font-weight: 600; margin-top: 10px; }
  `];

  #stop = new AbortController();

  constructor() {
    super();
    this.done = [];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  /** What is wrong stands at the end of a list that may be longer than the window. */
  updated(changed) {
    if (changed.has('result') && this.result && !this.result.ok) this.$('li:has(.bad), .note.alarm')?.scrollIntoView({block: 'nearest'});
  }

  async run(camera) {
    this.#stop.abort();
    this.#stop = new AbortController();
    Object.assign(this, {done: [], result: null, problem: null, running: true});
    try {
      await lines('/camera-tests', camera, line => {
        if (line.step === 'result') this.result = line;
        else this.done = [...this.done, line];
      }, this.#stop.signal);
      this.emit('tested', this.result);
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.problem = problem;
      this.emit('tested', {ok: false, problem});
    } finally {
      this.running = false;
    }
  }

  render() {
    if (!this.running && !this.result && !this.problem && !this.done.length) return nothing;
    const failed = this.done.find(s => !s.ok);
    const waiting = this.running && !failed ? STEPS.find(s => !this.done.some(d => d.step === s)) : null;
    return html`<div role="status" aria-live="polite">
      <ol>${this.done.map(s => html`<li><span class=${s.ok ? (s.diagnosis ? 'warn' : 'good') : 'bad'}>${icon(s.ok ? (s.diagnosis ? 'circle-alert' : 'circle-check') : 'circle-x')}</span>
          <div class="grow"><strong>${t(`test.${s.step}`)}</strong>${s.diagnosis ? html`<p>${s.message}</p><p><strong>${s.action}</strong></p><p class="small muted">${t('test.owner', {who: s.owner})}</p>` : nothing}</div>
          ${s.ms === undefined ? nothing : html`<span class="ms small">${number(s.ms)} ms</span>`}</li>`)}
        ${waiting ? html`<li><span class="wait turning">${icon('loader-circle')}</span><span class="muted">${t(`test.${waiting}`)}…</span></li>` : nothing}</ol>
      ${this.problem ? html`<div class="note alarm">${icon('circle-x')}<p>${this.problem.message}</p></div>` : nothing}
      ${this.result && !this.result.ok && !failed ? html`<div class="note alarm">${icon('circle-x')}<p>${this.result.message}</p></div>` : nothing}
      ${this.result?.found?.main ? this.#found(this.result.found.main) : nothing}
      ${this.result?.picture ? html`<img src=${this.result.picture} alt=${t('test.pictureAlt')}>${this.result.snapshot ? html`<p class="small muted">${t('test.snapshot')}</p>` : nothing}` : nothing}
    </div>`;
  }

  #found(m) {
    return html`<p class="found num">${[codecName(m.codec), `${m.width}×${m.height}`, m.fps && t('unit.fps', {n: number(m.fps)}), m.kbps && bitrate(m.kbps), m.audio && codecName(m.audio)].filter(Boolean).join(' · ')}</p>`;
  }
}

customElements.define('hd-test-run', TestRun);
