import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {t} from '../app/i18n.js';
import {duration, shortTime} from '../app/format.js';
import {facts} from '../app/facts.js';
import {offline} from '../app/offline.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {Desk} from './desk.js';
import {presentCameras, stepOf, stepsOf} from './form.js';
import {cameraName, questionWords, say} from './words.js';
import {touch} from './page.js';
import './step.js';
import './cameras-step.js';
import './review.js';

/** One survey: question group by question group while it is a draft, its review afterwards. The address holds the place, so that Back goes back. */
class SurveyScreen extends HdElement {
  static properties = {surveyId: {}, desk: {state: true}};

  static styles = [HdElement.styles, touch, css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; height: 100%; min-height: 0; background: var(--surface-0); }
    header { background: var(--surface-1); border-bottom: 1px solid var(--line); padding: 6px 12px 10px; }
    header .row { min-height: 44px; }
    header .btn { min-height: 44px; min-width: 44px; }
    h1 { font-size: var(--size-16); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .sync { display: flex; gap: 6px; align-items: center; font-size: var(--size-12); color: var(--text-2); min-height: 20px; }
    .sync.warn { color: var(--warn); } .sync.alarm { color: var(--alarm); } .sync.live { color: var(--live); }
    .bar { margin-top: 6px; }
    .bar svg { display: block; color: var(--accent); }
    .steps { display: flex; justify-content: space-between; gap: 12px; font-size: var(--size-12); color: var(--text-2); margin-top: 4px; }
    .body { overflow: auto; padding: 16px 12px 28px; }
    .inside { max-width: 46rem; margin: 0 auto; }
    .inside.wide { max-width: 80rem; }
    h2 { font-size: var(--size-20); margin-bottom: 14px; }
    footer { display: flex; gap: 10px; padding: 10px 12px; background: var(--surface-1); border-top: 1px solid var(--line); }
    footer .btn { flex: 1; }
    .index { display: grid; gap: 8px; }
    .index a { display: flex; gap: 10px; align-items: center; min-height: 52px; padding: 8px 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface-1); color: inherit; text-decoration: none; font-size: var(--size-16); }
    .index a .num { margin-left: auto; font-size: var(--size-14); }
    .note { margin-bottom: 14px; }
    span.live { color: var(--live); } span.warn { color: var(--warn); }
    .wait { padding: 32px; text-align: center; color: var(--text-2); }
    @media (min-width: 761px) { header, footer { padding-left: 20px; padding-right: 20px; } footer { justify-content: flex-end; } footer .btn { flex: none; min-width: 12rem; } }
  `];

  constructor() {
    super();
    this.follow(router, 'change', () => this.#arrive());
    this.follow(offline, 'change');
    this.follow(facts, 'link');
  }

  #onChange = () => this.requestUpdate();

  willUpdate(changed) {
    if (!changed.has('surveyId')) return;
    this.#leave();
    this.desk = new Desk(this.surveyId);
    this.desk.addEventListener('change', this.#onChange);
    this.desk.load().catch(fault => {
      this.desk.unsaved = fault;
      this.requestUpdate();
    });
    if (session.may('survey.write')) offline.prepare();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leave();
    this.surveyId = null;
  }

  #leave() {
    this.desk?.removeEventListener('change', this.#onChange);
    this.desk?.close();
    this.desk = null;
  }

  #arrive() {
    this.requestUpdate();
    this.updateComplete.then(() => {
      const body = this.$('.body');
      if (body) body.scrollTop = 0;
    });
  }

  #go(step, more = {}, options) {
    router.go('survey', {id: this.surveyId, step, ...more}, options);
  }

  render() {
    const {desk} = this;
    if (!desk) return nothing;
    if (!desk.survey || !desk.form) {
      const words = desk.problem ? (desk.problem.status ? faultNote(desk.problem) : t('survey.notKept')) : t('wait.loading');
      return html`<header><div class="row"><a class="btn quiet icon-only" href="#/survey" aria-label=${t('back')}>${icon('arrow-left')}</a></div></header><div class="body wait">${words}</div>`;
    }
    const steps = stepsOf(desk.form, desk.answer);
    const fill = desk.writable;
    const asked = router.query.get('step') ?? (fill ? 'INDEX' : 'REVIEW');
    const at = steps.findIndex(s => s.id === asked);
    const gaps = fill ? desk.gaps() : [];
    return html`${this.#renderHead(steps, at, gaps, fill)}
      <div class="body"><div class="inside ${asked === 'REVIEW' ? 'wide' : ''}">${this.#renderNotes()}${this.#renderBody(steps, steps[at], asked, gaps)}</div></div>
      ${fill ? this.#renderFoot(steps, at, asked) : nothing}`;
  }

  #renderHead(steps, at, gaps, fill) {
    const {desk} = this;
    const camera = router.query.get('camera');
    const back = at < 0 || !fill ? '#/survey' : camera ? router.link('survey', {id: this.surveyId, step: 'CAMERAS'}) : router.link('survey', {id: this.surveyId});
    return html`<header>
      <div class="row"><a class="btn quiet icon-only" href=${back} aria-label=${t('back')}>${icon('arrow-left')}</a>
        <div class="grow"><h1 title=${desk.survey.facility}>${desk.survey.facility}</h1>${this.#renderSync()}</div></div>
      ${fill && at >= 0 ? html`<div class="bar" role="progressbar" aria-label=${t('survey.progress')} aria-valuemin="1" aria-valuemax=${steps.length} aria-valuenow=${at + 1}>${progress(at + 1, steps.length)}</div>
        <div class="steps"><span>${t('survey.step', {n: at + 1, of: steps.length})}</span><span>${gaps.length ? t('survey.gaps', {n: gaps.length}) : t('survey.gaps.none')}</span></div>` : nothing}
    </header>`;
  }

  /** What is on its way, said so that nobody has to wonder whether it is safe. */
  #renderSync() {
    const {desk} = this;
    const line = (tone, drawing, words) => html`<div class="sync ${tone}" role="status">${icon(drawing, 14)}<span>${words}</span></div>`;
    if (desk.unsaved) return line('alarm', 'circle-x', t('survey.sync.unsaved'));
    const {waiting} = desk;
    if (session.offline || !desk.online) return line('warn', 'wifi-off', waiting ? t('survey.sync.offline', {n: waiting}) : t('survey.sync.offline.none'));
    if (waiting) return desk.problem ? line('warn', 'clock', t('survey.sync.failed', {n: waiting})) : line('', 'upload', t('survey.sync.sending', {n: waiting}));
    if (desk.sentAt) return line('live', 'circle-check', Date.now() - desk.sentAt < 60_000 ? t('survey.sync.sentNow', {time: shortTime(desk.sentAt)}) : t('survey.sync.sent', {time: shortTime(desk.sentAt), ago: duration(Date.now() - desk.sentAt)}));
    if (!desk.writable) return nothing;
    return line('', 'circle-check', offline.state === 'ready' ? t('survey.sync.ready') : t('survey.sync.none'));
  }

