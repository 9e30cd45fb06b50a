import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {passwordField} from '../design/password-field.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {lines, post, put} from '../app/api.js';
import {facts} from '../app/facts.js';
import {bitrate, codecName, number} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {acceptCertificate, grouped, otherCertificate} from './other-certificate.js';
import {ZONES, zoneCode, zoneWord} from '../app/zones.js';

/** Tests side by side; the server takes five. */
const TESTS_AT_ONCE = 3;
/** Further off, and the time in a picture contradicts the recording's. */
const CLOCK_OFF_S = 5;

/** Finds cameras and recorders in the network, asks one which channels it has, tests them and adds them at once. */
class CameraSearch extends HdElement {
  static properties = {facilityId: {attribute: false}, ranges: {state: true}, multicast: {state: true}, devices: {state: true}, summary: {state: true}, device: {state: true}, found: {state: true}, rows: {state: true}, problem: {state: true}, busy: {state: true}, shown: {state: true}, facility: {state: true}, service: {state: true}, confirmed: {state: true}};

  static styles = [HdElement.styles, css`
    .part { display: grid; gap: 14px; }
    .part + .part { margin-top: 22px; padding-top: 18px; border-top: 1px solid var(--line); }
    h3 { display: flex; gap: 10px; align-items: center; font-size: var(--size-16); }
    h3 b { display: grid; place-items: center; width: 26px; height: 26px; border-radius: 50%; background: var(--accent); color: var(--on-accent); font-size: var(--size-14); }
    ol.devices { display: grid; gap: 6px; max-height: 40vh; overflow: auto; }
    ol.devices button { all: unset; box-sizing: border-box; cursor: pointer; display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 12px; align-items: center; width: 100%; min-height: 52px; padding: 8px 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface-1); }
    ol.devices button:hover { background: var(--surface-2); }
    ol.devices button[aria-pressed='true'] { border-color: var(--accent-text); background: var(--accent-soft); }
    ol.devices button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 14px; margin: 0; }
    dt { color: var(--text-2); } dd { margin: 0; overflow-wrap: anywhere; }
    .scroll { overflow: auto; max-height: 52vh; }
    table { border-collapse: collapse; width: 100%; }
    th { text-align: left; font-size: var(--size-12); color: var(--text-2); padding: 6px 8px; border-bottom: 1px solid var(--line); white-space: nowrap; }
    td { padding: 6px 8px; border-bottom: 1px solid var(--line); vertical-align: middle; }
    td input:not([type]), td input[list] { min-width: 11rem; }
    td img { width: 128px; aspect-ratio: 16 / 9; object-fit: cover; display: block; border-radius: 4px; background: var(--video-0); }
    .empty { width: 128px; aspect-ratio: 16 / 9; display: grid; place-items: center; border-radius: 4px; background: var(--surface-2); color: var(--text-3); }
    .why { max-width: 30ch; font-size: var(--size-12); }
    .good { color: var(--live); } .bad { color: var(--alarm); } .warn { color: var(--warn); }
    .foot-words { margin-right: auto; align-self: center; }
    @media (max-width: 700px) { .grid { grid-template-columns: 1fr; } }
  `];

  #stop = new AbortController();

  constructor() {
    super();
    Object.assign(this, {ranges: '', multicast: true, devices: null, rows: [], username: '', password: ''});
  }

