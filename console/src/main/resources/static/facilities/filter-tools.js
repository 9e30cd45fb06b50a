import {html} from '../design/lit.js';
import {icon} from '../design/icon.js';

/**
 * Above a table: where to type what is looked for, and one chip a filter with the number of its rows. `search` says what is
 * found, `label(name)` what a filter is called; `typed(text)` and `chosen(name)` tell of what a person did.
 */
export const filterTools = ({search, label, filters, rows, query, filter, typed, chosen}) => html`
  <div class="find">${icon('search', 16)}<input type="search" .value=${query} placeholder=${search} aria-label=${search} @input=${e => typed(e.target.value)}></div>
  ${Object.entries(filters).map(([name, is]) => html`<button class="chip" aria-pressed=${String(name === filter)} @click=${() => chosen(name)}>${label(name)} <span class="num">${rows.filter(is).length}</span></button>`)}`;
