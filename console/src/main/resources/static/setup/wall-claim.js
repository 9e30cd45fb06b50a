import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {open, wallPossible} from '../app/wall-device.js';

/** Behind the link of a wall screen: says what this device will become, and makes it so. */
class WallClaim extends HdElement {
  static properties = {token: {}, told: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`:host { display: grid; gap: 16px; } .btn.primary { min-height: 42px; } ul { display: grid; gap: 8px; } li { display: flex; gap: 10px; } li .icon { color: var(--accent-text); flex: none; margin-top: 3px; }`];

  async firstUpdated() {
    if (!wallPossible()) return;
    try {
      await session.withToken();
      this.told = await open(this.token);
      await this.updateComplete;
      this.$('h1')?.focus();
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (!wallPossible()) return html`<h1>${t('wall.claim.impossible')}</h1><p>${t('wall.claim.impossible.words')}</p><a class="btn" href="#/">${t('setup.toLogin')}</a>`;
    if (!this.told) return html`<p>${this.problem?.message ?? t('setup.checking')}</p>`;
    if (!this.told.valid) return html`<h1 tabindex="-1">${t('setup.invalid.title')}</h1><p>${t('wall.claim.invalid')}</p><a class="btn" href="#/">${t('setup.toLogin')}</a>`;
    return html`<div><h1 tabindex="-1">${this.told.name}</h1><p class="muted">${t('wall.claim.title')}</p></div>
      <ul><li>${icon('tv', 18)} ${t('wall.claim.shows')}</li><li>${icon('clock', 18)} ${t('wall.claim.lasts')}</li><li>${icon('lock', 18)} ${t('wall.claim.only')}</li></ul>
      ${session.user ? html`<div class="note warn">${icon('info')}<p>${t('wall.claim.other', {name: session.user.displayName})}</p></div>` : nothing}
      ${faultNote(this.problem)}
      <button class="btn primary" ?disabled=${this.busy} @click=${this.#claim}>${this.busy ? t('saving') : t('wall.claim.go')}</button>`;
  }

  #claim = async () => {
    this.busy = true;
    this.problem = null;
    try {
      await session.becomeWall(this.token);
      history.replaceState(null, '', '/#/');
      dispatchEvent(new HashChangeEvent('hashchange'));
      // A wall has no frame of a browser either, where the browser lets us.
      document.documentElement.requestFullscreen?.().catch(() => {});
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-wall-claim', WallClaim);
