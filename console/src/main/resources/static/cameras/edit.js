import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {passwordField} from '../design/password-field.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {patch, post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {session} from '../app/session.js';
import {t} from '../app/i18n.js';
import {ZONES, zoneCode, zoneWord} from '../app/zones.js';
import {changes, rebased} from './changes.js';
import './test-run.js';

const DRAFT = 'haidang.draft.camera';
const EMPTY = {url: '', subUrl: '', username: '', transport: 'tcp', name: '', zone: '', facilityId: '', recordMain: true, recordSub: false, retentionDays: '', retentionGiB: '', enabled: true};

/** A camera as the fields of the form show it. */
const typed = camera => ({...camera, zone: zoneWord(camera.zone), retentionDays: camera.retentionDays ?? '', retentionGiB: camera.retentionGiB ?? ''});

/** Adds or changes a camera: address, a test that shows each step, the picture, then name and place. A draft survives a closed tab (never the password). */
class CameraEdit extends HdElement {
  static properties = {camera: {attribute: false}, facilityId: {attribute: false}, form: {state: true}, problem: {state: true}, shown: {state: true}, tested: {state: true}, busy: {state: true}, newFacility: {state: true}};

  static styles = [HdElement.styles, css`
    .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; }
    .whole { grid-column: 1 / -1; }
    .part { display: grid; gap: 14px; }
    .part + .part { margin-top: 22px; padding-top: 18px; border-top: 1px solid var(--line); }
    h3 { display: flex; gap: 10px; align-items: center; font-size: var(--size-16); }
    h3 b { display: grid; place-items: center; width: 26px; height: 26px; border-radius: 50%; background: var(--accent); color: var(--on-accent); font-size: var(--size-14); }
    fieldset { border: 0; padding: 0; margin: 0; }
    legend { font-weight: 500; padding: 0 0 4px; }
    summary { cursor: pointer; font-weight: 500; min-height: 28px; }
    details .grid { margin-top: 12px; }
    .foot-words { margin-right: auto; align-self: center; }
    @media (max-width: 560px) { .grid { grid-template-columns: 1fr; } }
  `];

  /** Ticks that a person set; the server decides the others of a new camera, for recording needs the facility's papers. */
  chosen = new Set();

  /** The camera as it was when the person saw it; what he types is measured by it. */
  #seen = null;

  /** A camera's state changes all the time: what was typed stays until another one is opened. */
  willUpdate() {
    if (this.form && this.camera?.id === this.#seen?.id) return;
    this.#seen = this.camera ?? null;
    const draft = this.camera ? null : JSON.parse(sessionStorage.getItem(DRAFT) ?? 'null');
    this.form = typed({...EMPTY, ...this.camera, ...draft, password: undefined, ...(this.facilityId && {facilityId: this.facilityId})});
    if (!this.form.facilityId) this.form.facilityId = [...facts.facilities.keys()][0] ?? '';
    this.newFacility = !this.form.facilityId;
  }

  #set(field, value) {
    this.form = {...this.form, [field]: value};
    if (!this.camera) sessionStorage.setItem(DRAFT, JSON.stringify({...this.form, password: undefined}));
    if (['url', 'username', 'password', 'transport'].includes(field)) this.tested = null;
  }

