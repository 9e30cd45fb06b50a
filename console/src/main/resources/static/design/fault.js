import {html, nothing} from './lit.js';
import {icon} from './icon.js';
import {t} from '../app/i18n.js';

/** What the server refused, unless it stands beside a field already. */
export function faultNote(problem) {
  if (!problem || problem.errors?.length) return nothing;
  return html`<div class="note alarm" role="alert">${icon('circle-x')}<div><p>${problem.message}</p>
    ${problem.reference ? html`<p class="small muted">${t('problem.reference', {reference: problem.reference})}</p>` : nothing}</div></div>`;
}

/** The words below a field: its fault, or its hint. */
export const fieldWords = (id, fault, hint) => html`<div id="${id}-words">${fault ? html`<span class="fault">${icon('circle-alert', 16)} ${fault}</span>` : hint ? html`<span class="hint">${hint}</span>` : nothing}</div>`;
