import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {camerasOf, layoutOf, presentCameras} from './form.js';
import {answerWords, cameraName, placeWords, say} from './words.js';
import {touch} from './page.js';
import './question.js';
import './camera-test.js';
import './device-fill.js';

const CAMERAS_MAX = 300;
const KEY_CHARACTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

const makeKey = () => [...crypto.getRandomValues(new Uint8Array(10))].map(b => KEY_CHARACTERS[b % KEY_CHARACTERS.length]).join('');

/** The cameras of the site; or one of them, a group of questions a screen. */
class CamerasStep extends HdElement {
  static properties = {desk: {attribute: false}, camera: {}, group: {}, gaps: {attribute: false}, tick: {}};

  static styles = [HdElement.styles, touch, css`
    h2 { font-size: var(--size-20); margin-bottom: 14px; }
    h2 span { color: var(--text-2); font-weight: 400; }
    .list { display: grid; gap: 14px; }
    .cameras { display: grid; gap: 8px; margin-bottom: 14px; }
    .cameras a { display: grid; grid-template-columns: auto minmax(0, 1fr) auto auto; gap: 12px; align-items: center; min-height: 60px; padding: 8px 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface-1); color: inherit; text-decoration: none; }
    .cameras strong { font-size: var(--size-16); display: block; }
    .btn.big { width: 100%; }
    .tabs { display: flex; gap: 6px; overflow-x: auto; margin-bottom: 18px; scrollbar-width: none; }
    .tabs .chip { min-height: 44px; border-radius: 22px; text-decoration: none; flex: none; }
    .tabs .chip[aria-current] { background: var(--accent-soft); border-color: var(--accent-text); color: var(--accent-text); font-weight: 500; }
    .none { text-align: center; padding: 20px; color: var(--text-2); }
    .removed { margin-top: 18px; }
    span.live { color: var(--live); } span.warn { color: var(--warn); }
    hd-camera-test { margin-bottom: 22px; }
    hd-device-fill { margin-top: 10px; }
  `];

  render() {
    return this.camera ? this.#renderCamera() : this.#renderList();
  }

  #renderList() {
    const {desk, gaps} = this;
    const cameras = presentCameras(desk.paths, desk.answer);
    const removed = camerasOf(desk.paths).filter(c => !cameras.includes(c));
    const miscount = gaps.find(g => g.kind === 'MISCOUNTED');
    return html`<h2>${t('survey.cameras.step')}</h2>
      ${miscount ? html`<div class="note warn">${icon('info')}<p>${t('survey.gap.miscounted', miscount)}</p></div>` : nothing}
      ${cameras.length ? html`<div class="cameras">${repeat(cameras, c => c, c => this.#renderRow(c))}</div>` : html`<p class="none">${t('survey.cameras.none')}</p>`}
      ${desk.writable && cameras.length < CAMERAS_MAX ? html`<button class="btn primary big" @click=${this.#add}>${icon('plus')} ${t('survey.camera.add')}</button>` : nothing}
      ${desk.writable && session.may('camera.test') && cameras.length < CAMERAS_MAX ? html`<hd-device-fill .desk=${desk} .tick=${this.tick}></hd-device-fill>` : nothing}
      ${removed.length ? html`<div class="removed"><h3>${t('survey.cameras.removed')}</h3>${removed.map(c => html`<p class="row"><span class="grow">${cameraName(desk.answer, c)}</span>${desk.writable ? html`<button class="btn" @click=${() => desk.type(`camera/${c}/REMOVED`, '')}>${t('survey.camera.restore')}</button>` : nothing}</p>`)}</div>` : nothing}`;
  }

  #renderRow(camera) {
    const {desk, gaps} = this;
    const open = gaps.filter(g => g.path?.startsWith(`camera/${camera}/`)).length;
    const zone = desk.answer(`camera/${camera}/ZONE`);
    const place = placeWords(desk.answer(`camera/${camera}/BLOCK`)?.text, desk.answer(`camera/${camera}/FLOOR`)?.text ?? '');
    return html`<a href=${router.link('survey', {id: desk.id, step: 'CAMERAS', camera, group: 'CAMERA_PLACE'})}>
      <span class=${open ? 'warn' : 'live'}>${icon(open ? 'circle' : 'circle-check', 20)}</span>
      <span><strong>${cameraName(desk.answer, camera)}</strong><span class="muted small">${[zone?.text ? answerWords(desk.form, `camera/${camera}/ZONE`, zone) : '', place].filter(Boolean).join(', ')}</span></span>
      <span class="num small ${open ? 'warn' : ''}">${open ? t('survey.open', {n: open}) : nothing}</span>${icon('chevron-right')}</a>`;
  }

  #add = async () => {
    const key = makeKey();
    const {desk} = this;
    const codes = presentCameras(desk.paths, desk.answer).map(c => desk.answer(`camera/${c}/CODE`)?.text);
    let n = codes.length + 1;
    while (codes.includes(`CAM-${String(n).padStart(2, '0')}`)) n++;
    await desk.type(`camera/${key}/CODE`, `CAM-${String(n).padStart(2, '0')}`);
    router.go('survey', {id: desk.id, step: 'CAMERAS', camera: key, group: 'CAMERA_PLACE'});
  };

  #renderCamera() {
    const {desk, camera} = this;
    const groups = desk.form.groups.filter(g => g.ofCamera);
    const group = groups.find(g => g.id === this.group) ?? groups[0];
    const paths = desk.form.camera.filter(f => f.group === group.id && this.#asked(f.name)).map(f => `camera/${camera}/${f.name}`);
    return html`<h2>${cameraName(desk.answer, camera)}</h2>
      <nav class="tabs" aria-label=${t('survey.camera.groups')}>${groups.map(g => html`<a class="chip" href=${router.link('survey', {id: desk.id, step: 'CAMERAS', camera, group: g.id})} aria-current=${g === group ? 'step' : nothing}>${say(g.words).replace(/^Camera: /, '')}</a>`)}</nav>
      ${group.id === 'CAMERA_STATE' && desk.writable && session.may('camera.test') ? html`<hd-camera-test .desk=${desk} .camera=${camera} .tick=${this.tick}></hd-camera-test>` : nothing}
      <div class="list">${repeat(paths, p => p, path => html`<hd-question .desk=${desk} .path=${path} .tick=${this.tick}></hd-question>`)}</div>`;
  }

  /** What has no meaning for this camera is not asked. */
  #asked(name) {
    const {desk, camera} = this;
    const said = field => desk.answer(`camera/${camera}/${field}`)?.text;
    const ofFloor = desk.form.zones.find(z => z.zone === said('ZONE'))?.rule === 'EACH_FLOOR';
    if (name === 'BLOCK' || name === 'FLOOR') return (ofFloor || Boolean(said(name))) && layoutOf(desk.answer) !== null;
    if (name === 'CHANNEL') return said('ANALOG') === 'YES' || Boolean(said('CHANNEL'));
    return true;
  }
}

customElements.define('hd-survey-cameras', CamerasStep);
