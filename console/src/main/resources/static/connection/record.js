import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {post, urls} from '../app/api.js';
import {dateTime, number, officialDate, time} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {placeWords} from './place.js';

const RIGHTS = {SITE: 'connection.sign.site', OPERATOR: 'connection.sign.engineer', DEPARTMENT: 'connection.approve'};

/** A connection record as it was drawn up: parties, cameras with their evidence, measurements against limits, verdict, signatures. Emits `record-changed`. */
class ConnectionRecord extends HdElement {
  static properties = {record: {}, asking: {state: true}, fault: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; max-width: 62rem; }
    .acts { display: flex; gap: 8px; flex-wrap: wrap; margin-bottom: 14px; }
    article { padding: 28px 32px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; }
    h1 { text-align: center; text-transform: uppercase; text-wrap: balance; }
    .sub { text-align: center; }
    h2 { margin-bottom: 6px; }
    dl { display: grid; grid-template-columns: minmax(11rem, auto) 1fr; gap: 4px 16px; }
    dt { color: var(--text-2); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: var(--size-12); }
    th, td { border: 1px solid var(--line-strong); padding: 5px 8px; text-align: left; vertical-align: top; }
    th { font-weight: 600; }
    td.bad { color: var(--alarm); font-weight: 600; }
    code { font-size: var(--size-12); overflow-wrap: anywhere; }
    .verdict { font-weight: 600; display: flex; gap: 8px; align-items: flex-start; }
    .verdict .icon { margin-top: 2px; }
    .verdict.good .icon { color: var(--live); } .verdict.bad .icon { color: var(--alarm); }
    .parties { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px; text-align: center; }
    .parties > div { display: grid; gap: 6px; align-content: start; justify-items: center; min-height: 7rem; }
    @media (max-width: 760px) { article { padding: 16px 12px; } .parties { grid-template-columns: 1fr; } dl { grid-template-columns: 1fr; } dt { margin-top: 6px; } }
    @media print { .acts, .btn { display: none !important; } article { border: 0; padding: 0; } :host { max-width: none; } th, td { border-color: #000; } }
  `];

  render() {
    const r = this.record;
    const open = r.state === 'OPEN';
    return html`<div class="acts"><button class="btn" @click=${() => print()}>${icon('printer', 16)} ${t('connection.record.print')}</button>
        ${['pdf', 'docx'].map(f => html`<a class="btn" href=${urls.of(`/facilities/${r.facilityId}/connection/records/${r.id}/paper.${f}`)} download>${icon('download', 16)} ${f.toUpperCase()}</a>`)}
        ${open && session.may('connection.write') ? html`<button class="btn danger" @click=${() => (this.asking = 'withdraw')}>${icon('ban', 16)} ${t('connection.record.withdraw')}</button>` : nothing}</div>
      ${faultNote(this.asking ? null : this.fault)}
      <article class="card"><div><h1>${t('connection.record.title')}</h1><p class="sub">${t('connection.record.of', {facility: r.facility ?? ''})}</p></div>
        <dl><dt>${t('connection.record.drawn')}</dt><dd>${dateTime(Date.parse(r.drawnUpAt))}, ${r.drawnUpBy}</dd><dt>${t('connection.record.plan')}</dt><dd>${t('plan.version.n', {n: r.planVersion})}</dd><dt>${t('connection.record.number')}</dt><dd><code>${r.id}</code></dd></dl>
        ${this.#renderCameras()}
        <section><h2>${t('connection.record.verdict')}</h2><p class="verdict ${r.connected ? 'good' : 'bad'}">${icon(r.connected ? 'circle-check' : 'circle-x')}<span>${t(r.connected ? 'connection.record.verdict.yes' : 'connection.record.verdict.no')}</span></p>
          ${r.missing.length ? html`<p>${t('connection.missing', {n: r.missing.length})}: ${r.missing.map(placeWords).join('; ')}.</p>` : nothing}
          <p class="small muted">${t('connection.record.computed')}</p></section>
        ${r.state === 'WITHDRAWN' ? html`<div class="note warn">${icon('ban')}<p>${t('connection.record.withdrawn', {name: r.withdrawnBy, when: dateTime(Date.parse(r.withdrawnAt)), reason: r.withdrawnReason})}</p></div>` : this.#renderParties(open)}</article>
      ${this.asking === 'withdraw' ? this.#renderWithdraw() : nothing}`;
  }

  #renderCameras() {
    const r = this.record;
    const none = t('connection.unmeasured');
    const cell = (bad, words) => html`<td class="num ${bad ? 'bad' : ''}">${words}</td>`;
    const s = ms => (ms === null ? none : number(ms / 1000, 1));
    return html`<section><h2>${t('connection.record.cameras', {n: r.cameras.length})}</h2><div class="scroll" tabindex="0" role="region" aria-label=${t('connection.record.cameras', {n: r.cameras.length})}><table>
      <thead><tr><th scope="col">${t('connection.record.col.camera')}</th><th scope="col">${t('connection.zone')}</th><th scope="col">${t('connection.record.col.picture')}</th><th scope="col">${t('connection.record.col.key')}</th><th scope="col">${t('connection.record.col.first', {n: r.limits.firstPictureMs / 1000})}</th>
        <th scope="col">${t('connection.record.col.clock', {n: r.limits.clockOffsetMs / 1000})}</th><th scope="col">${t('connection.record.col.available', {n: r.limits.availabilityPercent})}</th><th scope="col">${t('connection.record.col.password')}</th></tr></thead>
      <tbody>${r.cameras.map(c => html`<tr><td>${c.name}</td><td>${c.place ? placeWords(c.place) : t('connection.zone.none')}</td>
        <td class=${c.pictureSha256 ? '' : 'bad'}>${c.pictureSha256 ? html`${c.acceptedBy}<br><code>${c.pictureSha256.slice(0, 16)}…</code>` : t('connection.record.notAccepted')}</td>
        ${cell(!c.facts.lastKeyPicture, c.facts.lastKeyPicture ? time(Date.parse(c.facts.lastKeyPicture)) : none)}
        ${cell(c.facts.firstPictureMs === null || c.facts.firstPictureMs > r.limits.firstPictureMs, s(c.facts.firstPictureMs))}
        ${c.facts.clock === 'SILENT' ? cell(false, t('connection.clock.SILENT')) : cell(c.facts.clockOffsetMs === null || Math.abs(c.facts.clockOffsetMs) > r.limits.clockOffsetMs, s(c.facts.clockOffsetMs))}
        ${cell(c.facts.availablePercent < r.limits.availabilityPercent, number(c.facts.availablePercent, 1))}
        <td class=${c.facts.credential === 'DEFAULT_REFUSED' ? '' : 'bad'}>${t(`connection.credential.${c.facts.credential}`)}</td></tr>`)}</tbody></table></div>${r.cameras.some(c => c.facts.clock === 'SILENT') ? html`<p class="small muted">${t('connection.clock.SILENT.words')}</p>` : nothing}</section>`;
  }

  #renderParties(open) {
    const r = this.record;
    return html`<div class="parties">${r.signatures.map(s => html`<div><strong>${s.words}</strong>
      ${s.at ? html`<span class="small muted">${t('connection.record.signedAt', {when: `${time(Date.parse(s.at))} ${officialDate(Date.parse(s.at))}`})}</span><span>${s.name}</span>`
        : open && r.connected && session.may(RIGHTS[s.party]) ? html`<button class="btn primary" ?disabled=${this.busy} @click=${() => this.#sign(s.party)}>${icon('pencil', 16)} ${t('connection.record.sign')}</button>` : html`<span class="muted">${t('connection.record.unsigned')}</span>`}</div>`)}</div>`;
  }

  #renderWithdraw() {
    const close = () => (this.asking = null);
    return html`<hd-dialog heading=${t('connection.record.withdraw')} @close=${close}><div class="stack"><p>${t('connection.record.withdraw.words')}</p>
        <div class="field"><label for="reason">${t('plan.reason')}</label><textarea id="reason" rows="3" maxlength="1000" autofocus></textarea></div>${faultNote(this.fault)}${this.fault?.of?.('reason') ? html`<p class="fault">${this.fault.of('reason')}</p>` : nothing}</div>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn danger" ?disabled=${this.busy} @click=${() => this.#act('withdrawal', {reason: this.$('#reason').value}, t('connection.record.WITHDRAWN'))}>${t('connection.record.withdraw')}</button></div></hd-dialog>`;
  }

  #sign(party) {
    this.#act('signature', {party}, t('connection.record.signed'));
  }

  async #act(path, body, done) {
    this.busy = true;
    this.fault = null;
    try {
      await post(`/facilities/${this.record.facilityId}/connection/${path}`, {recordId: this.record.id, ...body});
      this.asking = null;
      toast(done);
      this.emit('record-changed');
    } catch (problem) {
      this.fault = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-connection-record', ConnectionRecord);
