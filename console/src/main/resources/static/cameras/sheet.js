import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {post, put, remove} from '../app/api.js';
import {facts} from '../app/facts.js';
import {bitrate, codecName, number, percent, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {acceptCertificate, otherCertificate} from './other-certificate.js';
import {KINDS, kindOf, kindWord} from '../app/camera-state.js';
import {zoneWord} from '../app/zones.js';
import '../watch/tile.js';
import './test-run.js';
import './coverage-strip.js';
import './storage.js';
import './reported-list.js';
import './at-site.js';

/** One camera: its live picture, its facts, its coverage, and what can be done with it. */
class CameraSheet extends HdElement {
  static properties = {camera: {attribute: false}, removing: {state: true}, looking: {state: true}, asking: {state: true}, answered: {state: true}, confirmed: {state: true}};

  static styles = [HdElement.styles, css`
    hd-tile { aspect-ratio: 16 / 9; border-radius: var(--radius); }
    dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: 6px 16px; }
    dt { color: var(--text-2); }
    dd { overflow-wrap: anywhere; }
    dl.certificate { grid-template-columns: 1fr; margin: 8px 0; }
    section > h3 { margin-bottom: 8px; }
    span.live { color: var(--live); } span.warn { color: var(--warn); } span.alarm { color: var(--alarm); } span.offline { color: var(--offline); }
    .device { display: flex; gap: 6px 10px; align-items: center; flex-wrap: wrap; }
    .streams { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
    .streams .card { padding: 10px 12px; }
    .streams .card p { font-variant-numeric: tabular-nums; }
    @media (max-width: 500px) { .streams { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    this.follow(facts, 'cameras');
  }

  render() {
    const {camera} = this;
    const write = session.may('camera.write');
    const kind = kindOf(camera);
    const {tone, icon: drawing} = KINDS[kind];
    return html`<hd-dialog side heading=${camera.name} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="stack">
        ${session.may('live.view') ? html`<hd-tile plain .cameraId=${camera.id}></hd-tile>` : nothing}
        <div class="row"><span class=${tone}>${icon(drawing)}</span><strong>${kindWord(kind)}</strong><span class="muted">${camera.state.since ? t('tile.since', {when: when(Date.parse(camera.state.since))}) : ''}</span></div>
        ${kind === 'live' ? nothing : html`<div class="note ${tone}">${icon(drawing)}<div><p>${camera.state.message}</p>${camera.state.action ? html`<p><strong>${camera.state.action}</strong></p>` : nothing}
          ${camera.state.retryAt ? html`<p class="small muted">${t('camera.attempt', {n: camera.state.attempt ?? 1, when: when(Date.parse(camera.state.retryAt))})}</p>` : nothing}</div></div>`}
        ${kind !== 'live' && session.may('camera.test') && camera.url.startsWith('rtsp:') ? html`<div><button class="btn find-cause" ?disabled=${this.looking} @click=${this.#look}>${icon('activity', 16)} ${t('camera.cause')}</button></div>` : nothing}
        <hd-test-run @tested=${() => (this.looking = false)}></hd-test-run>
        ${session.may('recording.view') || session.may('live.view') ? html`<div class="row">
          ${session.may('recording.view') ? html`<a class="btn" href=${router.link('playback', {cameras: camera.id})}>${icon('history', 16)} ${t('nav.playback')}</a>` : nothing}
          ${session.may('incident.write') ? html`<a class="btn" href=${router.link('incidents', {add: 1, cameras: camera.id})}>${icon('siren', 16)} ${t('incidents.report')}</a>` : nothing}
          ${session.may('live.view') ? html`<a class="btn" href=${router.link('watch', {camera: camera.id})}>${icon('maximize', 16)} ${t('camera.watch')}</a>` : nothing}
        </div>` : nothing}
        <section class="streams">${this.#stream('main', camera.state.streams.main, true)}${this.#stream('sub', camera.state.streams.sub, camera.subUrl)}</section>
        <section><h3>${t('camera.facts')}</h3><dl>
          <dt>${t('camera.facility')}</dt><dd>${facts.facilityOf(camera)}</dd>
          ${camera.zone ? html`<dt>${t('camera.zone')}</dt><dd>${zoneWord(camera.zone)}</dd>` : nothing}
          ${camera.url ? html`<dt>${t('camera.url')}</dt><dd>${camera.url}</dd>` : nothing}
          ${camera.url && camera.subUrl ? html`<dt>${t('camera.subUrl')}</dt><dd>${camera.subUrl}</dd>` : nothing}
          ${write ? html`<dt>${t('camera.login')}</dt><dd>${camera.username ? `${camera.username}${camera.hasPassword ? ` · ${t('camera.passwordKept')}` : ''}` : t('camera.noLogin')}</dd>` : nothing}
          <dt>${t('camera.transport')}</dt><dd>${camera.transport.toUpperCase()}</dd>
          <dt>${t('camera.device')}</dt><dd class="device">${camera.ptz ? t('camera.device.yes') : camera.ptzWithheld ? t(`camera.device.${camera.ptzWithheld}`) : t('camera.device.no')}
            ${write && camera.url.startsWith('rtsp:') ? html`<button class="btn ask-device" ?disabled=${this.asking} @click=${this.#ask}>${this.asking ? t('camera.device.asking') : t('camera.device.ask')}</button>` : nothing}</dd>
          ${write && typeof camera.events === 'boolean' ? html`<dt>${t('reported.ask')}</dt><dd><label class="tick"><input type="checkbox" .checked=${camera.events} @change=${this.#askForEvents}> <span>${t('reported.ask.words')}</span></label></dd>` : nothing}
          <dt>${t('cameras.recording')}</dt><dd>${t(`recording.${camera.state.recording}`)}${camera.state.coverageToday === null ? '' : ` · ${t('cameras.today')}: ${percent(camera.state.coverageToday ?? 0, 1)}`}</dd>
          ${camera.atSite ? nothing : html`<dt>${t('camera.retention')}</dt><dd>${[camera.retentionDays ? t('unit.days', {n: camera.retentionDays}) : t('camera.retention.default'), camera.retentionGiB ? `${number(camera.retentionGiB)} GiB` : ''].filter(Boolean).join(' · ')}</dd>`}
        </dl>${this.answered ? this.#renderAnswer(this.answered) : nothing}</section>
        ${camera.atSite ? html`<section><h3>${t('atSite.title')}</h3><hd-at-site .camera=${camera}></hd-at-site></section>` : nothing}
        ${session.may('recording.view') ? html`<section><h3>${t('reported.title')}</h3><hd-reported .cameraId=${camera.id}></hd-reported></section>` : nothing}
        ${session.may('coverage.read') ? html`<section><h3>${t('coverage.title')}</h3><hd-coverage .cameraId=${camera.id}></hd-coverage></section>` : nothing}
        ${write && session.may('coverage.read') && camera.url.startsWith('rtsp:') ? html`<section><h3>${t('storage.title')}</h3><hd-camera-storage .cameraId=${camera.id}></hd-camera-storage></section>` : nothing}
      </div>
      ${write ? html`<div slot="foot"><button class="btn danger quiet" @click=${() => (this.removing = true)}>${icon('trash-2', 16)} ${t('camera.remove')}</button>
        ${camera.atSite ? nothing : html`<button class="btn primary" @click=${() => this.dispatchEvent(new Event('edit'))}>${icon('pencil', 16)} ${t('camera.edit')}</button>`}</div>` : nothing}
    </hd-dialog>
    ${this.removing ? this.#renderRemove(camera) : nothing}`;
  }

  /** Whether it can be turned; the server asks it with the login that it keeps. */
  #ask = async () => {
    this.asking = true;
    this.answered = null;
    this.confirmed = false;
    try {
      this.answered = await post(`/cameras/${this.camera.id}/device/examination`, {});
    } catch (problem) {
      this.answered = {ok: false, message: problem.message};
    } finally {
      this.asking = false;
    }
    await this.updateComplete;
    this.$('.note[role=status]')?.scrollIntoView({block: 'nearest'});
  };

  #askForEvents = async ({target}) => {
    try {
      await put(`/cameras/${this.camera.id}/device/events`, {asked: target.checked});
    } catch (problem) {
      target.checked = !target.checked;
      toast(problem.message, 'alarm');
    }
  };

  #renderAnswer({ok, message, action, owner, certificate}) {
    return html`<div class="note ${ok ? 'good' : 'warn'}" role="status">${icon(ok ? 'circle-check' : 'circle-alert')}<div><p>${message}</p>${action ? html`<p><strong>${action}</strong></p>` : nothing}
      ${owner ? html`<p class="small">${t('test.owner', {who: owner})}</p>` : nothing}
      ${certificate ? otherCertificate(certificate, {confirmed: this.confirmed, change: ticked => (this.confirmed = ticked), accept: () => this.#accept(certificate)}) : nothing}</div></div>`;
  }

  /** And asks again at once: whoever accepts wants to know whether that was it. */
  async #accept(certificate) {
    try {
      await acceptCertificate(certificate);
      toast(t('certificate.accepted'));
      this.#ask();
    } catch (problem) {
      toast(problem.message, 'alarm');
    }
  }

  /** The smaller stream is not pulled before somebody wants it. */
  #stream(name, s, there) {
    return html`<div class="card"><h3>${t(`stream.${name}`)}</h3>${s?.codec ? html`<p>${codecName(s.codec)} · ${s.width}×${s.height}</p>
      <p class="small muted">${[s.fps && t('unit.fps', {n: number(s.fps)}), s.kbps && bitrate(s.kbps), s.gopSeconds && `GOP ${number(s.gopSeconds, 1)} s`, (s.transport ?? '').toUpperCase(), s.audio && codecName(s.audio)].filter(Boolean).join(' · ')}</p>
      <p class="small muted">${t('stream.counts', {viewers: s.viewers, reconnects: s.reconnects, lost: s.lostPackets})}</p>` : html`<p class="muted small">${t(!there ? 'stream.none' : s || !this.camera.enabled ? 'stream.waiting' : 'stream.resting')}</p>`}</div>`;
  }

  #renderRemove(camera) {
    return html`<hd-dialog heading=${t('camera.remove.title', {name: camera.name})} @close=${() => (this.removing = false)}>
      <div class="stack"><p>${t('camera.remove.words')}</p><p>${t('camera.remove.recordings')}</p></div>
      <div slot="foot"><button class="btn" autofocus @click=${() => (this.removing = false)}>${t('cancel')}</button>
        <button class="btn danger" @click=${this.#remove}>${icon('trash-2', 16)} ${t('camera.remove')}</button></div></hd-dialog>`;
  }

  /** The stored password goes along by itself. */
  #look() {
    const {id, url, username, transport} = this.camera;
    this.looking = true;
    this.$('hd-test-run').run({url, username, transport, cameraId: id});
  }

  async #remove() {
    const {id, name} = this.camera;
    try {
      await remove(`/cameras/${id}`);
      this.removing = false;
      facts.drop(id);
      toast(t('camera.removed', {name}));
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      toast(problem.message, 'alarm');
    }
  }
}

customElements.define('hd-camera-sheet', CameraSheet);
