import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, post, urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {dateTime} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';

const LOOKS = {signed: ['live', 'circle-check'], returned: ['alarm', 'circle-x'], waiting: ['offline', 'circle']};

/** The consolidated list, version by version, with who signed when at each station, and the step that comes next. */
class ContactVersions extends HdElement {
  static properties = {lists: {state: true}, opened: {state: true}, problem: {state: true}, busy: {state: true}, returning: {state: true}, returnProblem: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; overflow: auto; padding: 0 20px 20px; min-height: 0; }
    .list { padding: 14px 16px; display: grid; gap: 12px; margin-bottom: 14px; }
    p.actions { margin-bottom: 14px; }
    .hops { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; }
    .hop { border-top: 3px solid var(--line-strong); padding-top: 8px; display: grid; gap: 2px; align-content: start; }
    .hop.signed { border-color: var(--live); } .hop.returned { border-color: var(--alarm); }
    span.live { color: var(--live); } span.alarm { color: var(--alarm); } span.offline { color: var(--offline); }
    .hop .row { align-items: flex-start; } .hop .icon { margin-top: 2px; }
    .actions { display: flex; gap: 8px; flex-wrap: wrap; }
    .scroll { overflow: auto; max-height: 50vh; border: 1px solid var(--line); border-radius: var(--radius); }
    table { border-collapse: separate; border-spacing: 0; width: 100%; }
    th { position: sticky; top: 0; background: var(--surface-2); text-align: left; font-size: var(--size-12); padding: 8px 10px; white-space: nowrap; }
    td { padding: 7px 10px; border-top: 1px solid var(--line); vertical-align: top; }
    .first { display: grid; gap: 12px; justify-items: center; text-align: center; padding: 40px 16px; }
    .first p { max-width: 56ch; }
    @media (max-width: 760px) { :host { padding: 0 12px 12px; } .hops { grid-template-columns: 1fr; } .hop { border-top: 0; border-left: 3px solid var(--line-strong); padding: 0 0 0 10px; } }
  `];

  constructor() {
    super();
    this.follow(facts, 'programme', e => e.detail.topic === 'contact' && this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.lists = await get('/contact-lists');
      if (this.opened) this.opened = await get(`/contact-lists/${this.opened.version}`);
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (!this.lists) return html`<p class="first">${this.problem ? faultNote(this.problem) : t('wait.loading')}</p>`;
    const consolidate = session.may('contact.consolidate') ? html`<button class="btn ${this.lists.length ? '' : 'primary'}" ?disabled=${this.busy} @click=${this.#consolidate}>${icon('plus', 16)} ${t('versions.make')}</button>` : nothing;
    return html`${faultNote(this.problem)}
      ${this.lists.length ? html`<p class="actions">${consolidate}</p>` : html`<div class="first">${icon('list', 48)}<h2>${t('versions.first')}</h2><p class="muted">${t('versions.first.words')}</p>${consolidate}</div>`}
      ${this.lists.map(list => this.#renderList(list))}
      ${this.returning ? this.#renderReturn() : nothing}`;
  }

  #renderList(list) {
    const open = this.opened?.version === list.version;
    const receive = session.may('contact.receive');
    return html`<section class="card list"><div class="row"><h2 class="grow">${t('versions.title', {n: list.version})}</h2><span class="muted">${t('versions.entries', {n: list.entryCount})}</span></div>
      <div class="hops">${list.hops.map(h => {
        const [tone, drawing] = LOOKS[h.status];
        return html`<div class="hop ${h.status}"><div class="row"><span class=${tone}>${icon(drawing, 16)}</span><strong>${t(`hop.${h.hop}`)}</strong></div>
          ${h.at ? html`<p class="small">${h.status === 'returned' ? t('versions.returned') : t('versions.signed')} · <time>${dateTime(Date.parse(h.at))}</time></p><p class="small muted">${h.signer}</p>` : html`<p class="small muted">${list.turn === h.hop ? t('versions.turn') : t('versions.waiting')}</p>`}
          ${h.reason ? html`<p class="small">${t('versions.reason', {reason: h.reason})}</p>` : nothing}</div>`;
      })}</div>
      ${list.returned ? html`<p class="muted">${t('versions.answer')}</p>` : nothing}
      <div class="actions"><button class="btn" aria-expanded=${String(open)} @click=${() => this.#open(list)}>${t(open ? 'versions.hide' : 'versions.show')}</button>
        <a class="btn" href=${urls.of(`/contact-lists/${list.version}/export.xlsx`)} download>${icon('download', 16)} XLSX</a><a class="btn" href=${urls.of(`/contact-lists/${list.version}/export.pdf`)} download>${icon('download', 16)} PDF</a><a class="btn" href=${urls.of(`/contact-lists/${list.version}/export.docx`)} download>${icon('download', 16)} DOCX</a><a class="btn" target="_blank" rel="noopener" href=${urls.of(`/contact-lists/${list.version}/print.html`)}>${icon('printer', 16)} ${t('contacts.print')}</a>
        ${receive && ['department', 'ministry'].includes(list.turn) ? html`<button class="btn primary" ?disabled=${this.busy} @click=${() => this.#sign(list)}>${icon('check', 16)} ${t(`versions.sign.${list.turn}`)}</button>
          <button class="btn" ?disabled=${this.busy} @click=${() => (this.returning = list)}>${t('versions.return')}</button>` : nothing}</div>
      ${open ? this.#renderEntries(this.opened) : nothing}</section>`;
  }

  #renderEntries(list) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('versions.title', {n: list.version})}><table><thead><tr>${['fullName', 'title', 'phone', 'email', 'facility'].map(f => html`<th scope="col">${t(`contact.${f}`)}</th>`)}<th scope="col">${t('versions.by')}</th></tr></thead>
      <tbody>${list.entries.map(e => html`<tr><td>${e.fullName}</td><td>${e.title}</td><td>${e.phone}</td><td>${e.email}</td><td>${e.facility}</td><td class="small muted">${e.submittedBy}<br><time>${dateTime(Date.parse(e.submittedAt))}</time></td></tr>`)}</tbody></table></div>`;
  }

  #renderReturn() {
    const close = () => (this.returning = null);
    return html`<hd-dialog heading=${t('versions.return.title', {n: this.returning.version})} @close=${close}><div class="stack"><p>${t('versions.return.words')}</p>
      <div class="field"><label for="why">${t('versions.return.reason')}</label><textarea id="why" maxlength="500" aria-describedby="why-words"></textarea>${fieldWords('why', this.returnProblem?.of?.('reason'), '')}</div>${faultNote(this.returnProblem)}</div>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#return}>${t('versions.return')}</button></div></hd-dialog>`;
  }

  async #open(list) {
    this.opened = this.opened?.version === list.version ? null : await get(`/contact-lists/${list.version}`);
  }

  #consolidate = () => this.#act(async () => {
    const list = await post('/contact-lists');
    toast(t('versions.made', {n: list.version}));
  });

  #sign(list) {
    return this.#act(async () => {
      await post(`/contact-lists/${list.version}/signatures`, {hop: list.turn});
      toast(t('versions.done'));
    });
  }

  #return = async () => {
    this.busy = true;
    this.returnProblem = null;
    try {
      await post(`/contact-lists/${this.returning.version}/return`, {reason: this.$('#why').value});
      this.returning = null;
      await this.#load();
    } catch (problem) {
      this.returnProblem = problem;
    } finally {
      this.busy = false;
    }
  };

  async #act(act) {
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
    await this.#load();
  }
}

customElements.define('hd-contact-versions', ContactVersions);
