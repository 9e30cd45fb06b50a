import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {faultNote, fieldWords} from '../design/fault.js';
import '../design/dialog.js';
import {post} from '../app/api.js';
import {t} from '../app/i18n.js';

/** A few words that end an instruction: what was done (`done`), or why it does not stand any more (`withdraw`). Emits `close`. */
class InstructionAnswer extends HdElement {
  static properties = {row: {attribute: false}, what: {}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 16px; }
    blockquote { margin: 0; padding-left: 12px; border-left: 3px solid var(--line-strong); white-space: pre-line; overflow-wrap: anywhere; }
  `];

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const done = this.what === 'done';
    const field = done ? 'result' : 'why';
    const fault = this.problem?.of?.(field);
    return html`<hd-dialog .held=${Boolean(this.busy)} heading=${t(done ? 'instructions.done' : 'instructions.withdraw')} @close=${close}>
      <form @submit=${this.#send} novalidate><blockquote>${this.row.words}</blockquote>
        <div class="field"><label for="said">${t(`instructions.${field}`)}</label><textarea id="said" rows="4" maxlength=${done ? 1000 : 500} autofocus aria-invalid=${fault ? 'true' : 'false'} aria-describedby="said-words"></textarea>${fieldWords('said', fault, t(`instructions.${field}.hint`))}</div>
        ${faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn ${done ? 'primary' : 'danger'}" ?disabled=${this.busy} @click=${this.#send}>${t(done ? 'instructions.done.go' : 'instructions.withdraw')}</button></div></hd-dialog>`;
  }

  #send = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    const said = this.$('#said').value.trim();
    try {
      await (this.what === 'done' ? post(`/instructions/${this.row.id}/done`, {result: said}) : post(`/instructions/${this.row.id}/withdrawal`, {why: said}));
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-instruction-answer', InstructionAnswer);
