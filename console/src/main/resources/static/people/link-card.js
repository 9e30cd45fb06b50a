import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {qr} from '../design/qr.js';
import {copy} from '../app/copy.js';
import {dateTime} from '../app/format.js';
import {t} from '../app/i18n.js';

/**
 * A one-time link to hand over: QR for the phone beside me, copy for a message; or that it is on its way by mail. Its words are an
 * invitation's unless `words` and `once` say others.
 */
class LinkCard extends HdElement {
  static properties = {told: {attribute: false}, name: {}, email: {}, words: {attribute: false}, once: {attribute: false}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 14px; }
    .both { display: flex; gap: 18px; flex-wrap: wrap; align-items: flex-start; }
    .qr { width: 12rem; height: 12rem; background: #fff; padding: 10px; border-radius: var(--radius); border: 1px solid var(--line); }
    .side { flex: 1 1 14rem; display: grid; gap: 10px; min-width: 0; }
    code { font: 400 var(--size-12)/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; padding: 8px 10px; background: var(--surface-2); border: 1px solid var(--line); border-radius: var(--radius); user-select: all; }
  `];

  render() {
    if (this.told.emailed) {
      return html`<div class="note good">${icon('mail')}<div><p>${t('link.emailed', {email: this.email})}</p><p class="small muted">${t('link.until', {when: dateTime(Date.parse(this.told.expiresAt))})}</p></div></div>
        <p class="small">${t('link.emailed.words')}</p>`;
    }
    const link = new URL(this.told.link, location.href).href;
    return html`<p>${this.words ?? t('link.words', {name: this.name})}</p>
      <div class="both">${qr(this.told.qr, t('link.qr'))}
        <div class="side"><code tabindex="0">${link}</code><div><button class="btn primary" @click=${() => copy(link)}>${icon('copy', 16)} ${t('link.copy')}</button></div>
          <p class="small muted">${t('link.until', {when: dateTime(Date.parse(this.told.expiresAt))})}</p></div></div>
      <div class="note">${icon('info')}<p class="small">${this.once ?? t('link.once')}</p></div>`;
  }
}

customElements.define('hd-link-card', LinkCard);
