import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote} from '../design/fault.js';
import {passwordField} from '../design/password-field.js';
import '../design/dialog.js';
import {t} from '../app/i18n.js';

/** Asks for the password again before something that weakens or renews a login, says what will happen, and does it. Emits `close`. */
class AskPassword extends HdElement {
  static properties = {heading: {}, words: {}, go: {}, danger: {type: Boolean}, run: {attribute: false}, problem: {state: true}, busy: {state: true}, shown: {state: true}};

  static styles = [HdElement.styles, css`form { display: grid; gap: 16px; }`];

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    return html`<hd-dialog heading=${this.heading} @close=${close}>
      <form id="form" @submit=${this.#submit} novalidate><p>${this.words}</p>
        ${passwordField({id: 'password', label: t('login.password'), autocomplete: 'current-password', shown: this.shown, toggle: () => (this.shown = !this.shown), fault: this.problem?.of?.('password')})}
        ${faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn ${this.danger ? 'danger' : 'primary'}" ?disabled=${this.busy} @click=${this.#submit}>${this.go}</button></div>
    </hd-dialog>`;
  }

  async firstUpdated() {
    await this.$('hd-dialog').updateComplete;
    this.$('#password').focus();
  }

  #submit = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      await this.run(this.$('#password').value);
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-ask-password', AskPassword);
