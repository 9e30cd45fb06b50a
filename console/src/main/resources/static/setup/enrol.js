import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {passkeysPossible} from '../app/webauthn.js';
import '../me/passkey-setup.js';
import '../me/totp-setup.js';

/** After logging in, for whom the roles demand a second factor: a choice of two, then one guided step. */
class Enrol extends HdElement {
  static properties = {way: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 18px; grid-template-columns: minmax(0, 1fr); }
    .way { all: unset; box-sizing: border-box; cursor: pointer; display: grid; grid-template-columns: 2rem minmax(0, 1fr) 1.25rem; gap: 12px; align-items: center; width: 100%; padding: 14px; border: 1px solid var(--line-strong); border-radius: var(--radius); }
    .way:hover { background: var(--surface-2); }
    .way:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    .way strong { display: block; }
    .way > .icon:first-child { color: var(--accent-text); }
    .ways { display: grid; gap: 10px; }
    .tag { font-weight: 500; font-size: var(--size-12); color: var(--accent-text); background: var(--accent-soft); border-radius: 10px; padding: 1px 8px; white-space: nowrap; }
  `];

  render() {
    const head = html`<div><h1 tabindex="-1">${this.way ? t(`enrol.${this.way}`) : t('enrol.title')}</h1>${this.way ? '' : html`<p class="muted">${t('enrol.words')}</p>`}</div>`;
    const back = () => (this.way = null);
    const done = () => session.load().catch(() => {});
    if (this.way === 'totp') return html`${head}<hd-totp-setup .password=${session.typedPassword} @back=${back} @done=${done}></hd-totp-setup>`;
    if (this.way === 'passkey') return html`${head}<hd-passkey-setup .password=${session.typedPassword} @back=${back} @done=${done}></hd-passkey-setup>`;
    return html`${head}
      <div class="ways">
        ${passkeysPossible() ? this.#renderWay('passkey', 'key-round', true) : ''}
        ${this.#renderWay('totp', 'smartphone')}
      </div>
      <button class="btn quiet" @click=${() => session.logOut()}>${icon('log-out', 16)} ${t('enrol.later')}</button>`;
  }

  #renderWay(way, drawing, best) {
    return html`<button class="way" @click=${() => (this.way = way)}>${icon(drawing, 28)}<span><strong>${t(`enrol.way.${way}`)} ${best ? html`<span class="tag">${t('enrol.best')}</span>` : ''}</strong>
      <span class="small muted">${t(`enrol.way.${way}.words`)}</span></span>${icon('chevron-right', 20)}</button>`;
  }

  updated(changed) {
    if (changed.has('way') && (this.way || changed.get('way'))) this.$('h1')?.focus();
  }
}

customElements.define('hd-enrol', Enrol);
