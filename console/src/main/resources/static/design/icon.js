import {html} from './lit.js';
import {ICONS} from '../vendor/lucide/icons.js';

/** An icon of the vendored set; the size is in pixels at the usual type size and grows with it. It is decoration: the words stand beside it or in the label of its button. */
export function icon(name, size = 18) {
  const drawing = ICONS[name];
  if (!drawing) throw new Error(`no icon "${name}"`);
  return html`<svg class="icon" width="${size / 16}rem" height="${size / 16}rem" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawing}</svg>`;
}
