import {html} from '../design/lit.js';
import {icon} from '../design/icon.js';
import {put} from '../app/api.js';
import {t} from '../app/i18n.js';

/** In groups of four, so that two people can read it to each other. */
export const grouped = sha256 => sha256.replace(/(.{4})(?!$)/g, '$1 ');

/** What a device was known by and what it shows now, and a way to accept that: only for whoever says that the site has confirmed it. */
export function otherCertificate({known, shown}, {confirmed, change, accept}) {
  return html`<dl class="certificate"><dt>${t('certificate.known')}</dt><dd><code>${grouped(known)}</code></dd><dt>${t('certificate.shown')}</dt><dd><code>${grouped(shown)}</code></dd></dl>
    <label class="tick"><input type="checkbox" class="confirm-certificate" .checked=${confirmed} @change=${e => change(e.target.checked)}> <span>${t('certificate.confirmed')}</span></label>
    <p><button type="button" class="btn accept-certificate" ?disabled=${!confirmed} @click=${accept}>${icon('check', 16)} ${t('certificate.accept')}</button></p>`;
}

/** From now on the device is known by what it shows. */
export const acceptCertificate = ({device, shown}) => put('/device-certificates', {device, certificate: shown});
