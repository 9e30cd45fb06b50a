import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, request} from '../app/api.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';

const CHANNELS = ['email', 'telegram', 'zalo'];
let number = 0;
const row = given => ({key: ++number, channel: 'email', address: '', name: '', ...given});

/** Where an agency is written to, beside the mail of its people. Emits `close`. */
class Addresses extends HdElement {
  static properties = {organisationId: {}, name: {}, rows: {state: true}, channels: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    .stack { gap: 16px; }
    ul { display: grid; gap: 14px; }
    li { display: grid; grid-template-columns: 8rem 1fr auto; gap: 8px; padding-bottom: 14px; border-bottom: 1px solid var(--line); }
    li > .wide { grid-column: 1 / -1; }
    .fault { color: var(--alarm); }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      const [rows, channels] = await Promise.all([get(`/organisations/${this.organisationId}/addresses`), get('/notification-channels')]);
      this.rows = rows.map(row);
      this.channels = channels;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const write = session.may('dispatch.write');
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading="${t('addresses.title')}: ${this.name}" @close=${close}><div class="stack">
      <p class="muted">${t('addresses.words')}</p>
      ${this.channels && !this.channels.channels.length ? html`<div class="note warn">${icon('triangle-alert')}<p>${t('notes.noChannel')}</p></div>` : nothing}
      ${this.rows ? html`<ul>${repeat(this.rows, r => r.key, (r, i) => html`<li>
        <select aria-label=${t('addresses.channel')} ?disabled=${!write} @change=${e => this.#set(r, {channel: e.target.value})}>${CHANNELS.map(c => html`<option value=${c} ?selected=${c === r.channel}>${t(`channel.${c}`)}</option>`)}</select>
        <input aria-label=${t('addresses.address')} ?readonly=${!write} maxlength="254" .value=${r.address} placeholder=${t(`addresses.example.${r.channel}`)} aria-invalid=${this.#fault(i, 'address') ? 'true' : 'false'} @input=${e => this.#set(r, {address: e.target.value})}>
        ${write ? html`<button type="button" class="btn quiet icon-only" title=${t('reach.drop')} aria-label="${t('reach.drop')}: ${r.address}" @click=${() => (this.rows = this.rows.filter(x => x !== r))}>${icon('x', 16)}</button>` : nothing}
        <input class="wide" aria-label=${t('addresses.name')} ?readonly=${!write} maxlength="200" .value=${r.name} placeholder=${t('addresses.name.example')} @input=${e => this.#set(r, {name: e.target.value})}>
        ${this.#fault(i, 'address') || this.#fault(i, 'channel') ? html`<span class="wide fault">${this.#fault(i, 'address') ?? this.#fault(i, 'channel')}</span>` : nothing}</li>`)}</ul>
        ${this.rows.length ? nothing : html`<p>${t('addresses.none')}</p>`}
        ${write ? html`<div><button type="button" class="btn" @click=${() => (this.rows = [...this.rows, row({})])}>${icon('plus', 16)} ${t('addresses.add')}</button></div>` : nothing}` : nothing}
      ${faultNote(this.problem)}</div>
      <div slot="foot"><button class="btn" @click=${close}>${t(write ? 'cancel' : 'close')}</button>${write ? html`<button class="btn primary" ?disabled=${this.busy || !this.rows} @click=${this.#save}>${this.busy ? t('saving') : t('save')}</button>` : nothing}</div></hd-dialog>`;
  }

  #fault(index, field) {
    return this.problem?.of?.(`addresses[${index}].${field}`);
  }

  #set(one, change) {
    this.rows = this.rows.map(r => (r === one ? {...r, ...change} : r));
  }

  #save = async () => {
    this.busy = true;
    this.problem = null;
    try {
      await request(`/organisations/${this.organisationId}/addresses`, {method: 'PUT', body: {addresses: this.rows.map(({channel, address, name}) => ({channel, address: address.trim(), name: name.trim()}))}});
      toast(t('saved'));
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-addresses', Addresses);
