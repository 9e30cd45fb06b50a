import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import {post, put, remove} from '../app/api.js';
import {dateTime} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {zoneWord} from '../app/zones.js';

const ALL = 'all';

/** Blocks and floors of a facility, and which of the zones they need have a camera or a signed waiver. Emits `changed`. */
class FacilityLayout extends HdElement {
  static properties = {told: {attribute: false}, blocks: {state: true}, problem: {state: true}, busy: {state: true}, waiving: {state: true}, waiverProblem: {state: true}, onlyOpen: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 18px; }
    .block { display: grid; grid-template-columns: minmax(7rem, 1fr) 2fr auto; gap: 10px; align-items: end; padding: 10px 0; border-bottom: 1px solid var(--line); }
    .block .row { gap: 2px; }
    .up .icon { transform: rotate(180deg); }
    .row.do { margin-top: 12px; flex-wrap: wrap; }
    .chip { margin-top: 8px; }
    .floor { display: grid; gap: 6px; }
    h4 { margin: 12px 0 4px; font-size: var(--size-14); font-weight: 600; }
    li.need { display: grid; grid-template-columns: auto 1fr auto; gap: 8px; padding: 6px 0; border-bottom: 1px solid var(--line); align-items: start; }
    span.live { color: var(--live); } span.warn { color: var(--warn); } span.alarm { color: var(--alarm); } span.offline { color: var(--offline); }
    .need .icon { margin-top: 3px; }
    form.waive { grid-column: 1 / -1; display: grid; gap: 8px; padding: 8px 0 10px 24px; }
    @media (max-width: 560px) { .block { grid-template-columns: 1fr auto; } .block .floors { grid-column: 1 / -1; grid-row: 2; } }
  `];

  willUpdate(changed) {
    if (changed.has('told') && !this.dirty) this.blocks = this.told.profile.blocks.map(b => ({name: b.name, floors: b.floors.join(', ')}));
  }

  render() {
    const {zones, profile} = this.told;
    const write = session.may('facility.write') && !profile.closing;
    return html`${write ? this.#renderEditor() : nothing}
      <section><div class="row"><h3 class="grow">${t('zones.title')}</h3>${zones.layout ? html`<strong class="num">${zones.settled} / ${zones.required}</strong>` : nothing}</div>
        ${zones.layout ? html`<p class="muted">${zones.enough ? t('zones.enough') : t('zones.lacking', {n: zones.required - zones.settled})}</p>
          ${zones.settled && !zones.enough ? html`<button class="chip" aria-pressed=${String(Boolean(this.onlyOpen))} @click=${() => (this.onlyOpen = !this.onlyOpen)}>${t('zones.onlyOpen')}</button>` : nothing}
          ${this.#renderWaiveAll(zones)}${this.#renderNeeds(zones)}` : html`<p class="muted">${t('zones.noLayout')}</p>`}
        ${zones.unplaced.length ? html`<div class="note warn">${icon('triangle-alert')}<p>${t('zones.unplaced', {names: zones.unplaced.map(c => c.name).join(', ')})}</p></div>` : nothing}</section>`;
  }

  // ---- blocks and floors

  #renderEditor() {
    const fault = this.problem?.of?.('blocks');
    return html`<section><h3>${t('layout.title')}</h3><p class="small muted">${t('layout.words')}</p>
      ${this.blocks.map((b, i) => html`<div class="block">
        <div class="field"><label for="b${i}">${t('layout.block')}</label><input id="b${i}" .value=${b.name} maxlength="60" @input=${e => this.#set(i, {name: e.target.value})}></div>
        <div class="field floors"><label for="f${i}">${t('layout.floors')}</label><input id="f${i}" .value=${b.floors} placeholder=${t('layout.floors.example')} @input=${e => this.#set(i, {floors: e.target.value})}></div>
        <div class="row"><button class="btn quiet icon-only up" ?disabled=${i === 0} title=${t('layout.up')} aria-label="${t('layout.up')}, ${b.name}" @click=${() => this.#move(i)}>${icon('chevron-down', 16)}</button>
          <button class="btn quiet icon-only" title=${t('layout.remove')} aria-label="${t('layout.remove')}, ${b.name}" @click=${() => this.#put(this.blocks.filter((_, n) => n !== i))}>${icon('trash-2', 16)}</button></div></div>`)}
      ${fieldWords('blocks', fault, '')}${faultNote(this.problem)}
      <div class="row do"><button class="btn" @click=${() => this.#put([...this.blocks, {name: t('layout.newBlock', {n: String.fromCharCode(65 + (this.blocks.length % 26))}), floors: t('layout.newFloor')}])}>${icon('plus', 16)} ${t('layout.add')}</button>
        <button class="btn primary" ?disabled=${!this.dirty || this.busy} @click=${this.#save}>${this.busy ? t('saving') : t('layout.save')}</button></div></section>`;
  }

  dirty = false;

  #put(blocks) {
    this.blocks = blocks;
    this.dirty = true;
  }

  #set(at, change) {
    this.#put(this.blocks.map((b, i) => (i === at ? {...b, ...change} : b)));
  }

