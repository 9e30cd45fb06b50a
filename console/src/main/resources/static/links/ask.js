import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote, fieldWords} from '../design/fault.js';
import '../design/dialog.js';
import {post, remove} from '../app/api.js';
import {t} from '../app/i18n.js';

/** Asks before a link is ended, with a reason where one is kept. Without a reason the path is deleted. Emits `close`. */
class LinkAsk extends HdElement {
  static properties = {heading: {}, words: {attribute: false}, go: {attribute: false}, path: {}, reason: {type: Boolean}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`form { display: grid; gap: 16px; }`];

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const fault = this.problem?.of?.('reason');
    return html`<hd-dialog .held=${Boolean(this.busy)} heading=${this.heading} @close=${close}>
      <form @submit=${this.#do} novalidate><p>${this.words}</p>
        ${this.reason ? html`<div class="field"><label for="reason">${t('links.reason')}</label><textarea id="reason" rows="3" maxlength="500" autofocus aria-invalid=${fault ? 'true' : 'false'} aria-describedby="reason-words"></textarea>${fieldWords('reason', fault, t('links.reason.hint'))}</div>` : nothing}
        ${faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn danger" ?disabled=${this.busy} @click=${this.#do}>${this.go}</button></div></hd-dialog>`;
  }

  #do = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      if (this.reason) await post(this.path, {reason: this.$('#reason').value.trim()});
      else await remove(this.path);
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-link-ask', LinkAsk);
