import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {post} from '../app/api.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';

/** Asks a camera or recorder what it is, and has the form filled with it. Address and password are typed for this only and kept nowhere. */
class DeviceFill extends HdElement {
  static properties = {desk: {attribute: false}, tick: {}, open: {state: true}, busy: {state: true}, problem: {state: true}, result: {state: true}};

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
      return html`<button class="btn" ?disabled=${lost} @click=${() => (this.open = true)}>${icon('search')} ${t('survey.device')}</button>
        ${lost ? html`<p class="small muted">${t('survey.needsNetwork')}</p>` : nothing}${this.#renderResult()}`;
    }
    const fault = this.problem?.of?.('device');
    return html`<form class="card" @submit=${this.#run} novalidate>
      <p class="muted">${t('survey.device.words')}</p>
      <div class="field"><label for="device">${t('survey.device.address')}</label><input id="device" inputmode="url" autocomplete="off" spellcheck="false" placeholder="192.168.1.20" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="device-words">${fieldWords('device', fault)}</div>
      <div class="field"><label for="username">${t('survey.test.username')}</label><input id="username" type="text" autocomplete="off"></div>
      <div class="field"><label for="password">${t('survey.test.password')}</label><input id="password" type="password" autocomplete="new-password"></div>
      ${faultNote(this.problem)}
      <button class="btn primary" ?disabled=${this.busy || lost}>${this.busy ? t('survey.device.busy') : t('survey.device.go')}</button>
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
    try {
      await this.desk.send();
      this.result = await post(`/surveys/${this.desk.id}/devices`, {device: this.$('#device').value.trim(), username: this.$('#username').value.trim() || null, password: this.$('#password').value || null});
      this.open = !this.result.ok;
      await this.desk.refresh();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-device-fill', DeviceFill);
