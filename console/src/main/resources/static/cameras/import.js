import {html} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {toast} from '../design/toast.js';
import {urls} from '../app/api.js';
import {facts} from '../app/facts.js';
import {t} from '../app/i18n.js';
import '../facilities/table-import.js';

const FIELDS = ['facility', 'name', 'zone', 'url', 'subUrl', 'username', 'password', 'transport', 'recordMain', 'recordSub', 'retentionDays', 'retentionGiB'];
/** The server seals the passwords of a table in its answer and opens them when they come back; a person sees dots. */
const SEALED = /^(sealed:|•+$)/;

/** Many cameras from a table. */
class CameraImport extends HdElement {
  render() {
    const kind = {
      path: '/cameras/import', template: urls.importTemplate(), templateName: t('import.templateName'), heading: t('cameras.import'), words: t('import.words'),
      pasteExample: t('import.paste.example'), fields: FIELDS, always: ['facility', 'name', 'url'], wide: ['url', 'subUrl', 'facility'],
      title: f => t(`import.field.${f}`), note: () => t('tableImport.new'), apply: n => t('import.apply', {n}), hidden: text => SEALED.test(text),
    };
    return html`<hd-table-import .kind=${kind} @close=${() => this.dispatchEvent(new Event('close'))} @applied=${this.#applied}></hd-table-import>`;
  }

  #applied = event => {
    toast(t('import.done', {n: event.detail}));
    facts.load().catch(() => {});
  };
}

customElements.define('hd-camera-import', CameraImport);
