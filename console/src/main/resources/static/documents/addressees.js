import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {post, request} from '../app/api.js';
import {t} from '../app/i18n.js';
import {registry} from '../people/registry.js';

let number = 0;
const row = given => ({key: ++number, name: '', organisationId: '', copied: false, ...given});

/** The distribution list of a letter: pasted, then unit and copy for each name. Emits `close`, `saved`. */
class Addressees extends HdElement {
  static properties = {letter: {attribute: false}, rows: {state: true}, pasted: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    .stack { gap: 18px; }
    .paste { display: grid; gap: 8px; }
    ul { display: grid; gap: 10px; }
    li { display: grid; grid-template-columns: 1fr 1fr auto auto; gap: 8px 10px; align-items: center; padding-bottom: 10px; border-bottom: 1px solid var(--line); }
    @media (max-width: 760px) { li { grid-template-columns: 1fr auto; } li > input, li > select { grid-column: 1 / -1; } }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.pasted ??= '';
    this.rows ??= this.letter.addressees.map(a => row({name: a.name, organisationId: a.organisationId ?? '', copied: Boolean(a.copiedAt)}));
    registry.load().then(() => this.requestUpdate()).catch(() => {});
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const units = [...registry.organisations.values()];
    return html`<hd-dialog wide .held=${Boolean(this.busy)} heading=${t('dispatch.reach.edit')} @close=${close}><div class="stack">
      <div class="paste field"><label for="text">${t('reach.paste')}</label><textarea id="text" rows="4" maxlength="10000" .value=${this.pasted} placeholder=${t('reach.paste.example')} @input=${e => (this.pasted = e.target.value)}></textarea>${fieldWords('text', this.problem?.of?.('text'), t('reach.paste.hint'))}
        <div><button type="button" class="btn" ?disabled=${!this.pasted.trim()} @click=${this.#read}>${icon('clipboard-paste', 16)} ${t('reach.read')}</button></div></div>
      ${this.rows.length ? html`<ul>${repeat(this.rows, r => r.key, r => html`<li>
          <input aria-label=${t('reach.name')} maxlength="200" .value=${r.name} @input=${e => this.#set(r, {name: e.target.value})}>
          <select aria-label="${t('task.unit')}: ${r.name}" @change=${e => this.#set(r, {organisationId: e.target.value})}><option value="">${t('task.unit.none')}</option>${units.map(o => html`<option value=${o.id} ?selected=${o.id === r.organisationId}>${o.name}</option>`)}</select>
          <label class="tick"><input type="checkbox" .checked=${r.copied} @change=${e => this.#set(r, {copied: e.target.checked})}>${t('reach.copied')}</label>
          <button type="button" class="btn quiet icon-only" title=${t('reach.drop')} aria-label="${t('reach.drop')}: ${r.name}" @click=${() => (this.rows = this.rows.filter(x => x !== r))}>${icon('x', 16)}</button></li>`)}</ul>` : nothing}
      <div><button type="button" class="btn" @click=${() => (this.rows = [...this.rows, row({})])}>${icon('plus', 16)} ${t('reach.add')}</button></div>
      ${this.problem?.of?.('addressees') ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${this.problem.of('addressees')}</p></div>` : nothing}${faultNote(this.problem)}</div>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#save}>${this.busy ? t('saving') : t('save')}</button></div></hd-dialog>`;
  }

  #set(one, change) {
    this.rows = this.rows.map(r => (r === one ? {...r, ...change} : r));
  }

  #read = async () => {
    this.problem = null;
    try {
      const read = await post('/distribution-readings', {text: this.pasted, recipients: this.letter.recipients});
      const known = new Set(this.rows.map(r => r.name));
      this.rows = [...this.rows, ...read.filter(n => !known.has(n.name)).map(n => row({name: n.name, organisationId: n.organisationId ?? ''}))];
      this.pasted = '';
    } catch (problem) {
      this.problem = problem;
    }
  };

  #save = async () => {
    this.busy = true;
    this.problem = null;
    try {
      const addressees = this.rows.filter(r => r.name.trim()).map(({name, organisationId, copied}) => ({name, organisationId: organisationId || null, copied}));
      await request(`/dispatches/${this.letter.id}/addressees`, {method: 'PUT', body: {addressees}});
      toast(t('saved'));
      this.dispatchEvent(new Event('saved'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-addressees', Addressees);