  #fault(field) {
    return this.problem?.of?.(field);
  }

  render() {
    const {form} = this;
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading=${this.camera ? t('edit.title', {name: this.camera.name}) : t('cameras.add')} @close=${() => this.dispatchEvent(new Event('close'))}>
      <form id="form" @submit=${this.#save} novalidate>
        <section class="part"><h3><b>1</b>${t('edit.address')}</h3>
          ${this.#text('url', t('camera.url'), {placeholder: 'rtsp://192.168.1.64:554/...', hint: t('edit.url.hint'), autofocus: !this.camera})}
          <div class="grid">${this.#text('username', t('camera.username'), {autocomplete: 'off'})}
            ${passwordField({id: 'password', label: t('camera.password'), autocomplete: 'new-password', shown: this.shown, toggle: () => (this.shown = !this.shown), placeholder: this.camera?.hasPassword ? '••••••••' : '',
                hint: this.camera?.hasPassword ? t('edit.password.kept') : '', fault: this.#fault('password'), input: e => this.#set('password', e.target.value)})}</div>
          ${this.#text('subUrl', t('camera.subUrl'), {placeholder: 'rtsp://...', hint: t('edit.subUrl.hint')})}
          <fieldset><legend>${t('camera.transport')}</legend><div class="row">${['tcp', 'udp', 'auto'].map(x => html`<button type="button" class="chip" aria-pressed=${String(form.transport === x)} @click=${() => this.#set('transport', x)}>${x === 'auto' ? t('edit.auto') : x.toUpperCase()}</button>`)}</div></fieldset>
        </section>
        ${session.may('camera.test') ? html`<section class="part"><h3><b>2</b>${t('edit.test')}</h3>
          <div><button type="button" class="btn" ?disabled=${!form.url} @click=${this.#test}>${icon('activity', 16)} ${t('edit.test.go')}</button></div>
          ${form.url ? nothing : html`<p class="muted small">${t('edit.test.first')}</p>`}
          <hd-test-run @tested=${e => (this.tested = e.detail)}></hd-test-run>
        </section>` : nothing}
        <section class="part"><h3><b>${session.may('camera.test') ? 3 : 2}</b>${t('edit.place')}</h3>
          <div class="grid">${this.#text('name', t('camera.name'), {placeholder: t('edit.name.example')})}${this.#text('zone', t('camera.zone'), {placeholder: t('edit.zone.example'), list: 'zones'})}</div>
          <datalist id="zones">${ZONES.map(z => html`<option value=${zoneWord(z)}></option>`)}</datalist>
          <div class="field"><label for="facility">${t('camera.facility')}</label>
            ${this.newFacility ? html`<input id="facility" placeholder=${t('setup.facility.hint')} aria-invalid=${this.#fault('facilityId') ? 'true' : 'false'}>`
              : html`<select id="facility" @change=${e => (e.target.value ? this.#set('facilityId', e.target.value) : (this.newFacility = true))}>
                ${[...facts.facilities.values()].map(f => html`<option value=${f.id} ?selected=${f.id === form.facilityId}>${f.name}</option>`)}${session.may('facility.write') ? html`<option value="">${t('edit.newFacility')}</option>` : nothing}</select>`}
            ${this.#fault('facilityId') ? html`<span class="fault">${icon('circle-alert', 16)} ${this.#fault('facilityId')}</span>` : nothing}</div>
        </section>
        <section class="part"><details ?open=${Boolean(this.camera) || ['recordMain', 'recordSub', 'enabled'].some(f => this.#fault(f))}><summary>${t('edit.recording')}</summary><div class="grid">
          ${this.#tick('enabled', t('edit.enabled'))}${this.#tick('recordMain', t('edit.recordMain'))}${this.#tick('recordSub', t('edit.recordSub'))}<span></span>
          ${this.#text('retentionDays', t('edit.retentionDays'), {type: 'number', hint: t('edit.retentionDays.hint')})}${this.#text('retentionGiB', t('edit.retentionGiB'), {type: 'number', hint: t('edit.retentionGiB.hint')})}
        </div></details>
        ${this.problem && (!this.problem.errors?.length || this.problem.is?.('camera-overtaken')) ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${this.problem.message}</p></div>` : nothing}</section>
      </form>
      <div slot="foot"><span class="small muted foot-words">${this.tested?.ok === false ? t('edit.failedTest') : !this.camera && !this.tested && session.may('camera.test') ? t('edit.notTested') : ''}</span>
        <button class="btn" @click=${() => this.dispatchEvent(new Event('close'))}>${t('cancel')}</button>
        <button class="btn primary" ?disabled=${this.busy} @click=${this.#save}>${this.busy ? t('saving') : this.camera ? t('save') : t('edit.add')}</button></div>
    </hd-dialog>`;
  }

  #text(field, label, {type = 'text', hint, placeholder = '', autocomplete = 'off', autofocus = false, list} = {}) {
    const fault = this.#fault(field);
    return html`<div class="field"><label for=${field}>${label}</label>
      <input id=${field} type=${type} .value=${String(this.form[field] ?? '')} placeholder=${placeholder} list=${list ?? nothing} autocomplete=${autocomplete} spellcheck="false" ?autofocus=${autofocus} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${field}-words" @input=${e => this.#set(field, e.target.value)}>
      <div id="${field}-words">${fault ? html`<span class="fault">${icon('circle-alert', 16)} ${fault}</span>` : hint ? html`<span class="hint">${hint}</span>` : nothing}</div></div>`;
  }

  #tick(field, label) {
    const fault = this.#fault(field);
    return html`<div><label class="tick"><input type="checkbox" .checked=${this.form[field]} aria-invalid=${fault ? 'true' : 'false'} @change=${e => { this.chosen.add(field); this.#set(field, e.target.checked); }}>${label}</label>${fault ? html`<div class="field"><span class="fault">${icon('circle-alert', 16)} ${fault}</span></div>` : nothing}</div>`;
  }

  #test() {
    const {url, username, password, transport} = this.form;
    this.$('hd-test-run').run({url: url.trim(), username: username.trim(), transport, ...(password ? {password} : {}), ...(this.camera ? {cameraId: this.camera.id} : {})});
  }

  async #save(event) {
    event.preventDefault();
    this.problem = null;
    this.busy = true;
    try {
      const body = await this.#body();
      const saved = this.camera ? await patch(`/cameras/${this.camera.id}`, body) : await post('/cameras', body);
      sessionStorage.removeItem(DRAFT);
      facts.put(saved);
      if (this.camera || saved.recordMain || this.chosen.has('recordMain')) toast(t(this.camera ? 'saved' : 'edit.added', {name: saved.name}));
      else toast(t('edit.added.notRecording', {name: saved.name}), 'warn');
      this.dispatchEvent(new CustomEvent('saved', {detail: saved}));
    } catch (problem) {
      this.problem = problem;
      if (problem.is?.('camera-overtaken')) await this.#look();
      await this.updateComplete;
      const wrong = this.renderRoot.querySelector('[aria-invalid="true"]');
      wrong?.focus();
      wrong?.closest('.field')?.scrollIntoView({block: 'center'}); // its sentence stands below it
    } finally {
      this.busy = false;
    }
  }

  /** What holds now comes before the person's eyes; whoever saves once more means it. */
  async #look() {
    await facts.reloadCamera(this.camera.id).catch(() => {});
    const now = facts.cameras.get(this.camera.id) ?? this.#seen;
    this.form = rebased(this.form, typed(this.#seen), typed(now));
    this.#seen = now;
  }

  async #body() {
    const {form} = this;
    let {facilityId} = form;
    const name = this.newFacility && this.$('#facility').value.trim();
    if (name) {
      const facility = await post('/facilities', {name});
      facts.facilities.set(facility.id, facility);
      facilityId = facility.id;
      this.newFacility = false;
      this.#set('facilityId', facilityId);
    }
    const optional = value => (value === '' ? null : Number(value));
    const wanted = {
      facilityId, name: form.name.trim(), zone: zoneCode(form.zone), url: form.url.trim(), subUrl: form.subUrl.trim(), username: form.username.trim(), transport: form.transport,
      recordMain: form.recordMain, recordSub: form.recordSub, retentionDays: optional(form.retentionDays), retentionGiB: optional(form.retentionGiB), enabled: form.enabled,
    };
    if (!this.#seen && !this.chosen.has('recordMain')) delete wanted.recordMain;
    const body = this.#seen ? changes(this.#seen, wanted) : wanted;
    if (form.password) body.password = form.password;
    return body;
  }
}

customElements.define('hd-camera-edit', CameraEdit);
