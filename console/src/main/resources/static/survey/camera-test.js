import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {post} from '../app/api.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';

/** Tries the camera from the server and has its answers filled in. Address and password are typed for the test only and kept nowhere. */
class CameraTest extends HdElement {
  static properties = {desk: {attribute: false}, camera: {}, tick: {}, open: {state: true}, busy: {state: true}, problem: {state: true}, result: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; }
    form { display: grid; gap: 12px; padding: 14px; }
    .btn { min-height: 48px; font-size: var(--size-16); width: 100%; }
    .note { margin-top: 10px; }
    input { min-height: 48px; font-size: var(--size-16); }
  `];

  render() {
    const lost = session.offline || !this.desk.online;
    if (!this.open) {
      return html`<button class="btn" ?disabled=${lost} @click=${() => (this.open = true)}>${icon('activity')} ${t('survey.test')}</button>
        ${lost ? html`<p class="small muted">${t('survey.needsNetwork')}</p>` : nothing}${this.#renderResult()}`;
    }
    const fault = this.problem?.of?.('url');
    return html`<form class="card" @submit=${this.#run} novalidate>
      <p class="muted">${t('survey.test.words')}</p>
      <div class="field"><label for="url">${t('survey.test.url')}</label><input id="url" type="url" inputmode="url" autocomplete="off" placeholder="rtsp://192.168.1.20/…" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="url-words">${fieldWords('url', fault)}</div>
      <div class="field"><label for="username">${t('survey.test.username')}</label><input id="username" type="text" autocomplete="off"></div>
      <div class="field"><label for="password">${t('survey.test.password')}</label><input id="password" type="password" autocomplete="new-password"></div>
      ${faultNote(this.problem)}
      <button class="btn primary" ?disabled=${this.busy || lost}>${this.busy ? t('survey.test.busy') : t('survey.test.go')}</button>
      <button class="btn" type="button" @click=${() => (this.open = false)}>${t('cancel')}</button></form>${this.#renderResult()}`;
  }

  #renderResult() {
    const {result} = this;
    return result ? html`<div class="note ${result.ok ? 'good' : 'warn'}" role="status">${icon(result.ok ? 'circle-check' : 'circle-alert')}<div><p>${result.message}</p>${result.action ? html`<p>${result.action}</p>` : nothing}${result.owner ? html`<p class="small">${t('test.owner', {who: result.owner})}</p>` : nothing}</div></div>` : nothing;
  }

  #run = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    const value = id => this.$(`#${id}`).value.trim();
    try {
      await this.desk.send();
      this.result = await post(`/surveys/${this.desk.id}/camera-tests`, {camera: this.camera, url: value('url'), username: value('username') || null, password: this.$('#password').value || null, transport: 'auto'});
      this.open = !this.result.ok;
      await this.desk.refresh();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-camera-test', CameraTest);
