import {html} from '../design/lit.js';
import {fieldWords} from '../design/fault.js';
import {t} from '../app/i18n.js';

/** The four that the dispatch demands, in its order. */
export const FIELDS = ['fullName', 'title', 'phone', 'email'];

const KIND = {fullName: ['text', 'name', 'text'], title: ['text', 'organization-title', 'text'], phone: ['tel', 'tel', 'tel'], email: ['email', 'email', 'email']};

/** One field of a contact with its words and fault. */
export function contactField(field, value, fault, input) {
  const [type, autocomplete, mode] = KIND[field];
  return html`<div class="field"><label for=${field}>${t(`contact.${field}`)}</label><input id=${field} type=${type} .value=${value} autocomplete=${autocomplete} inputmode=${mode} maxlength="254" spellcheck="false" autocapitalize=${field === 'fullName' ? 'words' : 'none'}
    aria-required="true" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${field}-words" @input=${e => input(e.target.value)}>${fieldWords(field, fault, t(`contact.${field}.hint`))}</div>`;
}
