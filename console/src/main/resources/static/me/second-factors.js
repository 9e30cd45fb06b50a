import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, post} from '../app/api.js';
import {date, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {passkeysPossible} from '../app/webauthn.js';
import './ask-password.js';
import './passkey-setup.js';
import './recovery-codes.js';
import './totp-setup.js';

/** Fewer recovery codes than this are too few to rely on. */
const CODES_FEW = 4;

/** My second factors: what is set up, and adding, renewing, removing. */
class SecondFactors extends HdElement {
  static properties = {factors: {state: true}, problem: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 14px; }
    li { display: flex; gap: 12px; align-items: center; padding: 10px 0; border-top: 1px solid var(--line); flex-wrap: wrap; }
    li:first-child { border-top: 0; padding-top: 0; }
    li .what { flex: 1 1 14rem; min-width: 0; }
    .good { color: var(--live); } .none { color: var(--text-3); }
    .warn { color: var(--warn); }
    .acts { display: flex; gap: 8px; flex-wrap: wrap; }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.factors = await get('/me/second-factors');
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const {factors} = this;
    if (!factors) return this.problem ? faultNote(this.problem) : html`<p class="muted">${t('wait.loading')}</p>`;
    const any = factors.totp || factors.passkeys.length;
    return html`
      ${factors.required ? html`<p class="muted">${t('factors.required')}</p>` : any ? nothing : html`<p class="muted">${t('factors.none')}</p>`}
      <ul>
        ${factors.passkeys.map(p => html`<li><span class="good">${icon('key-round')}</span><div class="what"><strong>${p.name}</strong>
            <div class="small muted">${t('factors.passkey')} · ${t('factors.made', {date: date(Date.parse(p.createdAt))})}${p.lastUsedAt ? ` · ${t('factors.used', {when: when(Date.parse(p.lastUsedAt))})}` : ''}</div></div>
          <button class="btn quiet" aria-label="${t('remove')}: ${p.name}" @click=${() => this.#remove('passkey', p)}>${t('remove')}</button></li>`)}
        ${passkeysPossible() ? html`<li><span class="none">${icon('key-round')}</span><div class="what"><strong>${t('factors.passkey')}</strong><div class="small muted">${t('enrol.way.passkey.words')}</div></div>
          <button class="btn" @click=${() => (this.overlay = 'passkey')}>${icon('plus', 16)} ${t('factors.addPasskey')}</button></li>` : nothing}
        <li><span class=${factors.totp ? 'good' : 'none'}>${icon('smartphone')}</span><div class="what"><strong>${t('factors.totp')}</strong><div class="small muted">${factors.totp ? t('factors.totp.on') : t('enrol.way.totp.words')}</div></div>
          ${factors.totp ? html`<button class="btn quiet" aria-label="${t('remove')}: ${t('factors.totp')}" @click=${() => this.#remove('totp')}>${t('remove')}</button>` : html`<button class="btn" @click=${() => (this.overlay = 'totp')}>${icon('plus', 16)} ${t('factors.addTotp')}</button>`}</li>
        ${any ? html`<li><span class=${factors.recoveryCodesLeft >= CODES_FEW ? 'good' : 'warn'}>${icon(factors.recoveryCodesLeft >= CODES_FEW ? 'ticket' : 'triangle-alert')}</span>
          <div class="what"><strong>${t('factors.codes', {n: factors.recoveryCodesLeft})}</strong><div class="small muted">${t('factors.codes.words')}</div></div>
          <button class="btn" @click=${() => (this.overlay = 'codes')}>${t('factors.codes.new')}</button></li>` : nothing}
      </ul>
      ${this.#renderOverlay()}`;
  }

  #renderOverlay() {
    const {overlay} = this;
    const close = () => (this.overlay = null);
    const done = () => {
      close();
      toast(t('saved'));
      this.#load();
    };
    if (!overlay) return nothing;
    if (overlay === 'totp') return html`<hd-dialog held heading=${t('enrol.totp')} @close=${close}><hd-totp-setup @back=${close} @done=${done}></hd-totp-setup></hd-dialog>`;
    if (overlay === 'passkey') return html`<hd-dialog heading=${t('enrol.passkey')} @close=${close}><hd-passkey-setup @back=${close} @done=${done}></hd-passkey-setup></hd-dialog>`;
    if (overlay === 'codes') {
      return html`<hd-ask-password heading=${t('factors.codes.new')} words=${t('factors.codes.new.words')} go=${t('continue')} @close=${() => this.overlay === 'codes' && close()}
        .run=${async password => (this.overlay = {codes: (await post('/me/recovery-codes', {password})).recoveryCodes})}></hd-ask-password>`;
    }
    if (overlay.codes) return html`<hd-dialog held heading=${t('factors.codes.new')} @close=${done}><hd-recovery-codes .codes=${overlay.codes} @kept=${done}></hd-recovery-codes></hd-dialog>`;
    const name = overlay.passkey?.name ?? t('factors.totp');
    return html`<hd-ask-password danger heading=${t('factors.remove.title', {name})} words=${t('factors.remove.words')} go=${t('remove')} @close=${close}
      .run=${async password => {
        await post(overlay.passkey ? `/me/passkeys/${overlay.passkey.id}/remove` : '/me/totp/remove', {password});
        toast(t('factors.removed', {name}));
        this.#load();
      }}></hd-ask-password>`;
  }

  #remove(kind, passkey) {
    this.overlay = {kind, passkey};
  }
}

customElements.define('hd-second-factors', SecondFactors);
