import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {t} from '../app/i18n.js';
import {when} from '../app/format.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {presentCameras, stepOf, stepsOf} from './form.js';
import {answerWords, cameraName, gapWords, questionWords, say, sourceWords} from './words.js';
import {PhotoPicture} from './photo-picture.js';
import {touch} from './page.js';
import './decide.js';

/** The survey at a glance: what is missing, what contradicts, every answer, and what happens to it next. */
class Review extends HdElement {
  static properties = {desk: {attribute: false}, gaps: {attribute: false}, tick: {}, busy: {state: true}, problem: {state: true}};

  static styles = [HdElement.styles, touch, css`
    :host { display: grid; gap: 18px; grid-template-columns: minmax(0, 1fr); align-items: start; }
    section { padding: 16px; display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr); }
    h2 { font-size: var(--size-20); }
    h3 { font-size: var(--size-16); }
    .gap { display: flex; gap: 10px; align-items: center; min-height: 48px; padding: 6px 4px; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
    .gap:last-child { border-bottom: 0; }
    .gap .icon:last-child { margin-left: auto; color: var(--text-3); }
    .gap .alarm { color: var(--alarm); } .gap .warn { color: var(--warn); }
    dl { display: grid; grid-template-columns: minmax(8rem, 2fr) 3fr; gap: 6px 16px; }
    dt { color: var(--text-2); }
    dd { font-weight: 500; overflow-wrap: anywhere; }
    dd.unknown { font-weight: 400; font-style: italic; }
    dd.alarm { color: var(--alarm); }
    details { border-top: 1px solid var(--line); padding: 10px 0; }
    details:first-of-type { border-top: 0; }
    summary { cursor: pointer; font-weight: 600; min-height: 32px; }
    summary + * { margin-top: 8px; }
    .photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 10px; }
    .photos img { width: 100%; height: 8rem; object-fit: cover; border-radius: var(--radius); background: var(--surface-3); display: block; }
    .btn.big { width: 100%; }
    .side { display: grid; gap: 18px; align-items: start; }
    .versions li { padding: 6px 0; }
    .versions li + li { border-top: 1px solid var(--line); }
    @media (max-width: 999px) { .first { order: -1; } }
    @media (min-width: 1000px) { :host { grid-template-columns: minmax(0, 3fr) minmax(20rem, 2fr); } }
  `];

