import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {post, request} from '../app/api.js';
import {dateTime} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {placeWords} from './place.js';

/** A picture that a person looks at, with the rule of its zone, and the word on it: yes, or no with a reason. Emits `way-changed`. */
class Judge extends HdElement {
  static properties = {camera: {}, decide: {type: Boolean}, url: {state: true}, busy: {state: true}, fault: {state: true}, rejecting: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 10px; }
    img { max-width: 100%; max-height: 55vh; border-radius: var(--radius); display: block; background: var(--video-0); }
    .acts { display: flex; gap: 8px; flex-wrap: wrap; }
    .acts .btn { min-height: 44px; }
    .rule { display: grid; gap: 4px; padding: 10px 12px; border-radius: var(--radius); background: var(--surface-2); }
    .rule li { display: flex; gap: 8px; } .rule .icon { margin-top: 3px; color: var(--text-2); }
  `];

  #shown = '';

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = null;
    this.#shown = '';
  }

  updated() {
    const sha256 = this.camera.pictureSha256;
    if (sha256 && sha256 !== this.#shown && this.decide) this.#show(sha256);
  }

  render() {
    const {camera} = this;
    const may = session.may('connection.accept');
    return html`<div class="acts"><button class="btn ${this.decide && camera.pictureSha256 ? '' : 'primary'}" ?disabled=${this.busy} @click=${this.#take}>${icon('camera', 16)} ${t(camera.pictureSha256 ? 'connection.picture.again' : 'connection.picture.take')}</button></div>
      ${this.url ? html`<figure><img src=${this.url} alt=${t('connection.picture.alt', {name: camera.name})}><figcaption class="small muted">${t('connection.picture.at', {when: dateTime(Date.parse(camera.pictureAt))})} · SHA-256 ${camera.pictureSha256.slice(0, 16)}…</figcaption></figure>` : nothing}
      ${this.decide && camera.place ? html`<div class="rule"><strong>${placeWords(camera.place)}</strong><ul>
        ${[t(`connection.rule.${camera.place.zone}`), t('connection.rule.private'), t('connection.rule.clear')].map(words => html`<li>${icon('check', 16)}<span>${words}</span></li>`)}</ul></div>` : nothing}
      ${this.decide && may && this.url ? this.rejecting ? html`<div class="field"><label for="reason">${t('connection.reject.why')}</label><textarea id="reason" rows="2" maxlength="1000"></textarea></div>
          <div class="acts"><button class="btn" @click=${() => (this.rejecting = false)}>${t('cancel')}</button><button class="btn danger" ?disabled=${this.busy} @click=${() => this.#judge(false)}>${icon('x', 16)} ${t('connection.reject')}</button></div>`
        : html`<div class="acts"><button class="btn danger" ?disabled=${this.busy} @click=${() => (this.rejecting = true)}>${icon('x', 16)} ${t('connection.reject')}</button><button class="btn primary" ?disabled=${this.busy} @click=${() => this.#judge(true)}>${icon('check', 16)} ${t('connection.accept')}</button></div>` : nothing}
      ${this.decide && this.url && !may ? html`<p class="small muted">${t('connection.notYours')}</p>` : nothing}
      ${faultNote(this.fault)}${this.fault?.of?.('reason') ? html`<p class="fault">${this.fault.of('reason')}</p>` : nothing}`;
  }

  async #show(sha256) {
    this.#shown = sha256;
    try {
      const response = await request(`/cameras/${this.camera.cameraId}/connection/picture?sha256=${sha256}`);
      const url = URL.createObjectURL(await response.blob());
      if (this.url) URL.revokeObjectURL(this.url);
      this.url = url;
    } catch (problem) {
      this.fault = problem;
    }
  }

  #take = async () => {
    this.busy = true;
    this.fault = null;
    try {
      const taken = await post(`/cameras/${this.camera.cameraId}/connection/picture`, {});
      await this.#show(taken.pictureSha256);
      this.emit('way-changed');
    } catch (problem) {
      this.fault = problem;
    } finally {
      this.busy = false;
    }
  };

  async #judge(accepted) {
    this.busy = true;
    this.fault = null;
    try {
      await post(`/cameras/${this.camera.cameraId}/connection/judgement`, {pictureSha256: this.#shown, accepted, reason: accepted ? '' : this.$('#reason').value});
      this.rejecting = false;
      toast(t(accepted ? 'connection.accepted' : 'connection.rejected'), accepted ? 'good' : 'warn');
      this.emit('way-changed');
    } catch (problem) {
      this.fault = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-judge', Judge);
