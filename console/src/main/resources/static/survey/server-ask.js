import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {post} from '../app/api.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';

/** Has the server look at a device of the site and fill the form with what it finds. Address and password are typed for this only and kept nowhere. */
export class ServerAsk extends HdElement {
  static properties = {desk: {attribute: false}, tick: {}, open: {state: true}, busy: {state: true}, problem: {state: true}, result: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; }
    form { display: grid; gap: 12px; padding: 14px; }
    .btn { min-height: 48px; font-size: var(--size-16); width: 100%; }
    .note { margin-top: 10px; }
    input { min-height: 48px; font-size: var(--size-16); }
  `];

  /** What it is: `{field, path, icon, open, words, address, example, go, busy}`. */
  get kind() { throw new Error('not said'); }

  /** What is sent beside address and login. */
  get more() { return {}; }

  render() {
    const {kind} = this;
    const lost = session.offline || !this.desk.online;
    if (!this.open) {
      return html`<button class="btn" ?disabled=${lost} @click=${() => (this.open = true)}>${icon(kind.icon)} ${kind.open}</button>
        ${lost ? html`<p class="small muted">${t('survey.needsNetwork')}</p>` : nothing}${this.#renderResult()}`;
    }
    const fault = this.problem?.of?.(kind.field);
    return html`<form class="card" @submit=${this.#run} novalidate>
      <p class="muted">${kind.words}</p>
      <div class="field"><label for="address">${kind.address}</label><input id="address" inputmode="url" autocomplete="off" spellcheck="false" placeholder=${kind.example} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="address-words">${fieldWords('address', fault)}</div>
      <div class="field"><label for="username">${t('survey.test.username')}</label><input id="username" type="text" autocomplete="off"></div>
      <div class="field"><label for="password">${t('survey.test.password')}</label><input id="password" type="password" autocomplete="new-password"></div>
      ${faultNote(this.problem)}
      <button class="btn primary" ?disabled=${this.busy || lost}>${this.busy ? kind.busy : kind.go}</button>
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
    const {kind, more} = this;
    try {
      await this.desk.send();
      this.result = await post(`/surveys/${this.desk.id}/${kind.path}`, {[kind.field]: this.$('#address').value.trim(), username: this.$('#username').value.trim() || null, password: this.$('#password').value || null, ...more});
      this.open = !this.result.ok;
      await this.desk.refresh();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}