  willUpdate() {
    if (this.facility === undefined) this.facility = this.facilityId ?? [...facts.facilities.keys()][0] ?? '';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  render() {
    return html`<hd-dialog wide .held=${this.busy === 'adding'} heading=${t('search.title')} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${this.#renderSearch()}${this.device ? this.#renderLogin() : nothing}${this.found?.ok ? this.#renderChannels() : nothing}
      <div slot="foot"><span class="small muted foot-words" role="status">${this.#words()}</span>
        <button class="btn" @click=${() => this.dispatchEvent(new Event('close'))}>${t('cancel')}</button>
        ${this.found?.ok ? html`<button class="btn primary" id="add" ?disabled=${this.busy || !this.#chosen().length || !this.facility} @click=${this.#add}>${this.busy === 'adding' ? t('saving') : t('search.add', {n: this.#chosen().length})}</button>` : nothing}</div>
    </hd-dialog>`;
  }

  #words() {
    if (this.busy === 'searching') return t('search.running');
    if (this.busy === 'asking') return t('search.asking');
    if (this.busy === 'testing') return t('search.testing', {n: this.rows.filter(r => r.result).length, all: this.#chosen().length});
    return this.summary && !this.device ? t('search.summary', {n: this.summary.found, s: number(this.summary.ms / 1000, 1)}) : '';
  }

  // ---- 1: what is there

  #renderSearch() {
    const fault = this.problem?.of?.('ranges');
    return html`<section class="part"><h3><b>1</b>${t('search.network')}</h3>
      <form class="part" @submit=${this.#search} novalidate>
        <div class="field"><label for="ranges">${t('search.ranges')}</label><input id="ranges" autocomplete="off" spellcheck="false" autofocus placeholder="192.168.1.0/24, 192.168.2.10-50" .value=${this.ranges} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="ranges-words" @input=${e => (this.ranges = e.target.value)}>
          ${fault ? fieldWords('ranges', fault) : html`<span class="hint" id="ranges-words">${t('search.ranges.hint')}</span>`}</div>
        <label class="tick"><input type="checkbox" .checked=${this.multicast} @change=${e => (this.multicast = e.target.checked)}>${t('search.multicast')}</label>
        <div><button class="btn primary" ?disabled=${Boolean(this.busy) || (!this.multicast && !this.ranges.trim())}>${icon('search', 16)} ${t('search.go')}</button></div>
      </form>
      ${this.problem && !fault ? faultNote(this.problem) : nothing}
      ${this.devices?.length ? html`<ol class="devices">${repeat(this.devices, d => d.endpoint, d => html`<li><button type="button" aria-pressed=${String(this.device?.endpoint === d.endpoint)} @click=${() => this.#choose(d)}>
          ${icon('cctv', 20)}<span><strong>${d.name ?? d.hardware ?? t('search.unnamed')}</strong> <span class="muted small">${[d.name && d.hardware, d.location].filter(Boolean).join(' · ')}</span><br><span class="num small">${d.address}</span></span>
          <span class="small ${d.cameras ? 'good' : 'muted'}">${d.cameras ? t('search.known', {n: d.cameras}) : icon('chevron-right', 16)}</span></button></li>`)}</ol>`
        : this.summary ? html`<div class="note warn">${icon('info')}<div><p>${t('search.none')}</p><p class="small">${t('search.none.action')}</p></div></div>` : nothing}
    </section>`;
  }

  #search = async event => {
    event.preventDefault();
    this.#stop.abort();
    this.#stop = new AbortController();
    Object.assign(this, {devices: [], summary: null, device: null, found: null, rows: [], problem: null, busy: 'searching'});
    try {
      await lines('/device-searches', {ranges: this.ranges.trim(), multicast: this.multicast}, line => {
        if (line.step === 'result') this.summary = line;
        else this.devices = [...this.devices, line].sort((a, b) => a.address.localeCompare(b.address, 'en', {numeric: true}));
      }, this.#stop.signal);
    } catch (problem) {
      if (problem.name !== 'AbortError') this.problem = problem;
    } finally {
      this.busy = '';
    }
  };

  #choose(device) {
    Object.assign(this, {device, service: device.service, found: null, rows: [], problem: null});
    this.updateComplete.then(() => this.$('#username')?.focus());
  }

  // ---- 2: whose it is

  #renderLogin() {
    const {device, found} = this;
    return html`<section class="part"><h3><b>2</b>${t('search.login', {name: device.name ?? device.address})}</h3>
      <form class="part" @submit=${this.#ask} novalidate>${device.services?.length > 1 ? html`<div class="field"><label for="service">${t('search.service')}</label>
          <select id="service" @change=${e => (this.service = e.target.value)}>${device.services.map(s => html`<option value=${s} ?selected=${s === this.service}>${s}</option>`)}</select></div>` : nothing}<div class="grid">
          <div class="field"><label for="username">${t('camera.username')}</label><input id="username" autocomplete="off" spellcheck="false" .value=${this.username} @input=${e => (this.username = e.target.value)}></div>
          ${passwordField({id: 'password', label: t('camera.password'), autocomplete: 'new-password', shown: this.shown, toggle: () => (this.shown = !this.shown), input: e => (this.password = e.target.value)})}</div>
        <div><button class="btn ${found?.ok ? '' : 'primary'}" ?disabled=${Boolean(this.busy)}>${icon('activity', 16)} ${t('search.ask')}</button></div></form>
      ${found && !found.ok ? html`<div class="note alarm" role="alert">${icon('circle-x')}<div><p>${found.message}</p><p><strong>${found.action}</strong></p><p class="small">${t('test.owner', {who: found.owner})}</p>
        ${found.certificate && session.may('camera.write') ? otherCertificate(found.certificate, {confirmed: this.confirmed, change: ticked => (this.confirmed = ticked), accept: () => this.#accept(found.certificate)}) : nothing}</div></div>` : nothing}
      ${found?.ok ? this.#renderDevice(found.device) : nothing}
    </section>`;
  }

  #renderDevice(d) {
    const known = [[t('search.make'), `${d.manufacturer} ${d.model}`], [t('search.firmware'), d.firmware], [t('search.serial'), d.serial], [t('search.mac'), d.hardwareAddress], [t('certificate.key'), d.certificate && grouped(d.certificate)]].filter(([, v]) => v);
    return html`<dl>${known.map(([word, v]) => html`<dt>${word}</dt><dd class="num">${v}</dd>`)}</dl>
      ${d.defaultPassword ? html`<div class="note alarm">${icon('circle-alert')}<p>${t('search.defaultPassword')}</p></div>` : nothing}
      ${Math.abs(d.clockOffsetS ?? 0) > CLOCK_OFF_S ? html`<div class="note warn">${icon('circle-alert')}<p>${t('search.clock', {s: number(d.clockOffsetS, 0)})}</p></div>` : nothing}`;
  }

  async #accept(certificate) {
    try {
      await acceptCertificate(certificate);
      toast(t('certificate.accepted'));
      this.found = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #ask = async event => {
    event.preventDefault();
    Object.assign(this, {problem: null, found: null, rows: [], confirmed: false, busy: 'asking'});
    try {
      const found = await post('/device-examinations', {device: this.service, username: this.username, password: this.password});
      this.found = found;
      const many = found.channels.length > 1;
      this.rows = found.channels.filter(c => c.main).map(c => ({channel: c, chosen: !c.camera, name: c.camera ?? (many ? `${c.name || t('search.channel', {n: c.number})} - ${this.device.name ?? found.device.model}` : this.device.name ?? (c.name || found.device.model)), zone: '', result: null, faults: []}));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = '';
    }
  };

  // ---- 3: its channels

  #chosen() {
    return this.rows.filter(r => r.chosen);
  }

  #renderChannels() {
    const list = [...facts.facilities.values()];
    return html`<section class="part"><h3><b>3</b>${this.found.message}</h3>
      <div class="grid"><div class="field"><label for="facility">${t('camera.facility')}</label><select id="facility" @change=${e => (this.facility = e.target.value)}>${list.map(f => html`<option value=${f.id} ?selected=${f.id === this.facility}>${f.name}</option>`)}</select></div>
        <div class="field"><span>&nbsp;</span><button class="btn" ?disabled=${Boolean(this.busy) || !this.#chosen().length} @click=${this.#testAll}>${icon('activity', 16)} ${t('search.testAll')}</button></div></div>
      <datalist id="zones">${ZONES.map(z => html`<option value=${zoneWord(z)}></option>`)}</datalist>
      <div class="scroll" role="region" aria-label=${t('search.channels')} tabindex="0"><table>
        <thead><tr><th scope="col"><span class="words-only">${t('search.choose')}</span></th><th scope="col">${t('search.picture')}</th><th scope="col">${t('camera.name')}</th><th scope="col">${t('camera.zone')}</th><th scope="col">${t('cameras.stream')}</th><th scope="col">${t('search.state')}</th></tr></thead>
        <tbody>${repeat(this.rows, r => r.channel.number, r => this.#renderRow(r))}</tbody></table></div>
    </section>`;
  }

  #renderRow(row) {
    const {channel, result} = row;
    const set = (field, value) => { row[field] = value; this.requestUpdate(); };
    const named = `${t('search.channel', {n: channel.number})}`;
    return html`<tr>
      <td><input type="checkbox" aria-label=${named} .checked=${row.chosen} ?disabled=${Boolean(channel.camera)} @change=${e => set('chosen', e.target.checked)}></td>
      <td>${result?.picture ? html`<img src=${result.picture} alt=${row.name}>` : html`<span class="empty">${row.testing ? html`<span class="turning">${icon('loader-circle')}</span>` : icon('cctv')}</span>`}</td>
      <td><input aria-label="${t('camera.name')}, ${named}" .value=${row.name} ?disabled=${Boolean(channel.camera)} @input=${e => set('name', e.target.value)}></td>
      <td><input aria-label="${t('camera.zone')}, ${named}" list="zones" .value=${row.zone} ?disabled=${Boolean(channel.camera)} @input=${e => set('zone', e.target.value)}></td>
      <td class="num small">${this.#stream(channel.main)}${channel.sub ? html`<br><span class="muted">${this.#stream(channel.sub)}</span>` : nothing}${channel.ptz ? html`<br>${t('search.ptz')}` : nothing}</td>
      <td class="why">${this.#state(row)}</td></tr>`;
  }

  #stream(s) {
    return [s.codec && codecName(s.codec), s.width && `${s.width}×${s.height}`, s.fps && t('unit.fps', {n: number(s.fps)}), s.kbps && bitrate(s.kbps)].filter(Boolean).join(' · ');
  }

  #state({channel, result, faults}) {
    if (channel.camera) return html`<span class="good">${t('search.there', {name: channel.camera})}</span>`;
    if (faults.length) return faults.map(f => html`<span class="bad">${f.message}</span><br>`);
    if (!result) return nothing;
    if (result.snapshot) return html`<span class=${result.ok ? 'good' : 'bad'}>${result.message}</span>${result.ok ? nothing : html`<br>${t('test.snapshot')}`}${result.action ? html`<br><strong>${result.action}</strong>` : nothing}`;
    return result.ok ? html`<span class="good">${result.message}</span>` : html`<span class="bad">${result.message}</span>${result.action ? html`<br><strong>${result.action}</strong>` : nothing}`;
  }

  #testAll = async () => {
    this.#stop.abort();
    this.#stop = new AbortController();
    const {signal} = this.#stop;
    const waiting = this.#chosen();
    waiting.forEach(r => Object.assign(r, {result: null}));
    this.busy = 'testing';
    await Promise.all(Array.from({length: TESTS_AT_ONCE}, async () => {
      for (let row = waiting.shift(); row && !signal.aborted; row = waiting.shift()) await this.#test(row, signal);
    }));
    this.busy = '';
  };

  async #test(row, signal) {
    row.testing = true;
    this.requestUpdate();
    try {
      await lines('/camera-tests', {url: row.channel.main.url, username: this.username, password: this.password, transport: 'tcp', device: this.found.device.service, profile: row.channel.main.profile}, line => {
        if (line.step === 'result') row.result = line;
      }, signal);
    } catch (problem) {
      if (problem.name !== 'AbortError') row.result = {ok: false, message: problem.message};
    } finally {
      row.testing = false;
      this.requestUpdate();
    }
  }

  /** Where the new cameras are asked as devices, and which can be turned; each can be asked again later. */
  async #keepDevices(rows) {
    const byUrl = new Map([...facts.cameras.values()].map(c => [c.url, c.id]));
    const {service} = this.found.device;
    const all = rows.map(r => r.channel).filter(c => byUrl.has(c.main.url));
    const kept = await Promise.allSettled(all.map(c => put(`/cameras/${byUrl.get(c.main.url)}/device`, {service, profile: c.ptzProfile ?? c.main.profile, ptz: c.ptz})));
    if (kept.some(k => k.status === 'rejected')) toast(t('search.device.failed'), 'warn');
  }

  #add = async () => {
    const chosen = this.#chosen();
    chosen.forEach(r => (r.faults = []));
    this.problem = null;
    this.busy = 'adding';
    try {
      const rows = chosen.map(r => ({facility: this.facility, name: r.name.trim(), zone: zoneCode(r.zone), url: r.channel.main.url, subUrl: r.channel.sub?.url ?? '', username: this.username, password: this.password, transport: 'tcp'}));
      const done = await post('/cameras/import?dryRun=false', {rows});
      if (!done.created) {
        done.rows.forEach((row, i) => (chosen[i].faults = row.errors));
        return;
      }
      toast(t('import.done', {n: done.created}));
      await facts.load().catch(() => {});
      await this.#keepDevices(chosen);
      this.dispatchEvent(new CustomEvent('added', {detail: done.created}));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = '';
    }
  };
}

customElements.define('hd-camera-search', CameraSearch);
