import {html} from '../design/lit.js';
import {fieldWords} from '../design/fault.js';
import {t} from '../app/i18n.js';

/** The choices of the plan; their words are `plan.link.FIBRE` and so on. */
export const LINKS = ['FIBRE', 'GOVERNMENT_NETWORK', 'LEASED_LINE', 'MOBILE'];
export const RECORDINGS = ['CONTINUOUS_MAIN', 'CONTINUOUS_SUB', 'NOT_RECORDED'];
export const SUPPLIES = ['CAMERAS', 'SITE_MACHINE', 'LINK', 'BACKUP_POWER', 'DUTY_SCREEN'];
export const SUPPLIERS = ['FACILITY', 'OPERATOR', 'DEPARTMENT', 'PROVINCE'];

/** Fields of a form that is one flat object, `form[name]`, with the server's words of what is wrong. */
export class Fields {
  #owner;

  constructor(owner) {
    this.#owner = owner;
  }

  #set(name, value) {
    this.#owner.form = {...this.#owner.form, [name]: value};
  }

  #fault(name) {
    return this.#owner.fault?.of?.(name);
  }

  text(name, label, {type = 'text', hint, min, max} = {}) {
    const fault = this.#fault(name);
    const id = name.replaceAll('.', '-');
    return html`<div class="field"><label for=${id}>${label}</label><input id=${id} type=${type} .value=${String(this.#owner.form[name] ?? '')} maxlength="1000" min=${min ?? ''} max=${max ?? ''} autocomplete="off" inputmode=${type === 'number' ? 'numeric' : 'text'}
      aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${id}-words" @input=${e => this.#set(name, e.target.value)}>${fieldWords(id, fault, hint)}</div>`;
  }

  number(name, label, more) {
    return this.text(name, label, {type: 'number', ...more});
  }

  choose(name, label, values, words, hint) {
    const fault = this.#fault(name);
    const id = name.replaceAll('.', '-');
    return html`<div class="field"><label for=${id}>${label}</label><select id=${id} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${id}-words" @change=${e => this.#set(name, e.target.value)}>
      ${values.map(value => html`<option value=${value} ?selected=${value === this.#owner.form[name]}>${t(`${words}.${value}`)}</option>`)}</select>${fieldWords(id, fault, hint)}</div>`;
  }
}

/** What a person typed as a whole number; null when there is nothing, and the text itself when it is none, so that the server says so. */
export function whole(text) {
  const trimmed = String(text ?? '').trim();
  if (!trimmed) return null;
  return Number.isFinite(Number(trimmed)) ? Math.round(Number(trimmed)) : -1;
}
