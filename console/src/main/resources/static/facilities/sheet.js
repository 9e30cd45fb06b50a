import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import '../design/dialog.js';
import {get} from '../app/api.js';
import {facts} from '../app/facts.js';
import {dateTime} from '../app/format.js';
import {language, t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {registry} from '../people/registry.js';
import {stageOf, stageWord} from './stages.js';
import './profile.js';
import './layout.js';
import '../contacts/of-facility.js';

/** One facility: profile, blocks and zones, contacts, history. Emits `close`, `tab`, `added`, `changed`. */
class FacilitySheet extends HdElement {
  static properties = {facilityId: {}, tab: {}, told: {state: true}, problem: {state: true}};

  static styles = [HdElement.styles, css`
    .state { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
    span.live { color: var(--live); } span.warn { color: var(--warn); } span.alarm { color: var(--alarm); } span.offline { color: var(--offline); }
    .tabs { display: flex; gap: 6px; flex-wrap: wrap; }
    ol { display: grid; gap: 12px; }
    li.step { border-left: 2px solid var(--line-strong); padding: 0 0 2px 14px; }
  `];

  constructor() {
    super();
    this.follow(facts, 'programme', e => (e.detail.facilityId === this.facilityId || !e.detail.facilityId) && this.#load());
    this.follow(language, 'change', () => this.#load());
    this.follow(registry, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    registry.load().catch(() => {});
  }

  willUpdate(changed) {
    if (!changed.has('facilityId')) return;
    this.told = null;
    this.problem = null;
    if (this.facilityId) this.#load();
  }

  async #load() {
    const id = this.facilityId;
    if (!id) return;
    try {
      const [facility, profile, life, zones] = await Promise.all([`/facilities/${id}`, `/facilities/${id}/profile`, `/facilities/${id}/life`, `/facilities/${id}/zones`].map(p => get(p)));
      if (id === this.facilityId) this.told = {facility, profile, life, zones};
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    if (!this.facilityId) {
      return html`<hd-dialog side heading=${t('facilities.add')} @close=${close}><hd-facility-profile @saved=${e => this.dispatchEvent(new CustomEvent('added', {detail: e.detail}))}></hd-facility-profile></hd-dialog>`;
    }
    const {told} = this;
    return html`<hd-dialog side heading=${told?.facility.name ?? t('nav.facilities')} @close=${close}>
      ${told ? html`<div class="stack">${this.#renderState(told)}${this.#renderTabs()}${this.#renderTab(told)}</div>` : this.problem ? faultNote(this.problem) : html`<p>${t('wait.loading')}</p>`}</hd-dialog>`;
  }

  #renderState({life, profile}) {
    const {tone, icon: drawing} = stageOf(life.stage);
    const {closing} = profile;
    return html`<div class="state"><span class=${tone}>${icon(drawing)}</span><strong>${stageWord(life.stage)}</strong>${life.since ? html`<span class="muted">${t('facility.since', {when: dateTime(Date.parse(life.since))})}</span>` : nothing}</div>
      ${closing ? html`<div class="note">${icon('circle-off')}<div><p>${t('facility.closed', {who: closing.signer, when: dateTime(Date.parse(closing.closedAt)), reason: closing.reason})}</p>
        <p class="small muted">${closing.wipedAt ? t('facility.wiped', {when: dateTime(Date.parse(closing.wipedAt))}) : t('facility.wipe', {when: dateTime(Date.parse(closing.wipeAt))})}</p></div></div>` : nothing}
      ${profile.recordingRefused && !closing ? html`<div class="note warn">${icon('triangle-alert')}<p>${profile.recordingRefused}</p></div>` : nothing}`;
  }

  #renderTabs() {
    const tabs = ['profile', 'layout', ...(session.may('contact.read') ? ['contacts'] : []), 'history'];
    return html`<div class="tabs" role="group" aria-label=${t('facility.parts')}>${tabs.map(name => html`<button class="chip" aria-pressed=${String(name === (this.tab || 'profile'))} @click=${() => this.dispatchEvent(new CustomEvent('tab', {detail: name}))}>${t(`facility.tab.${name}`)}</button>`)}</div>`;
  }

  #renderTab(told) {
    const changed = () => {
      this.#load();
      this.dispatchEvent(new Event('changed'));
    };
    switch (this.tab) {
      case 'layout': return html`<hd-facility-layout .told=${told} @changed=${changed}></hd-facility-layout>`;
      case 'contacts': return html`<hd-facility-contacts .facilityId=${this.facilityId} .name=${told.facility.name} @changed=${changed}></hd-facility-contacts>`;
      case 'history': return this.#renderHistory(told.life.steps);
      default: return html`<hd-facility-profile .told=${told} @saved=${changed} @changed=${changed}></hd-facility-profile>`;
    }
  }

  #renderHistory(steps) {
    if (!steps.length) return html`<p class="muted">${t('facility.noHistory')}</p>`;
    return html`<ol>${steps.toReversed().map(s => html`<li class="step"><strong>${stageWord(s.from)} → ${stageWord(s.to)}</strong><p>${t(`evidence.${s.evidence}`)}: ${s.about}</p><p class="small muted">${dateTime(Date.parse(s.at))} · ${s.actor}</p></li>`)}</ol>`;
  }
}

customElements.define('hd-facility-sheet', FacilitySheet);
