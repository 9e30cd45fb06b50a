import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {passwordField} from '../design/password-field.js';
import '../design/dialog.js';
import {post} from '../app/api.js';
import {t} from '../app/i18n.js';
import '../people/link-card.js';

/** Makes the one-time link by which a device becomes a wall screen of mine. Emits `close`. */
class WallMaker extends HdElement {
  static properties = {made: {state: true}, name: {state: true}, problem: {state: true}, busy: {state: true}, shown: {state: true}};

  static styles = [HdElement.styles, css`form { display: grid; gap: 16px; }`];

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    if (this.made) {
      return html`<hd-dialog held heading=${t('wall.make.made', {name: this.name})} @close=${close}>
        <hd-link-card .told=${this.made} .words=${t('wall.make.open')} .once=${t('wall.make.once')}></hd-link-card>
        <div slot="foot"><button class="btn" @click=${close}>${t('close')}</button></div></hd-dialog>`;
    }
    const of = field => this.problem?.of?.(field);
    return html`<hd-dialog heading=${t('wall.make')} @close=${close}>
      <form id="form" @submit=${this.#make} novalidate><p class="muted">${t('wall.make.words')}</p>
        <div class="field"><label for="name">${t('wall.make.name')}</label><input id="name" autofocus maxlength="100" autocomplete="off" .value=${t('wall.make.name.example')} aria-invalid=${of('name') ? 'true' : 'false'} aria-describedby="name-words">${fieldWords('name', of('name'), t('wall.make.name.hint'))}</div>
        ${passwordField({id: 'password', label: t('login.password'), autocomplete: 'current-password', shown: this.shown, toggle: () => (this.shown = !this.shown), fault: of('password'), hint: t('wall.make.password')})}
        ${faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#make}>${t('wall.make.go')}</button></div></hd-dialog>`;
  }

  #make = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const name = this.$('#name').value.trim();
      const made = await post('/me/walls', {name, password: this.$('#password').value});
      Object.assign(this, {name, made});
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-wall-maker', WallMaker);
