import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import '../design/dialog.js';
import {t} from './i18n.js';
import {KEYS} from './keys.js';
import {mayOpen} from './screens.js';

/** Keys that lead where this person may not go are none of theirs. */
const usable = ([, act]) => !act.startsWith('go') || mayOpen(act.slice(2).toLowerCase());

/** All keys of this screen and of every screen. */
class Help extends HdElement {
  static properties = {screen: {}};

  static styles = [HdElement.styles, css`
    section { margin-bottom: 20px; }
    h3 { margin-bottom: 6px; }
    dl { display: grid; grid-template-columns: 8.5rem 1fr; row-gap: 7px; align-items: center; }
    dt { white-space: nowrap; }
  `];

  render() {
    const sections = ['watch', 'playback', 'everywhere'].filter(name => name === 'everywhere' || mayOpen(name)).sort((a, b) => Number(b === this.screen) - Number(a === this.screen));
    return html`<hd-dialog heading=${t('help.title')} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${sections.map(name => html`<section><h3>${t(`help.${name}`)}</h3>
        <dl>${KEYS[name].filter(usable).map(([keys, act]) => html`<dt>${keys.split(' ').map(k => (k === '/' || k === '–' ? ` ${k} ` : html`<kbd>${k}</kbd> `))}</dt><dd>${t(`key.${name}.${act}`)}</dd>`)}</dl></section>`)}
    </hd-dialog>`;
  }
}

customElements.define('hd-help', Help);
