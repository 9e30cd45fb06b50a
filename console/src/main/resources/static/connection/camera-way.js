import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {lines, patch, put} from '../app/api.js';
import {dateTime, number, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {ZONES} from '../app/zones.js';
import {marks, whoWords} from '../plan/page.js';
import {placeWords} from './place.js';
import './judge.js';

const PROGRESS = {DONE: ['live', 'circle-check'], NEXT: ['warn', 'circle-dot'], BLOCKED: ['alarm', 'ban'], WAITING: ['offline', 'circle']};
const FLOOR_ZONES = ['corridor', 'waiting-hall', 'outside-bathroom'];
const FORBIDDEN = ['room', 'toilet', 'bathroom'];
/** Steps that may be done again after they were done once. */
const AGAIN = ['DEVICE_ANSWERS', 'PASSWORD_SEALED', 'DEFAULT_PASSWORD_REFUSED', 'STREAM_OK', 'ZONE_SET', 'PICTURE_ACCEPTED'];

/** The steps of one camera, in order; the open one shows what to do. Emits `way-changed`. */
class CameraWay extends HdElement {
  static properties = {camera: {}, limits: {}, missing: {attribute: false}, facilityId: {}, open: {state: true}, run: {state: true}, busy: {state: true}, fault: {state: true}, zone: {state: true}};

  static styles = [HdElement.styles, marks, css`
    :host { display: block; }
    .card { padding: 16px; display: grid; gap: 12px; }
    h2 { overflow-wrap: anywhere; }
    li.step { display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); gap: 0 8px; position: relative; padding-bottom: 12px; }
    li.step:not(:last-child)::before { content: ''; position: absolute; left: 0.5rem; top: 1.75rem; bottom: 0; width: 2px; background: var(--line); }
    li.step.DONE { padding-bottom: 2px; }
    li.step.DONE:not(:last-child)::before { display: none; }
    li.step > span { margin-top: 3px; }
    .field > div:empty { display: none; }
    li.step .title { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; min-height: 28px; }
    li.step.WAITING .title { color: var(--text-2); }
    .title strong { font-weight: 500; }
    li.NEXT .title strong, li.BLOCKED .title strong { font-weight: 600; }
    .todo { display: grid; gap: 10px; margin: 4px 0 8px; }
    form { display: flex; gap: 10px; flex-wrap: wrap; align-items: flex-end; }
    form .field { flex: 1 1 11rem; }
    .log { border: 1px solid var(--line); border-radius: var(--radius); padding: 8px 12px; background: var(--surface-2); }
    .log li { display: flex; gap: 8px; padding: 2px 0; align-items: flex-start; }
    .log .icon { margin-top: 3px; }
    table { border-collapse: collapse; width: 100%; }
    th { text-align: left; font-weight: 500; font-size: var(--size-12); color: var(--text-2); padding: 4px 12px 4px 0; }
    td { padding: 6px 12px 6px 0; border-top: 1px solid var(--line); vertical-align: top; }
    .link { all: unset; color: var(--accent-text); text-decoration: underline; text-underline-offset: 3px; cursor: pointer; font-size: var(--size-12); }
    .link:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
  `];

  willUpdate(changed) {
    if (changed.has('camera') && changed.get('camera')?.cameraId !== this.camera.cameraId) {
      this.open = this.run = this.fault = null;
      this.zone = {zone: this.camera.place?.zone ?? '', block: this.camera.place?.block ?? '', floor: this.camera.place?.floor ?? ''};
    }
  }

  render() {
    const {camera} = this;
    return html`<section class="card"><h2>${camera.name}</h2>
      <ol>${camera.steps.map(step => this.#renderStep(step))}</ol></section>`;
  }

  #renderStep(step) {
    const [tone, drawing] = PROGRESS[step.progress];
    const again = step.progress === 'DONE' && AGAIN.includes(step.step) && this.#may(step.step);
    const shown = step.progress === 'NEXT' || step.progress === 'BLOCKED' || this.open === step.step;
    return html`<li class="step ${step.progress}" aria-current=${step.progress === 'NEXT' ? 'step' : nothing}><span class=${tone}>${icon(drawing)}</span><div>
      <div class="title"><strong>${step.words}</strong><span class="words-only">${t(`connection.progress.${step.progress}`)}</span>
        ${step.step === 'ZONE_SET' && this.camera.place ? html`<span class="muted">${placeWords(this.camera.place)}</span>` : nothing}
        ${step.step === 'PICTURE_ACCEPTED' && this.camera.judgement ? html`<span class="muted small">${t(this.camera.judgement.accepted ? 'connection.acceptedBy' : 'connection.rejectedBy', {name: this.camera.judgement.by, when: dateTime(Date.parse(this.camera.judgement.at))})}</span>` : nothing}
        ${again ? html`<button class="link" aria-expanded=${String(this.open === step.step)} @click=${() => { this.open = this.open === step.step ? null : step.step; this.fault = null; }}>${t(this.open === step.step ? 'close' : 'connection.again')}</button>` : nothing}</div>
      ${shown ? html`<div class="todo">${step.sentence ? html`<div><p>${step.sentence}</p>${whoWords(step.who)}</div>` : nothing}${this.#renderWork(step)}</div>` : nothing}</div></li>`;
  }

  #may(step) {
    if (step === 'STREAM_OK') return session.may('camera.picture');
    if (step === 'PICTURE_ACCEPTED') return session.may('connection.accept') && session.may('camera.picture');
    if (step === 'PASSWORD_SEALED') return session.may('camera.write');
    return session.may('connection.write');
  }

  #renderWork(step) {
    if (step.step === 'PROVEN') return this.#renderProof();
    if (!this.#may(step.step)) return step.step === 'PLAN_COVERS' || step.step === 'CONNECTION_ORDERED' ? nothing : html`<p class="small muted">${t('connection.notYours')}</p>`;
    switch (step.step) {
      case 'DEVICE_ANSWERS': return html`<div><button class="btn primary" ?disabled=${this.busy} @click=${() => this.#talk('test', {})}>${icon('play', 16)} ${t(this.busy ? 'connection.testing' : 'connection.test')}</button></div>${this.#renderLog('test')}`;
      case 'PASSWORD_SEALED': return this.#renderPassword();
      case 'DEFAULT_PASSWORD_REFUSED': return html`${step.progress === 'BLOCKED' ? this.#renderPassword() : nothing}<form @submit=${this.#tryDefaults}><div class="field"><label for="make">${t('connection.make')}</label><input id="make" maxlength="50" autocomplete="off" placeholder="Hikvision, Dahua, KBVision…"></div>
          <button class="btn ${step.progress === 'BLOCKED' ? '' : 'primary'}" ?disabled=${this.busy}>${icon('key-round', 16)} ${t(this.busy ? 'connection.testing' : 'connection.defaults')}</button></form><p class="small muted">${t('connection.defaults.words')}</p>
        ${this.#renderLog('default-password')}`;
      case 'STREAM_OK': case 'PICTURE_ACCEPTED': return html`<hd-judge .camera=${this.camera} .decide=${step.step === 'PICTURE_ACCEPTED'}></hd-judge>`;
      case 'ZONE_SET': return this.#renderZone();
      default: return nothing;
    }
  }

  #renderLog(kind) {
    if (this.run?.kind !== kind) return nothing;
    const good = line => (line.step === 'attempt' ? line.outcome === 'refused' : line.ok);
    return html`<div class="log" role="status" aria-live="polite"><ol>${this.run.lines.map(line => html`<li><span class=${good(line) ? 'live' : line.outcome === 'unclear' ? 'warn' : 'alarm'}>${icon(good(line) ? 'circle-check' : line.outcome === 'unclear' ? 'circle-help' : 'circle-x', 16)}</span>
        <div>${line.step === 'result' ? html`<strong>${line.message}</strong>` : line.message}${line.action ? html`<p><strong>${line.action}</strong></p>` : nothing}</div></li>`)}
        ${this.busy ? html`<li><span class="turning">${icon('loader-circle', 16)}</span><span class="muted">${t('connection.asking')}</span></li>` : nothing}</ol></div>${faultNote(this.run.problem)}`;
  }

  #renderPassword() {
    const fault = name => this.fault?.of?.(name);
    const field = (name, label, type) => html`<div class="field"><label for=${name}>${label}</label><input id=${name} type=${type} autocomplete=${type === 'password' ? 'new-password' : 'off'} maxlength="200" aria-invalid=${fault(name) ? 'true' : 'false'} aria-describedby="${name}-words">${fieldWords(name, fault(name))}</div>`;
    if (!session.may('camera.write')) return nothing;
    return html`<form @submit=${this.#savePassword} novalidate>${field('username', t('connection.username'), 'text')}${field('password', t('connection.password'), 'password')}<button class="btn primary" ?disabled=${this.busy}>${t('connection.password.save')}</button></form>
      <p class="small muted">${t('connection.password.words')}</p>${faultNote(this.fault)}`;
  }

  #renderZone() {
    const {zone} = this;
    const floor = FLOOR_ZONES.includes(zone.zone);
    const set = (name, value) => (this.zone = {...this.zone, [name]: value});
    const fault = name => this.fault?.of?.(name);
    const open = this.missing ?? [];
    const known = (name, values) => html`<datalist id="known-${name}">${[...new Set(values)].map(v => html`<option value=${v}></option>`)}</datalist>`;
    return html`<form @submit=${this.#saveZone} novalidate><div class="field"><label for="zone">${t('connection.zone')}</label><select id="zone" @change=${e => set('zone', e.target.value)}>
        <option value="">${t('connection.zone.choose')}</option>${ZONES.map(z => html`<option value=${z} ?selected=${z === zone.zone}>${t(`zone.${z}`)}</option>`)}
        <optgroup label=${t('connection.zone.forbidden')}>${FORBIDDEN.map(z => html`<option value=${z} ?selected=${z === zone.zone}>${t(`connection.zone.${z}`)}</option>`)}</optgroup></select>${fieldWords('zone', fault('zone'))}</div>
      ${floor ? html`<div class="field"><label for="block">${t('connection.block')}</label><input id="block" list="known-block" maxlength="50" .value=${zone.block} @input=${e => set('block', e.target.value)}>${fieldWords('block', fault('block'))}</div>
        <div class="field"><label for="floor">${t('connection.floor')}</label><input id="floor" list="known-floor" maxlength="50" .value=${zone.floor} @input=${e => set('floor', e.target.value)}>${fieldWords('floor', fault('floor'))}</div>
        ${known('block', open.map(p => p.block).filter(Boolean))}${known('floor', open.filter(p => p.floor && (!zone.block || p.block === zone.block)).map(p => p.floor))}` : nothing}
      <button class="btn primary" ?disabled=${this.busy || !zone.zone}>${t('connection.zone.save')}</button></form>
      ${zone.zone && !FORBIDDEN.includes(zone.zone) ? html`<p class="small muted">${t(`connection.rule.${zone.zone}`)}</p>` : nothing}${faultNote(this.fault)}`;
  }

  /** Each limit beside what was measured: a verdict nobody can type in has to show its reasons. */
  #renderProof() {
    const f = this.camera.facts;
    const {limits} = this;
    const open = new Set(this.camera.shortfalls.map(s => s.code));
    const none = t('connection.unmeasured');
    const row = (code, label, measured, limit) => html`<tr><td><span class=${open.has(code) ? 'alarm' : 'live'}>${icon(open.has(code) ? 'circle-x' : 'circle-check', 16)}</span></td><td>${label}</td><td class="num"><strong>${measured}</strong></td><td class="num muted">${limit}</td></tr>`;
    const seconds = ms => (ms === null ? none : t('connection.s', {n: number(ms / 1000, 1)}));
    return html`<table><thead><tr><th></th><th>${t('connection.proof.what')}</th><th>${t('connection.proof.measured')}</th><th>${t('connection.proof.limit')}</th></tr></thead><tbody>
        ${row('LINK_DOWN', t('connection.proof.link'), t(f.linkUp ? 'connection.up' : 'connection.down'), t('connection.up'))}
        ${row('NO_PICTURE', t('connection.proof.key'), f.lastKeyPicture ? when(Date.parse(f.lastKeyPicture)) : none, t('connection.atMost', {n: t('unit.minutes', {n: limits.keyPictureMs / 60_000})}))}
        ${row('SLOW_FIRST_PICTURE', t('connection.proof.first'), seconds(f.firstPictureMs), t('connection.atMost', {n: seconds(limits.firstPictureMs)}))}
        ${row('CLOCK_OFF', t('connection.proof.clock'), f.clock === 'SILENT' ? t('connection.clock.SILENT') : seconds(f.clockOffsetMs), t('connection.atMost', {n: seconds(limits.clockOffsetMs)}))}
        ${row('LOW_AVAILABILITY', t('connection.proof.available'), `${number(f.availablePercent, 1)}%`, t('connection.atLeast', {n: `${limits.availabilityPercent}%`}))}</tbody></table>
      ${this.camera.shortfalls.length > 1 ? html`<ul class="stack">${this.camera.shortfalls.slice(1).map(s => html`<li><p>${s.sentence}</p><span class="small">${whoWords(s.who)}</span></li>`)}</ul>` : nothing}
      ${f.clock === 'SILENT' ? html`<p class="small">${t('connection.clock.SILENT.words')}</p>` : nothing}
      <p class="small muted">${t('connection.proof.words', {when: when(Date.parse(f.at))})}</p>`;
  }

  #tryDefaults = event => {
    event.preventDefault();
    this.#talk('default-password', {make: event.target.querySelector('#make').value.trim()});
  };

  async #talk(kind, body) {
    this.busy = true;
    this.run = {kind, lines: []};
    try {
      await lines(`/cameras/${this.camera.cameraId}/connection/${kind}`, body, line => (this.run = {...this.run, lines: [...this.run.lines, line]}));
    } catch (problem) {
      this.run = {...this.run, problem};
    } finally {
      this.busy = false;
      this.emit('way-changed');
    }
  }

  #savePassword = event => {
    event.preventDefault();
    const value = name => event.target.querySelector(`#${name}`).value;
    const body = {password: value('password')};
    if (value('username').trim()) body.username = value('username').trim();
    if (!body.password) return event.target.querySelector('#password').focus();
    this.#act(() => patch(`/cameras/${this.camera.cameraId}`, body), t('connection.password.saved'));
  };

  #saveZone = event => {
    event.preventDefault();
    this.#act(() => put(`/cameras/${this.camera.cameraId}/connection/zone`, this.zone), t('saved'));
  };

  async #act(run, done) {
    this.busy = true;
    this.fault = null;
    try {
      await run();
      this.open = null;
      toast(done);
      this.emit('way-changed');
    } catch (problem) {
      this.fault = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('hd-camera-way', CameraWay);
