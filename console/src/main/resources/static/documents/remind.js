import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {post} from '../app/api.js';
import {t} from '../app/i18n.js';

/** “Nhắc việc”: a few words to whoever has to act. `path` is where they are posted, `name` is who or what is reminded, `hint` what is added to them. Emits `close`, `reminded`. */
class Remind extends HdElement {
  static properties = {path: {}, name: {}, phone: {}, hint: {}, text: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 14px; }
  `];

  constructor() {
    super();
    this.text = '';
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const fault = this.problem?.of?.('text');
    return html`<hd-dialog heading=${t('remind.title')} .held=${Boolean(this.busy)} @close=${close}><form @submit=${this.#send} novalidate>
        <p>${t('remind.words', {name: this.name})}</p>
        <div class="field"><label for="text">${t('remind.text')}</label><textarea id="text" rows="4" maxlength="1000" autofocus .value=${this.text} placeholder=${t('remind.example')} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="text-words" @input=${e => (this.text = e.target.value)}></textarea>${fieldWords('text', fault, this.hint ?? t('remind.hint'))}</div>
        ${faultNote(this.problem)}
        ${this.problem && this.phone ? html`<p>${t('remind.call')} <a href="tel:${this.phone}">${this.phone}</a></p>` : nothing}
      </form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#send}>${icon('send', 16)} ${this.busy ? t('remind.sending') : t('remind.go')}</button></div></hd-dialog>`;
  }

  #send = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const {people, site} = await post(this.path, {text: this.text.trim()});
      toast(t('remind.done', {names: [...people, ...(site ? [t('remind.site', {site})] : [])].join(', ')}));
      this.dispatchEvent(new Event('reminded'));
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-remind', Remind);
