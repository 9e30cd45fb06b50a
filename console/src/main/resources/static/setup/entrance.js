import {html, css, keyed} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {t, language, LANGUAGES} from '../app/i18n.js';
import {session} from '../app/session.js';
import {router} from '../app/router.js';
import './login.js';
import './first-run.js';
import './second-step.js';
import './enrol.js';
import './invitation.js';
import './wall-claim.js';
import './wall-ended.js';
import './contact-entry.js';

/** The token of the one-time set-up link, from `/setup?token=` or `#/setup?token=`. */
export function setupToken() {
  return (location.pathname.startsWith('/setup') && new URLSearchParams(location.search).get('token')) || (router.path === 'setup' && router.query.get('token')) || '';
}

const tokenOf = path => (router.path === path && router.query.get('token')) || '';

/** The token of a link for anybody, logged in or not, from `#/invitation?token=`: whoever opens one means it. */
export const anybodysPage = () => tokenOf('invitation') || tokenOf('wall') || tokenOf('contact-entry');

/** What is shown to somebody who is not logged in, or not wholly: set-up, invitation, login, second step, or setting up a second factor. */
class Entrance extends HdElement {
  static styles = [HdElement.styles, css`
    :host { display: grid; min-height: 100dvh; grid-template-rows: 1fr auto; background: var(--surface-0); }
    .middle { display: grid; place-content: center; padding: 24px 16px; grid-template-columns: min(26rem, 100%); }
    .brand { display: flex; align-items: center; gap: 14px; margin-bottom: 24px; }
    .brand img { width: 52px; height: 52px; }
    .brand b { font-size: var(--size-28); line-height: 1.3; font-weight: 700; display: block; }
    .card { padding: 24px; }
    .languages { display: flex; gap: 8px; justify-content: center; padding: 16px; }
  `];

  constructor() {
    super();
    this.follow(session, 'change');
    this.follow(router, 'change');
  }

  render() {
    return html`
      <main class="middle">
        <div class="brand"><img src="/design/logo.svg" alt=""><div><b>Hải Đăng</b><span class="muted">${t('brand.line')}</span></div></div>
        <div class="card">${this.#renderPart()}</div>
      </main>
      <footer><div class="languages" role="group" aria-label=${t('profile.language')}>${LANGUAGES.map(([code, name]) => html`
        <button class="chip" lang=${code} aria-pressed=${String(code === language.code)} @click=${() => session.pickLanguage(code)}>${name}</button>`)}</div></footer>`;
  }

  /** Another link in the same window is asked about anew. */
  #renderPart() {
    const wall = tokenOf('wall');
    if (wall) return keyed(wall, html`<hd-wall-claim .token=${wall}></hd-wall-claim>`);
    const entry = tokenOf('contact-entry');
    if (entry) return keyed(entry, html`<hd-contact-entry .token=${entry}></hd-contact-entry>`);
    const invitation = tokenOf('invitation');
    if (invitation) return keyed(invitation, html`<hd-invitation .token=${invitation}></hd-invitation>`);
    const token = setupToken();
    if (token) return keyed(token, html`<hd-first-run .token=${token}></hd-first-run>`);
    if (session.setupRequired) return this.#renderNoToken();
    if (session.wallEnded) return html`<hd-wall-ended></hd-wall-ended>`;
    if (session.step === 'second-factor') return html`<hd-second-step></hd-second-step>`;
    if (session.step === 'enrol') return html`<hd-enrol></hd-enrol>`;
    return html`<hd-login></hd-login>`;
  }

  #renderNoToken() {
    return html`<div class="stack"><h1>${t('setup.noToken.title')}</h1><p>${t('setup.noToken.words')}</p>
      <div class="note">${icon('info')}<p class="small">${t('setup.noToken.where')}</p></div>
      <button class="btn" @click=${() => session.load().catch(() => {})}>${icon('refresh-cw', 16)} ${t('retry')}</button></div>`;
  }
}

customElements.define('hd-entrance', Entrance);
