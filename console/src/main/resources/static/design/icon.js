import {html} from './lit.js';
import {ICONS} from '../vendor/lucide/icons.js';

/** An icon of the vendored set. It is decoration: the words stand beside it or in the label of its button. */
export function icon(name, size = 18) {
  const drawing = ICONS[name];
  if (!drawing) throw new Error(`no icon "${name}"`);
  return html`<svg class="icon" width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawing}</svg>`;
}
