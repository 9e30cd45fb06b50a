import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, post} from '../app/api.js';
import {t} from '../app/i18n.js';

/** A person at home in a place of this list picks faster by typing than by scrolling. */
const LISTED_MAX = 3_000;

/** Tells people at a site below what is wanted of them. Emits `close`. */
class Instruct extends HdElement {
  static properties = {places: {state: true}, kind: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 16px; }
    fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 8px; }
    legend { padding: 0; font-weight: 500; margin-bottom: 6px; }
    label.pick { display: flex; gap: 10px; align-items: flex-start; }
    label.pick input { margin-top: 3px; }
  `];

  constructor() {
    super();
    this.kind = 'ORDER';
  }

  connectedCallback() {
    super.connectedCallback();
    get('/instructions/places').then(places => (this.places = places)).catch(problem => (this.problem = problem));
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    return html`<hd-dialog .held=${Boolean(this.busy)} heading=${t('instructions.give')} @close=${close}>
      ${this.places?.length ? this.#renderForm() : html`<p class="muted">${this.places ? t('instructions.noPlaces') : this.problem ? nothing : t('wait.loading')}</p>${faultNote(this.problem)}`}
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button>${this.places?.length ? html`<button class="btn primary" ?disabled=${this.busy} @click=${this.#send}>${icon('send', 16)} ${t('instructions.give.go')}</button>` : nothing}</div></hd-dialog>`;
  }

  #renderForm() {
    const of = field => this.problem?.of?.(field);
    const kinds = ['ORDER', 'REMIND'].map(kind => html`<label class="pick"><input type="radio" name="kind" value=${kind} ?checked=${this.kind === kind} @change=${() => (this.kind = kind)}><span>${t(`instructions.kind.${kind}`)}<span class="small muted"> · ${t(`instructions.kind.${kind}.words`)}</span></span></label>`);
    return html`<form @submit=${this.#send} novalidate>
      <div class="field"><label for="place">${t('instructions.place')}</label><select id="place" autofocus>${this.places.slice(0, LISTED_MAX).map(p => html`<option value=${p.facilityId}>${p.site === p.facility ? p.facility : `${p.facility} · ${p.site}`}</option>`)}</select></div>
      <fieldset><legend>${t('instructions.kind')}</legend>${kinds}</fieldset>
      <div class="field"><label for="words">${t('instructions.words')}</label><textarea id="words" rows="5" maxlength="2000" aria-invalid=${of('words') ? 'true' : 'false'} aria-describedby="words-words"></textarea>${fieldWords('words', of('words'), t('instructions.words.hint'))}</div>
      <div class="field"><label for="due">${t('instructions.limit')}</label><input id="due" type="datetime-local" aria-invalid=${of('due') ? 'true' : 'false'} aria-describedby="due-words">${fieldWords('due', of('due'), t('instructions.limit.hint'))}</div>
      ${faultNote(this.problem)}</form>`;
  }

  #send = async event => {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const due = this.$('#due').value;
    try {
      await post(`/facilities/${this.$('#place').value}/instructions`, {kind: this.kind, words: this.$('#words').value.trim(), due: due ? `${due}:00+07:00` : null});
      toast(t('instructions.give.sent'));
      this.dispatchEvent(new Event('close'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-instruct', Instruct);
