import {html} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {toast} from '../design/toast.js';
import {urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {t} from '../app/i18n.js';
import '../facilities/table-import.js';
import {FIELDS} from './fields.js';

/** Focal points from a table: the dispatch's four columns and whose they are. */
class ContactImport extends HdElement {
  render() {
    const kind = {
      path: '/contacts/import', template: urls.of('/contacts/import-template.xlsx'), templateName: t('contacts.import.file'), heading: t('contacts.import'), words: t('contacts.import.words'),
      pasteExample: t('contacts.import.example'), fields: [...FIELDS, 'facility', 'facilityCode'], always: [...FIELDS, 'facility'], wide: ['facility', 'email'],
      title: f => t(`contact.${f}`), note: row => t(`tableImport.${row.effect}`), options: () => ({facility: [...facts.facilities.values()].map(f => f.name)}),
    };
    return html`<hd-table-import .kind=${kind} @close=${() => this.dispatchEvent(new Event('close'))} @applied=${this.#applied}></hd-table-import>`;
  }

  #applied = event => {
    toast(t('contacts.import.done', {n: event.detail}));
    this.dispatchEvent(new Event('applied'));
  };
}

customElements.define('hd-contact-import', ContactImport);
