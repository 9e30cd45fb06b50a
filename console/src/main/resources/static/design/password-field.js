import {html, nothing} from './lit.js';
import {icon} from './icon.js';
import {place} from './place.js';
import {t} from '../app/i18n.js';

export const PASSWORD_MIN = 15;

/** What a new password still lacks, in words. */
export const passwordHint = length => (length && length < PASSWORD_MIN ? t('password.more', {n: PASSWORD_MIN - length}) : t('password.hint'));

/** A password field that can be shown, because a long password cannot be typed blind. Paste is allowed: managers paste. `meter`, 0 to 1, fills a bar below it. */
export function passwordField({id, label, autocomplete, shown, toggle, hint, fault, placeholder, input, meter}) {
  return html`<div class="field"><label for=${id}>${label}</label>
    <div class="row"><input id=${id} class="grow" type=${shown ? 'text' : 'password'} autocomplete=${autocomplete} maxlength="256" spellcheck="false" autocapitalize="none"
        placeholder=${placeholder ?? ''} aria-invalid=${fault ? 'true' : 'false'} aria-describedby=${hint || fault ? `${id}-words` : nothing} @input=${input ?? nothing}>
      <button type="button" class="btn icon-only" aria-pressed=${String(Boolean(shown))} aria-label=${t('password.show')} title=${t('password.show')} @click=${toggle}>${icon(shown ? 'eye-off' : 'eye')}</button></div>
    ${meter === undefined ? nothing : html`<div class="bar" aria-hidden="true"><i class=${meter < 1 ? 'warn' : ''} ${place({width: `${Math.min(1, meter) * 100}%`})}></i></div>`}
    <div id="${id}-words">${fault ? html`<span class="fault">${icon('circle-alert', 16)} ${fault}</span>` : hint ? html`<span class="hint">${hint}</span>` : nothing}</div></div>`;
}
