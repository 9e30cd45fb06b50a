import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote, fieldWords} from '../design/fault.js';
import '../design/dialog.js';
import {post} from '../app/api.js';
import {t} from '../app/i18n.js';

/** An invitation is a word; whoever picks another file must not make us read a film. */
const FILE_MAX = 10_000;

/** Links this server to the centre whose invitation is pasted, or brought as a file. Emits `close`, `joined`. */
class JoinCentre extends HdElement {
  static properties = {problem: {state: true}, busy: {state: true}, text: {state: true}, unread: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 16px; }
    textarea { font: 400 var(--size-12)/1.6 ui-monospace, Menlo, Consolas, monospace; resize: vertical; }
  `];

  constructor() {
    super();
    this.text = '';
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const of = field => this.problem?.of?.(field);
    const fault = this.unread ?? of('invitation');
    return html`<hd-dialog .held=${Boolean(this.busy)} heading=${t('links.join')} @close=${close}>
      <form @submit=${this.#join} novalidate><p class="muted">${t('links.join.words')}</p>
        <div class="field"><label for="invitation">${t('links.join.invitation')}</label><textarea id="invitation" rows="5" autofocus autocomplete="off" spellcheck="false" maxlength="4000" .value=${this.text} @input=${e => (this.text = e.target.value)} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="invitation-words"></textarea>${fieldWords('invitation', fault, t('links.join.invitation.hint'))}</div>
        <div class="field"><label for="file">${t('links.join.file')}</label><input id="file" type="file" accept=".txt,text/plain" @change=${this.#read}></div>
        <div class="field"><label for="name">${t('links.join.name')}</label><input id="name" maxlength="100" autocomplete="off" aria-invalid=${of('name') ? 'true' : 'false'} aria-describedby="name-words">${fieldWords('name', of('name'), t('links.join.name.hint'))}</div>
        ${faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#join}>${this.busy ? t('links.join.busy') : t('links.join.go')}</button></div></hd-dialog>`;
  }

  #read = async event => {
    const file = event.target.files[0];
    if (!file) return;
    this.unread = file.size > FILE_MAX ? t('links.join.file.large') : null;
    if (!this.unread) this.text = (await file.text()).trim();
  };

  #join = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    this.unread = null;
    try {
      await post('/links/above', {invitation: this.text, name: this.$('#name').value.trim()});
      this.dispatchEvent(new Event('joined'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-join-centre', JoinCentre);
