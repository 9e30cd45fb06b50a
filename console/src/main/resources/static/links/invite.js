import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {qr} from '../design/qr.js';
import '../design/dialog.js';
import {post} from '../app/api.js';
import {copy} from '../app/copy.js';
import {facts} from '../app/facts.js';
import {dateTime} from '../app/format.js';
import {t} from '../app/i18n.js';
import {save} from '../app/save.js';

const DAYS = [1, 7, 30];

/** Invites a site; the invitation is shown this once, to copy, to scan, or as a file. Emits `close`. */
class InviteSite extends HdElement {
  static properties = {made: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form, .made { display: grid; gap: 16px; }
    .both { display: flex; gap: 18px; flex-wrap: wrap; align-items: flex-start; }
    .qr { width: 14rem; height: 14rem; background: #fff; padding: 8px; border-radius: var(--radius); border: 1px solid var(--line); }
    .side { flex: 1 1 14rem; display: grid; gap: 10px; min-width: 0; }
    code { font: 400 var(--size-12)/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; padding: 8px 10px; background: var(--surface-2); border: 1px solid var(--line); border-radius: var(--radius); user-select: all; }
    .row { flex-wrap: wrap; }
    ol { list-style: decimal; padding-left: 20px; display: grid; gap: 4px; }
  `];

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    if (this.made) return this.#renderMade(this.made, close);
    const of = field => this.problem?.of?.(field);
    return html`<hd-dialog .held=${Boolean(this.busy)} heading=${t('links.invite')} @close=${close}>
      <form @submit=${this.#make} novalidate><p class="muted">${t('links.invite.words')}</p>
        <div class="field"><label for="name">${t('links.invite.name')}</label><input id="name" autofocus maxlength="100" autocomplete="off" aria-invalid=${of('name') ? 'true' : 'false'} aria-describedby="name-words">${fieldWords('name', of('name'), t('links.invite.name.hint'))}</div>
        <div class="field"><label for="facilityId">${t('links.invite.facility')}</label><select id="facilityId" aria-describedby="facilityId-words"><option value="">${t('links.invite.facility.new')}</option>${[...facts.facilities.values()].map(f => html`<option value=${f.id}>${f.name}</option>`)}</select>${fieldWords('facilityId', of('facilityId'), t('links.invite.facility.hint'))}</div>
        <div class="field"><label for="days">${t('links.invite.days')}</label><select id="days">${DAYS.map(n => html`<option value=${n} ?selected=${n === 7}>${t('unit.days', {n})}</option>`)}</select></div>
        ${faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#make}>${t('links.invite.go')}</button></div></hd-dialog>`;
  }

  #renderMade(made, close) {
    const file = () => save(new Blob([`${made.invitation}\n`], {type: 'text/plain'}), `${made.name}.haidang.txt`);
    return html`<hd-dialog held heading=${t('links.invite.made', {name: made.name})} @close=${close}><div class="made">
      <div class="note warn">${icon('triangle-alert')}<p>${t('links.invite.once')}</p></div>
      <div class="both">${qr(made.qr, t('links.invite.qr'))}<div class="side"><code id="invitation" tabindex="0">${made.invitation}</code>
        <div class="row"><button class="btn primary" @click=${() => copy(made.invitation)}>${icon('copy', 16)} ${t('copy')}</button><button class="btn" @click=${file}>${icon('download', 16)} ${t('links.invite.file')}</button></div>
        <p class="small muted">${t('links.invite.until', {when: dateTime(Date.parse(made.expiresAt))})}</p></div></div>
      <ol><li>${t('links.invite.step1')}</li><li>${t('links.invite.step2')}</li><li>${t('links.invite.step3')}</li></ol></div>
      <div slot="foot"><button class="btn" @click=${close}>${t('done')}</button></div></hd-dialog>`;
  }

  #make = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      this.made = await post('/links/sites', {name: this.$('#name').value.trim(), facilityId: this.$('#facilityId').value || null, days: Number(this.$('#days').value)});
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-invite-site', InviteSite);
