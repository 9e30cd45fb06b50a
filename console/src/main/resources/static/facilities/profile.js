import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {patch, post, put, urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {number} from '../app/format.js';
import {language, t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {registry} from '../people/registry.js';

const BODIES = ['military', 'civil', 'hotel'];
const OWN = ['name', 'address', 'organisationId', 'areaCode'];
const TEXTS = ['code', 'purpose', 'legalBasis', 'controller', 'notice'];
const NUMBERS = ['capacity', 'occupants', 'latitude', 'longitude', 'retentionDays'];
const DEFAULT_DAYS = 28;

/** What is written down of a facility; `told` {facility, profile}, none for a new one. Emits `saved` (with the id) and `changed`. */
class FacilityProfile extends HdElement {
  static properties = {told: {attribute: false}, form: {state: true}, problem: {state: true}, busy: {state: true}, closing: {state: true}, closingProblem: {state: true}};

  static styles = [HdElement.styles, css`
    form, section { display: grid; gap: 14px; }
    section + section { border-top: 1px solid var(--line); padding-top: 16px; margin-top: 4px; }
    .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; align-items: start; }
    textarea { min-height: 72px; resize: vertical; }
    dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: 6px 16px; }
    dt { color: var(--text-2); } dd { overflow-wrap: anywhere; }
    .actions { display: flex; gap: 8px; flex-wrap: wrap; }
    .foot { position: sticky; bottom: -20px; background: var(--surface-1); padding: 12px 0; display: flex; justify-content: flex-end; gap: 8px; border-top: 1px solid var(--line); margin-top: 8px; }
    textarea[aria-invalid='true'], select[aria-invalid='true'] { border-color: var(--alarm); }
    @media (max-width: 480px) { .grid { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    this.follow(registry, 'change');
    this.follow(facts, 'cameras');
  }

  willUpdate(changed) {
    const id = this.told?.facility.id;
    if (this.form && (!changed.has('told') || (this.form.id === id && this.form.dirty))) return;
    const {facility = {}, profile = {}} = this.told ?? {};
    this.form = {id, dirty: false};
    for (const f of OWN) this.form[f] = facility[f] ?? '';
    for (const f of TEXTS) this.form[f] = profile[f] ?? '';
    for (const f of NUMBERS) this.form[f] = profile[f] === null || profile[f] === undefined ? '' : String(profile[f]).replace('.', language.code === 'vi' ? ',' : '.');
    if (this.form.retentionDays === '' && session.may('facility.write')) this.form.retentionDays = String(DEFAULT_DAYS);
    this.form.managingBody = profile.managingBody ?? '';
  }

  #set(field, value) {
    this.form = {...this.form, [field]: value, dirty: true};
  }

  /** Both coordinates pasted into one field are two. */
  #place(field, value) {
    const both = value.match(/^\s*(-?\d+[.]\d+)\s*[,;\s]\s*(-?\d+[.]\d+)\s*$/);
    if (both) {
      this.#set('latitude', both[1]);
      this.#set('longitude', both[2]);
    } else {
      this.#set(field, value);
    }
  }

  render() {
    return session.may('facility.write') && !this.told?.profile.closing ? this.#renderForm() : this.#renderFacts();
  }

  #renderFacts() {
    const {facility, profile} = this.told;
    const fact = (label, value) => (value === '' || value === null || value === undefined ? nothing : html`<dt>${label}</dt><dd>${value}</dd>`);
    return html`<dl>${fact(t('registry.code'), profile.code)}${fact(t('registry.address'), facility.address)}${fact(t('registry.organisation'), registry.organisations.get(facility.organisationId)?.name)}${fact(t('registry.areaCode'), registry.areas.get(facility.areaCode)?.name)}
      ${fact(t('registry.managingBody'), profile.managingBody ? t(`managingBody.${profile.managingBody}`) : '')}${fact(t('registry.capacity'), profile.capacity === null ? '' : number(profile.capacity))}${fact(t('registry.occupants'), profile.occupants === null ? '' : number(profile.occupants))}
      ${fact(t('registry.purpose'), profile.purpose)}${fact(t('registry.legalBasis'), profile.legalBasis)}${fact(t('registry.controller'), profile.controller)}${fact(t('registry.retentionDays'), profile.retentionDays)}</dl>${this.#renderActions()}`;
  }

  #renderForm() {
    const none = ['', t('units.none')];
    return html`<form @submit=${this.#save} novalidate>
      <section>
        ${this.#text('name', t('registry.name'), {placeholder: t('setup.facility.hint')})}
        <div class="grid">${this.#text('code', t('registry.code'), {placeholder: 'NT-01', hint: t('registry.code.hint')})}
          <div class="field"><span class="label" id="body">${t('registry.managingBody')}</span><div class="row" role="group" aria-labelledby="body">${BODIES.map(b => html`<button type="button" class="chip" aria-pressed=${String(this.form.managingBody === b)} @click=${() => this.#set('managingBody', this.form.managingBody === b ? '' : b)}>${t(`managingBody.${b}`)}</button>`)}</div></div></div>
        ${this.#text('address', t('registry.address'))}
        <div class="grid">${this.#choose('organisationId', t('registry.organisation'), [none, ...[...registry.organisations.values()].map(o => [o.id, o.name])])}${this.#choose('areaCode', t('registry.areaCode'), [none, ...[...registry.areas.values()].map(a => [a.code, `${a.name} (${a.code})`])])}</div>
        <div class="grid">${this.#text('capacity', t('registry.capacity'), {mode: 'numeric'})}${this.#text('occupants', t('registry.occupants'), {mode: 'numeric', hint: t('registry.occupants.hint')})}</div>
        <div class="grid">${this.#text('latitude', t('registry.latitude'), {mode: 'decimal', hint: t('registry.latitude.hint'), set: v => this.#place('latitude', v)})}${this.#text('longitude', t('registry.longitude'), {mode: 'decimal', set: v => this.#place('longitude', v)})}</div>
      </section>
      <section><div><h3>${t('registry.papers')}</h3><p class="small muted">${t('registry.papers.words')}</p></div>
        ${this.form.purpose || this.form.legalBasis ? nothing : html`<div><button type="button" class="btn" @click=${this.#suggest}>${icon('clipboard-paste', 16)} ${t('registry.suggest')}</button></div>`}
        ${this.#area('purpose', t('registry.purpose'))}${this.#area('legalBasis', t('registry.legalBasis'))}
        <div class="grid">${this.#text('controller', t('registry.controller'), {hint: t('registry.controller.hint')})}${this.#text('retentionDays', t('registry.retentionDays'), {mode: 'numeric', hint: t('registry.retentionDays.hint')})}</div>
        ${this.#area('notice', t('registry.notice'), t('registry.notice.hint'))}
      </section>
      ${this.#renderActions()}
      ${faultNote(this.problem)}
      ${this.problem?.is?.('changed-meanwhile') ? html`<div><button type="button" class="btn" @click=${this.#reload}>${icon('refresh-cw', 16)} ${t('registry.reload')}</button></div>` : nothing}
      <div class="foot"><button class="btn primary" ?disabled=${this.busy || !this.form.dirty}>${this.busy ? t('saving') : this.told ? t('save') : t('facilities.add')}</button></div>
    </form>${this.closing ? this.#renderClosing() : nothing}`;
  }

  #renderActions() {
    if (!this.told) return nothing;
    const {facility, profile, life} = this.told;
    const idle = [...facts.cameras.values()].filter(c => c.facilityId === facility.id && c.enabled && !c.recordMain);
    return html`<section><div class="actions">
      ${profile.missing.length ? nothing : html`<a class="btn" target="_blank" rel="noopener" href=${urls.of(`/facilities/${facility.id}/notice.html`)}>${icon('printer', 16)} ${t('facility.notice')}</a>
        <a class="btn" href=${urls.of(`/facilities/${facility.id}/notice.pdf`)} download>${icon('download', 16)} ${t('facility.notice.pdf')}</a>`}
      ${session.may('camera.write') && idle.length && !profile.recordingRefused ? html`<button type="button" class="btn" ?disabled=${this.busy} @click=${() => this.#record(idle)}>${icon('circle-dot', 16)} ${t('facility.record', {n: idle.length})}</button>` : nothing}
      ${session.may('facility.close') && ['OPERATING', 'DEGRADED', 'LOST', 'SUSPENDED'].includes(life.stage) ? html`<button type="button" class="btn danger" @click=${() => (this.closing = true)}>${icon('power', 16)} ${t('facility.close')}</button>` : nothing}</div></section>`;
  }

  #renderClosing() {
    const fault = field => this.closingProblem?.of?.(field);
    const close = () => (this.closing = false);
    return html`<hd-dialog heading=${t('facility.close.title', {name: this.told.facility.name})} @close=${close}><div class="stack">
      <div class="note warn">${icon('triangle-alert')}<p>${t('facility.close.words', {n: this.told.profile.retentionDays ?? DEFAULT_DAYS})}</p></div>
      <div class="field"><label for="document">${t('facility.close.document')}</label><input id="document" maxlength="100" aria-describedby="document-words">${fieldWords('document', fault('document'), t('facility.close.document.hint'))}</div>
      <div class="field"><label for="reason">${t('facility.close.reason')}</label><textarea id="reason" maxlength="500" aria-describedby="reason-words" aria-invalid=${fault('reason') ? 'true' : 'false'}></textarea>${fieldWords('reason', fault('reason'), '')}</div>
      ${faultNote(this.closingProblem)}</div>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn danger" ?disabled=${this.busy} @click=${this.#close}>${t('facility.close.go')}</button></div></hd-dialog>`;
  }

  #fieldOf(field) {
    return this.problem?.of?.(field);
  }

  #text(field, label, {hint, placeholder = '', mode = 'text', set = v => this.#set(field, v)} = {}) {
    const fault = this.#fieldOf(field);
    return html`<div class="field"><label for=${field}>${label}</label><input id=${field} .value=${this.form[field]} placeholder=${placeholder} inputmode=${mode} autocomplete="off" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${field}-words" @input=${e => set(e.target.value)}>${fieldWords(field, fault, hint)}</div>`;
  }

  #area(field, label, hint) {
    const fault = this.#fieldOf(field);
    return html`<div class="field"><label for=${field}>${label}</label><textarea id=${field} .value=${this.form[field]} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${field}-words" @input=${e => this.#set(field, e.target.value)}></textarea>${fieldWords(field, fault, hint)}</div>`;
  }

  #choose(field, label, entries) {
    const fault = this.#fieldOf(field);
    return html`<div class="field"><label for=${field}>${label}</label><select id=${field} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${field}-words" @change=${e => this.#set(field, e.target.value)}>
      ${entries.map(([value, words]) => html`<option value=${value} ?selected=${value === this.form[field]}>${words}</option>`)}</select>${fieldWords(field, fault, '')}</div>`;
  }

  /** Words to begin with, to be read before they are kept. */
  #suggest = () => {
    this.form = {...this.form, purpose: t('registry.suggest.purpose'), legalBasis: t('registry.suggest.legalBasis'), dirty: true};
  };

  #reload = () => {
    this.problem = null;
    this.form = {...this.form, dirty: false};
    this.dispatchEvent(new Event('changed'));
  };

  /** "1.200", "11,5675" as people here write them; what is no number goes as it is and comes back with its fault. */
  #number(field) {
    const text = this.form[field].trim();
    if (!text) return null;
    const plain = ['latitude', 'longitude'].includes(field) ? text.replace(',', '.') : text.replace(/[. ]/g, '');
    const value = Number(plain);
    return Number.isFinite(value) ? value : text;
  }

  #save = async event => {
    event?.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const {form} = this;
      const own = Object.fromEntries(OWN.map(f => [f, form[f].trim()]));
      let id = this.told?.facility.id;
      if (!id) {
        id = (await post('/facilities', Object.fromEntries(Object.entries(own).filter(([, v]) => v)))).id;
        this.told = {facility: {id, ...own}, profile: {revision: 0, blocks: [], missing: []}, life: {}};
        this.form = {...form, id, dirty: true};
      } else if (OWN.some(f => own[f] !== (this.told.facility[f] ?? ''))) {
        await patch(`/facilities/${id}`, own);
      }
      const {revision, blocks} = this.told.profile;
      await put(`/facilities/${id}/profile`, {
        revision, blocks, managingBody: form.managingBody || null, ...Object.fromEntries(TEXTS.map(f => [f, form[f].trim()])), ...Object.fromEntries(NUMBERS.map(f => [f, this.#number(f)])),
      });
      this.form = {...this.form, dirty: false};
      facts.load().catch(() => {});
      toast(t('saved'));
      this.dispatchEvent(new CustomEvent('saved', {detail: id}));
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };

  async #record(cameras) {
    this.busy = true;
    try {
      for (const camera of cameras) facts.put(await patch(`/cameras/${camera.id}`, {recordMain: true}));
      toast(t('facility.recording', {n: cameras.length}));
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #close = async () => {
    this.busy = true;
    this.closingProblem = null;
    try {
      await post(`/facilities/${this.told.facility.id}/closing`, {document: this.$('#document').value.trim(), reason: this.$('#reason').value.trim()});
      this.closing = false;
      toast(t('facility.close.done'));
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      this.closingProblem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-facility-profile', FacilityProfile);
