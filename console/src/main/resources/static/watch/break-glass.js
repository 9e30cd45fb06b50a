import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import '../design/dialog.js';
import {clockSpan} from '../app/format.js';
import {emergency} from '../app/emergency.js';
import {facts} from '../app/facts.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';

const REASON_MIN = 10;
const REASON_MAX = 500;

/** How long the emergency view still lasts, while one does. */
class EmergencyChip extends HdElement {
  static styles = [HdElement.styles, css`
    :host { display: contents; }
    .chip { cursor: default; background: var(--alarm-soft); border-color: var(--alarm); color: var(--text-1); font-weight: 500; flex: none; }
    .chip .icon { color: var(--alarm); }
    .chip .num { color: inherit; }
    @media (max-width: 760px) { .long { display: none; } }
  `];

  #timer = 0;

  constructor() {
    super();
    this.follow(emergency, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), 1_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  render() {
    const left = emergency.leftMs;
    return left ? html`<span class="chip" role="timer" title=${t('emergency.chip.words')}>${icon('siren', 16)}<span class="long">${t('emergency.chip')}</span> <span class="num">${clockSpan(left)}</span></span>` : nothing;
  }
}

customElements.define('hd-emergency-chip', EmergencyChip);

/** What somebody sees who may watch only in an emergency: why there is no picture, and the way in, with a reason and a report. */
class BreakGlass extends HdElement {
  static properties = {asking: {state: true}, problem: {state: true}, busy: {state: true}, length: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; height: 100%; place-content: center; justify-items: center; gap: 14px; text-align: center; padding: 24px; background: var(--surface-0); }
    :host > .icon { color: var(--text-3); }
    p { max-width: 50ch; color: var(--text-2); text-wrap: balance; }
    hd-dialog { text-align: left; }
    form { display: grid; gap: 16px; }
    form p { color: var(--text-1); text-wrap: pretty; }
    li { display: flex; gap: 10px; align-items: flex-start; padding: 3px 0; }
    li .icon { margin-top: 2px; color: var(--text-2); }
  `];

  constructor() {
    super();
    this.length = 0;
  }

  render() {
    const sees = session.may('live.view');
    return html`${icon('lock', 56)}<h1>${t(sees ? 'emergency.title.playback' : 'emergency.title')}</h1><p>${t(sees ? 'emergency.words.playback' : 'emergency.words')}</p>
      <button class="btn danger" @click=${() => (this.asking = true)}>${icon('siren')} ${t('emergency.open')}</button>
      ${this.asking ? this.#renderAsk() : nothing}`;
  }

  #renderAsk() {
    const close = () => (this.asking = false);
    const facilities = [...facts.facilities.values()];
    const fault = this.problem?.of?.('reason') ?? this.problem?.short;
    const place = this.problem?.of?.('facilityId');
    return html`<hd-dialog .held=${Boolean(this.busy)} heading=${t('emergency.open')} @close=${close}><form @submit=${this.#take} novalidate>
        <ul><li>${icon('clock')}<span>${t('emergency.lasts')}</span></li><li>${icon('bell')}<span>${t('emergency.reported')}</span></li><li>${icon('scroll-text')}<span>${t('emergency.logged')}</span></li></ul>
        <div class="field"><label for="reason">${t('emergency.reason')}</label><textarea id="reason" rows="3" maxlength=${REASON_MAX} placeholder=${t('emergency.reason.example')} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="reason-words" autofocus @input=${e => (this.length = e.target.value.trim().length)}></textarea>
          ${fieldWords('reason', fault, this.length && this.length < REASON_MIN ? t('password.more', {n: REASON_MIN - this.length}) : '')}</div>
        ${facilities.length > 1 || place ? html`<div class="field"><label for="facility">${t('emergency.facility')}</label><select id="facility" aria-invalid=${place ? 'true' : 'false'}><option value="">${t('emergency.facility.all')}</option>${facilities.map(f => html`<option value=${f.id}>${f.name}</option>`)}</select>${fieldWords('facility', place)}</div>` : nothing}
        ${this.problem?.short ? nothing : faultNote(this.problem)}</form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn danger" ?disabled=${this.busy} @click=${this.#take}>${icon('siren', 16)} ${this.busy ? t('emergency.busy') : t('emergency.go')}</button></div></hd-dialog>`;
  }

  #take = async event => {
    event.preventDefault();
    const reason = this.$('#reason').value.trim();
    this.problem = null;
    if (reason.length < REASON_MIN) {
      this.problem = {short: t('emergency.reason.short', {n: REASON_MIN})};
      return this.$('#reason').focus();
    }
    const watched = session.may('live.view');
    this.busy = true;
    try {
      const facilities = [...facts.facilities.keys()];
      await emergency.take(reason, this.$('#facility')?.value ?? (facilities.length === 1 ? facilities[0] : null));
      router.go(watched ? 'playback' : 'watch');
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-break-glass', BreakGlass);
