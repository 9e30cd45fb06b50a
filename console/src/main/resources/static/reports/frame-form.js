import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {fieldWords} from '../design/fault.js';
import {t} from '../app/i18n.js';
import {fromLines, toLines} from './words.js';

/** In the order of the paper; those with lines take one entry a line. */
const PARTS = [['superior', true], ['issuer', true], ['sign', false], ['place', false], ['area', false], ['author', false], ['receiver', false], ['authority', true], ['signer', false], ['distribution', true]];

/** What stands around the text. Emits `frame-change` with the whole frame. */
class FrameForm extends HdElement {
  static properties = {frame: {attribute: false}, problem: {attribute: false}, locked: {type: Boolean}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 12px; }
    .all { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 12px; }
    textarea { min-height: 4.5rem; resize: vertical; }
  `];

  render() {
    return html`<div class="all">${PARTS.map(([part, many]) => this.#renderPart(part, many))}</div>`;
  }

  #renderPart(part, many) {
    const wrong = this.problem?.of?.(`frame.${part}`);
    const value = many ? fromLines(this.frame[part]) : this.frame[part];
    const set = e => this.emit('frame-change', {...this.frame, [part]: many ? toLines(e.target.value) : e.target.value});
    const invalid = wrong ? 'true' : 'false';
    return html`<div class="field"><label for=${part}>${t(`reports.frame.${part}`)}</label>
      ${many ? html`<textarea id=${part} .value=${value} ?readonly=${this.locked} aria-invalid=${invalid} aria-describedby="${part}-words" @change=${set}></textarea>`
        : html`<input id=${part} .value=${value} maxlength="200" ?readonly=${this.locked} aria-invalid=${invalid} aria-describedby="${part}-words" @change=${set}>`}
      ${fieldWords(part, wrong, many ? t('reports.frame.lines') : null)}</div>`;
  }
}

customElements.define('hd-frame-form', FrameForm);
