import {html} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {toast} from '../design/toast.js';
import {urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {t} from '../app/i18n.js';
import './table-import.js';

const FIELDS = ['code', 'name', 'address', 'areaCode', 'organisation', 'managingBody', 'capacity', 'occupants', 'latitude', 'longitude', 'blocks', 'purpose', 'legalBasis', 'controller', 'retentionDays', 'notice'];

/** Facilities from a table. */
class FacilityImport extends HdElement {
  render() {
    const kind = {
      path: '/facility-registry/import', template: urls.of('/facility-registry/import-template.xlsx'), templateName: t('facilities.import.file'), heading: t('facilities.import'), words: t('facilities.import.words'),
      pasteExample: t('facilities.import.example'), fields: FIELDS, always: ['code', 'name'], wide: ['name', 'address', 'blocks', 'purpose', 'legalBasis'],
      title: f => t(`registry.${f}`), note: row => t(row.fresh ? 'tableImport.new' : 'tableImport.changed'),
    };
    return html`<hd-table-import .kind=${kind} @close=${() => this.dispatchEvent(new Event('close'))} @applied=${this.#applied}></hd-table-import>`;
  }

  #applied = event => {
    toast(t('facilities.import.done', {n: event.detail}));
    facts.load().catch(() => {});
    this.dispatchEvent(new Event('applied'));
  };
}

customElements.define('hd-facility-import', FacilityImport);