  #renderNotes() {
    const {desk} = this;
    const back = desk.survey.versions?.[1]?.stage === 'SENT_BACK' && desk.survey.stage === 'DRAFT' ? desk.survey.versions[1] : null;
    const disputed = desk.writable ? desk.gaps().find(g => g.kind === 'UNDECIDED') : null;
    return html`${desk.unsaved ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${t('survey.unsaved')}</p></div>` : nothing}
      ${disputed ? html`<div class="note alarm" role="status">${icon('circle-alert')}<p><strong>${t('survey.both')}</strong> <a href=${router.link('survey', {id: this.surveyId, ...stepOf(desk.form, disputed.path)})}>${questionWords(desk.form, disputed.path, desk.answer)}</a></p></div>` : nothing}
      ${back ? html`<div class="note warn">${icon('history')}<div><p><strong>${t('survey.sentBack', {who: back.sentBack.by})}</strong></p><p>${back.reason}</p></div></div>` : nothing}
      ${desk.late ? html`<div class="note warn">${icon('clock')}<p>${t('survey.late')}</p></div>` : nothing}
      ${desk.problem?.status ? faultNote(desk.problem) : nothing}`;
  }

  #renderBody(steps, step, asked, gaps) {
    const {desk} = this;
    if (!step) return asked === 'INDEX' ? this.#renderIndex(steps, gaps) : nothing;
    if (step.id === 'REVIEW') return html`<hd-survey-review .desk=${desk} .gaps=${gaps} .tick=${Date.now()}></hd-survey-review>`;
    if (step.id === 'CAMERAS') return html`<hd-survey-cameras .desk=${desk} .camera=${router.query.get('camera') ?? ''} .group=${router.query.get('group') ?? ''} .gaps=${gaps} .tick=${Date.now()}></hd-survey-cameras>`;
    return html`<h2>${stepWords(step)}</h2><hd-survey-step .desk=${desk} .step=${step} .tick=${Date.now()}></hd-survey-step>`;
  }

  #renderIndex(steps, gaps) {
    const {desk} = this;
    const open = step => gaps.filter(g => (step.id === 'CAMERAS' ? !g.path || g.path.startsWith('camera/') : step.id === 'REVIEW' ? true : step.paths.includes(g.path))).length;
    const cameras = presentCameras(desk.paths, desk.answer).length;
    return html`<h2>${t('survey.index')}</h2><nav class="index" aria-label=${t('survey.index')}>${steps.map(step => {
      const n = open(step);
      const begun = step.id === 'CAMERAS' ? cameras || desk.answer('site/CAMERAS')?.text === '0' : step.id === 'REVIEW' || step.paths.some(p => desk.answer(p)?.text);
      const done = !n && begun;
      return html`<a href=${router.link('survey', {id: this.surveyId, step: step.id})}><span class=${done ? 'live' : 'muted'}>${icon(done ? 'circle-check' : 'circle', 20)}</span><span>${stepWords(step)}${step.id === 'CAMERAS' && cameras ? html` <span class="muted">(${cameras})</span>` : nothing}</span>${n ? html`<span class="num warn">${t('survey.open', {n})}</span>` : nothing}</a>`;
    })}</nav>`;
  }

  #renderFoot(steps, at, asked) {
    const camera = router.query.get('camera');
    if (asked === 'INDEX') return html`<footer><button class="btn primary big" @click=${() => this.#go(steps[0].id)}>${t('survey.start')} ${icon('chevron-right')}</button></footer>`;
    if (camera) return this.#renderCameraFoot(camera);
    const next = steps[at + 1];
    return html`<footer>
      <button class="btn big" @click=${() => this.#go(at > 0 ? steps[at - 1].id : undefined)}>${icon('chevron-left')} ${t('survey.before')}</button>
      ${next ? html`<button class="btn primary big" @click=${() => this.#go(next.id)}>${t('survey.next')} ${icon('chevron-right')}</button>` : nothing}</footer>`;
  }

  #renderCameraFoot(camera) {
    const groups = this.desk.form.groups.filter(g => g.ofCamera).map(g => g.id);
    const at = Math.max(0, groups.indexOf(router.query.get('group')));
    const to = i => this.#go('CAMERAS', groups[i] ? {camera, group: groups[i]} : {});
    return html`<footer><button class="btn big" @click=${() => to(at - 1)}>${icon('chevron-left')} ${t('survey.before')}</button>
      <button class="btn primary big" @click=${() => to(at + 1)}>${at + 1 < groups.length ? html`${t('survey.next')} ${icon('chevron-right')}` : html`${icon('check')} ${t('survey.camera.done', {camera: cameraName(this.desk.answer, camera)})}`}</button></footer>`;
  }
}

export function stepWords(step) {
  if (step.words) return say(step.words);
  if (step.floors) return step.block ? t('survey.zones.block', {block: step.block}) : t('survey.zones.site');
  return t(step.id === 'CAMERAS' ? 'survey.cameras.step' : 'survey.review');
}

/** A bar without inline style, which the content security policy forbids: an SVG has a width of its own. */
function progress(n, of) {
  return html`<svg width="100%" height="6" aria-hidden="true"><rect width="${(100 * n) / of}%" height="6" fill="currentColor"></rect></svg>`;
}

customElements.define('hd-survey', SurveyScreen);