  #pictures = new PhotoPicture();

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#pictures.close();
  }

  render() {
    const {desk} = this;
    return html`<div class="side">${desk.writable ? this.#renderGaps() : nothing}${this.#renderLate()}${this.#renderAnswers()}</div>
      <div class="side ${desk.writable ? '' : 'first'}">${desk.writable ? nothing : html`<hd-survey-decide .desk=${desk} .tick=${this.tick}></hd-survey-decide>`}${this.#renderPhotos()}${this.#renderVersions()}</div>`;
  }

  #renderGaps() {
    const {desk, gaps} = this;
    const link = gap => {
      const {step, camera, group} = stepOf(desk.form, gap.path);
      return router.link('survey', {id: desk.id, step, camera, group});
    };
    const lost = session.offline || !desk.online;
    return html`<section class="card"><h2>${t('survey.review')}</h2>
      ${gaps.length ? html`<p class="muted">${t('survey.review.open', {n: gaps.length})}</p><div>${gaps.map(gap => html`<a class="gap" href=${link(gap)}><span class=${gap.kind === 'UNDECIDED' ? 'alarm' : 'warn'}>${icon(gap.kind === 'UNDECIDED' ? 'circle-alert' : 'circle', 18)}</span><span>${gapWords(desk.form, gap, desk.answer)}</span>${icon('chevron-right', 18)}</a>`)}</div>`
          : html`<p class="row">${icon('circle-check')} ${t('survey.review.complete')}</p>`}
      ${faultNote(this.problem)}
      <p class="small muted">${t('survey.submit.words')}</p>
      <button class="btn primary big" ?disabled=${Boolean(gaps.length) || this.busy || lost} @click=${this.#submit}>${icon('upload')} ${t('survey.submit')}</button>
      ${lost ? html`<p class="small muted">${t('survey.needsNetwork')}</p>` : nothing}</section>`;
  }

  #submit = async () => {
    this.busy = true;
    this.problem = null;
    try {
      await this.desk.act('submission');
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };

  #renderLate() {
    const {late} = this.desk.survey;
    if (!late.length) return nothing;
    const {desk} = this;
    return html`<section class="card"><h3>${t('survey.late.title', {n: late.length})}</h3><p class="muted">${t('survey.late.words')}</p>
      <dl>${late.map(({path, entry}) => html`<dt>${questionWords(desk.form, path, desk.answer)}</dt><dd>${answerWords(desk.form, path, entry)} <span class="small muted">${entry.by}, ${when(Date.parse(entry.typedAt))}</span></dd>`)}</dl></section>`;
  }

  #renderAnswers() {
    const {desk} = this;
    const {form} = desk;
    const groups = stepsOf(form, desk.answer).filter(s => s.paths.length).map(s => ({words: s.words ? say(s.words) : s.block ? t('survey.zones.block', {block: s.block}) : t('survey.zones.site'), paths: s.paths}));
    const cameras = presentCameras(desk.paths, desk.answer).map(c => ({words: `Camera ${cameraName(desk.answer, c)}`, paths: form.camera.map(f => `camera/${c}/${f.name}`)}));
    return html`<section class="card"><h3>${t('survey.answers')}</h3>${[...groups, ...cameras].map(g => this.#renderGroup(g))}</section>`;
  }

  #renderGroup({words, paths}) {
    const {desk} = this;
    const answered = paths.filter(p => desk.answer(p)?.text || desk.answer(p)?.disputed);
    return html`<details ?open=${answered.length > 0 && answered.length <= 8}><summary>${words} <span class="muted">(${answered.length}/${paths.length})</span></summary>
      ${answered.length ? html`<dl>${answered.map(path => {
        const answer = desk.answer(path);
        const question = questionWords(desk.form, path, desk.answer);
        const words = path.startsWith('camera/') ? question.split(': ').slice(1).join(': ') : question;
        return html`<dt>${words}</dt><dd class=${answer.disputed ? 'alarm' : answer.notKnown ? 'unknown' : ''}>${answer.disputed ? t('survey.both') : answerWords(desk.form, path, answer)}${answer.source === 'TEST' || answer.source === 'REGISTRY' ? html` <span class="small muted">(${sourceWords(answer)})</span>` : nothing}</dd>`;
      })}</dl>` : html`<p class="muted">${t('survey.blank')}</p>`}</details>`;
  }

  #renderPhotos() {
    const {desk} = this;
    const photos = [...desk.survey.photos, ...desk.photos];
    if (!photos.length) return nothing;
    return html`<section class="card"><h3>${t('survey.photos', {n: photos.length})}</h3><div class="photos">${photos.map(p => html`<figure>${this.#pictures.show(desk, p.id, p.caption)}<figcaption class="small muted">${[p.caption, p.place, p.refused].filter(Boolean).join(' · ')}</figcaption></figure>`)}</div></section>`;
  }

  #renderVersions() {
    const {versions} = this.desk.survey;
    if (versions.length < 2) return nothing;
    return html`<section class="card versions"><h3>${t('survey.versions')}</h3><ul>${versions.map(v => html`<li><strong>${t('survey.version', {n: v.version})}</strong>: ${t(`survey.stage.${v.stage}`)}${v.reason ? html`<p>${v.sentBack.by}: ${v.reason}</p>` : nothing}${v.evaluation ? html`<p>${t(`survey.state.${v.evaluation.verdict}`)} (${v.evaluation.by})</p>` : nothing}</li>`)}</ul></section>`;
  }
}

customElements.define('hd-survey-review', Review);
