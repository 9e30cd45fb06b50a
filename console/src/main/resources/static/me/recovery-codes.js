import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {copy} from '../app/copy.js';
import {dateTime} from '../app/format.js';
import {t} from '../app/i18n.js';
import {save} from '../app/save.js';
import {session} from '../app/session.js';

/** The recovery codes, the one time they can be seen. Emits `kept` when the person says that they are put away. */
class RecoveryCodes extends HdElement {
  static properties = {codes: {attribute: false}, kept: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
    ol { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 12px; padding: 12px 14px; border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--surface-2); }
    li { font: 500 var(--size-16)/1.6 ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; white-space: nowrap; }
    .ways { display: flex; gap: 8px; flex-wrap: wrap; }
    @media (max-width: 420px) { li { font-size: var(--size-14); } }
    @media (max-width: 340px) { ol { grid-template-columns: 1fr; } }
  `];

  get #text() {
    return [`Hải Đăng, ${session.user?.username ?? ''}, ${dateTime(Date.now())}`, t('recovery.print.words'), '', ...this.codes].join('\n');
  }

  render() {
    return html`<div><h2 tabindex="-1">${t('recovery.title')}</h2><p class="muted">${t('recovery.words')}</p></div>
      <ol aria-label=${t('recovery.title')}>${this.codes.map(c => html`<li>${c}</li>`)}</ol>
      <div class="ways">
        <button type="button" class="btn" @click=${this.#print}>${icon('printer', 16)} ${t('recovery.print')}</button>
        <button type="button" class="btn" @click=${() => copy(this.codes.join('\n'))}>${icon('copy', 16)} ${t('copy')}</button>
        <button type="button" class="btn" @click=${() => save(new Blob([this.#text], {type: 'text/plain'}), `${t('recovery.file')} ${session.user?.username ?? ''}.txt`)}>${icon('download', 16)} ${t('recovery.download')}</button>
      </div>
      <label class="tick"><input type="checkbox" @change=${e => (this.kept = e.target.checked)}>${t('recovery.kept')}</label>
      <div><button type="button" class="btn primary" ?disabled=${!this.kept} @click=${() => this.emit('kept')}>${t('continue')}</button></div>`;
  }

  firstUpdated() {
    this.$('h2').focus();
  }

  /** A page of its own, so that only the codes come out of the printer. */
  #print = () => {
    const page = open('', '_blank', 'width=480,height=640');
    if (!page) return;
    const pre = page.document.createElement('pre');
    pre.textContent = this.#text;
    pre.style.font = '16px/1.7 monospace';
    page.document.title = t('recovery.file');
    page.document.body.append(pre);
    page.print();
    page.close();
  };
}

customElements.define('hd-recovery-codes', RecoveryCodes);