  #move(at) {
    const blocks = [...this.blocks];
    [blocks[at - 1], blocks[at]] = [blocks[at], blocks[at - 1]];
    this.#put(blocks);
  }

  #save = async () => {
    this.busy = true;
    this.problem = null;
    try {
      const {profile, facility} = this.told;
      const blocks = this.blocks.map(b => ({name: b.name.trim(), floors: b.floors.split(/[,;]/).map(f => f.trim()).filter(Boolean)}));
      const {revision, code, managingBody, capacity, occupants, latitude, longitude, purpose, legalBasis, controller, retentionDays, notice} = profile;
      await put(`/facilities/${facility.id}/profile`, {revision, code, managingBody, capacity, occupants, latitude, longitude, purpose, legalBasis, controller, retentionDays, notice, blocks});
      this.dirty = false;
      toast(t('saved'));
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };

  // ---- zones

  #renderNeeds(zones) {
    const places = new Map();
    for (const need of zones.needs) {
      if (this.onlyOpen && (need.cameras.length || need.waiver)) continue;
      const name = [need.block, need.floor].filter(Boolean).join(' · ') || t('zones.site');
      places.set(name, [...(places.get(name) ?? []), need]);
    }
    return [...places].map(([name, needs]) => html`<h4>${name}</h4><ul>${needs.map(n => this.#renderNeed(n))}</ul>`);
  }

  get #mayWaive() {
    return session.may('survey.approve') && !this.told.profile.closing;
  }

  /** A small facility has no use for most places, and for all of them by one reason. */
  #renderWaiveAll(zones) {
    const open = zones.needs.filter(need => !need.cameras.length && !need.waiver);
    if (!this.#mayWaive || open.length < 2) return nothing;
    return html`<div class="row do"><button class="btn" aria-expanded=${String(this.waiving === ALL)} @click=${() => this.#ask(ALL)}>${t('zones.waiveAll', {n: open.length})}</button></div>${this.waiving === ALL ? this.#renderWaiver(open) : nothing}`;
  }

  #ask(key) {
    this.waiving = this.waiving === key ? '' : key;
    this.waiverProblem = null;
  }

  #renderWaiver(needs) {
    return html`<form class="waive" @submit=${e => this.#waive(e, needs)}><div class="field"><label for="why">${t(needs.length > 1 ? 'zones.whyAll' : 'zones.why')}</label><input id="why" maxlength="500" placeholder=${t('zones.why.example')} aria-describedby="why-words">${fieldWords('why', this.waiverProblem?.of?.('reason'), '')}</div>${faultNote(this.waiverProblem)}<div><button class="btn primary" ?disabled=${this.busy}>${t('zones.sign')}</button></div></form>`;
  }

  #renderNeed(need) {
    const key = [need.zone, need.block, need.floor].join('\n');
    const approve = this.#mayWaive;
    return html`<li class="need">
      ${need.cameras.length ? html`<span class="live">${icon('circle-check', 16)}</span>` : need.waiver ? html`<span class="offline">${icon('circle-off', 16)}</span>` : html`<span class="alarm">${icon('circle-alert', 16)}</span>`}
      <span>${zoneWord(need.zone)}<span class="small muted"> – ${need.cameras.length ? need.cameras.map(c => c.name).join(', ') : need.waiver ? t('zones.waived', {who: need.waiver.signer, when: dateTime(Date.parse(need.waiver.signedAt)), reason: need.waiver.reason}) : t('zones.none')}</span></span>
      ${approve && need.waiver ? html`<button class="btn quiet" @click=${() => this.#withdraw(need.waiver)}>${t('zones.withdraw')}</button>` : approve && !need.cameras.length ? html`<button class="btn quiet" aria-expanded=${String(this.waiving === key)} @click=${() => this.#ask(key)}>${t('zones.waive')}</button>` : html`<span></span>`}
      ${this.waiving === key ? this.#renderWaiver([need]) : nothing}</li>`;
  }

  /** One signature for each place; what was signed before a refusal stays signed, and is shown. */
  async #waive(event, needs) {
    event.preventDefault();
    this.waiverProblem = null;
    this.busy = true;
    const reason = this.$('#why').value;
    try {
      for (const {zone, block, floor} of needs) await post(`/facilities/${this.told.facility.id}/waivers`, {zone, block, floor, reason});
      this.waiving = '';
    } catch (problem) {
      this.waiverProblem = problem;
    } finally {
      this.busy = false;
      this.dispatchEvent(new Event('changed'));
    }
  }

  async #withdraw(waiver) {
    try {
      await remove(`/facilities/${this.told.facility.id}/waivers/${waiver.id}`);
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      toast(problem.message, 'alarm');
    }
  }
}

customElements.define('hd-facility-layout', FacilityLayout);
