import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, post, remove} from '../app/api.js';
import {copy} from '../app/copy.js';
import {date, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {actionName, grouped} from '../people/actions.js';

const DAYS_MAX = 365;
/** What a token may never do, so it is not offered. */
const NOT_FOR_TOKENS = ['user.write', 'role.write', 'break-glass'];

/** Tokens for programs that call the interface in my name. */
class MyTokens extends HdElement {
  static properties = {tokens: {state: true}, problem: {state: true}, making: {state: true}, made: {state: true}, fault: {state: true}, removing: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 14px; }
    li { display: flex; gap: 12px; align-items: center; padding: 10px 0; border-top: 1px solid var(--line); flex-wrap: wrap; }
    li:first-child { border-top: 0; padding-top: 0; }
    .what { flex: 1 1 14rem; min-width: 0; }
    .over { color: var(--warn); }
    form { display: grid; gap: 16px; }
    fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 2px; }
    legend { font-weight: 500; padding: 0 0 4px; }
    .group { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0 16px; margin-bottom: 8px; }
    .days { max-width: 8rem; }
    code { display: block; font: 500 var(--size-14)/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; padding: 10px 12px; background: var(--surface-2); border: 1px solid var(--line-strong); border-radius: var(--radius); user-select: all; }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.tokens = await get('/me/tokens');
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (!this.tokens) return this.problem ? faultNote(this.problem) : html`<p class="muted">${t('wait.loading')}</p>`;
    return html`
      ${this.tokens.length ? html`<ul>${repeat(this.tokens, k => k.id, k => this.#renderToken(k))}</ul>` : html`<p class="muted">${t('tokens.none')}</p>`}
      <div><button class="btn" @click=${() => (this.making = true)}>${icon('plus', 16)} ${t('tokens.make')}</button></div>
      ${this.making ? this.#renderMake() : nothing}
      ${this.made ? this.#renderMade() : nothing}
      ${this.removing ? this.#renderRemove(this.removing) : nothing}`;
  }

  #renderToken(token) {
    const over = Date.parse(token.expiresAt) < Date.now();
    return html`<li><span class="muted">${icon('ticket')}</span><div class="what"><strong>${token.name}</strong>
        <div class="small muted">${token.actions.map(actionName).join(', ')}</div>
        <div class="small ${over ? 'over' : 'muted'}">${t(over ? 'tokens.over' : 'tokens.until', {date: date(Date.parse(token.expiresAt))})} · ${token.lastUsedAt ? t('factors.used', {when: when(Date.parse(token.lastUsedAt))}) : t('tokens.unused')}</div></div>
      <button class="btn quiet" aria-label="${t('remove')}: ${token.name}" @click=${() => (this.removing = token)}>${t('remove')}</button></li>`;
  }

  #renderMake() {
    const close = () => { this.making = false; this.fault = null; };
    const offered = session.actions.filter(a => !NOT_FOR_TOKENS.includes(a));
    const of = field => this.fault?.of?.(field);
    return html`<hd-dialog heading=${t('tokens.make')} @close=${close}><form id="make" @submit=${this.#make} novalidate>
        <p class="muted">${t('tokens.words')}</p>
        <div class="field"><label for="name">${t('tokens.name')}</label><input id="name" autofocus maxlength="100" autocomplete="off" placeholder=${t('tokens.name.example')} aria-invalid=${of('name') ? 'true' : 'false'} aria-describedby="name-words">${fieldWords('name', of('name'))}</div>
        <fieldset aria-describedby="actions-words"><legend>${t('tokens.actions')}</legend>
          ${grouped(offered).map(g => html`<span class="small muted">${t(`actions.${g.name}`)}</span><div class="group">${g.ids.map(id => html`<label class="tick"><input type="checkbox" name="action" value=${id}>${actionName(id)}</label>`)}</div>`)}
          ${fieldWords('actions', of('actions'))}</fieldset>
        <div class="field"><label for="days">${t('tokens.days')}</label><input id="days" class="days" type="number" min="1" max=${DAYS_MAX} value="90" aria-invalid=${of('days') ? 'true' : 'false'} aria-describedby="days-words">${fieldWords('days', of('days'), t('tokens.days.hint'))}</div>
        ${faultNote(this.fault)}
      </form>
      <div slot="foot"><button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" @click=${this.#make}>${t('tokens.go')}</button></div></hd-dialog>`;
  }

  #renderMade() {
    const close = () => (this.made = null);
    return html`<hd-dialog held heading=${t('tokens.made', {name: this.made.name})} @close=${close}>
      <div class="stack"><div class="note warn">${icon('eye')}<p>${t('tokens.once')}</p></div><code tabindex="0">${this.made.token}</code><p class="small muted">${t('tokens.how')}</p></div>
      <div slot="foot"><button class="btn primary" autofocus @click=${() => copy(this.made.token)}>${icon('copy', 16)} ${t('copy')}</button><button class="btn" @click=${close}>${t('tokens.kept')}</button></div></hd-dialog>`;
  }

  #renderRemove(token) {
    const close = () => (this.removing = null);
    return html`<hd-dialog heading=${t('tokens.remove.title', {name: token.name})} @close=${close}><p>${t('tokens.remove.words')}</p>
      <div slot="foot"><button class="btn" autofocus @click=${close}>${t('cancel')}</button><button class="btn danger" @click=${() => this.#remove(token)}>${t('remove')}</button></div></hd-dialog>`;
  }

  #make = async event => {
    event.preventDefault();
    this.fault = null;
    const actions = [...this.renderRoot.querySelectorAll('[name=action]:checked')].map(i => i.value);
    const name = this.$('#name').value.trim();
    if (!name || !actions.length) {
      const errors = [...(name ? [] : [{field: 'name', message: t('tokens.name.needed')}]), ...(actions.length ? [] : [{field: 'actions', message: t('tokens.actions.needed')}])];
      this.fault = {errors, of: field => errors.find(e => e.field === field)?.message};
      return;
    }
    try {
      this.made = await post('/me/tokens', {name, actions, days: Number(this.$('#days').value)});
      this.making = false;
      this.#load();
    } catch (problem) {
      this.fault = problem;
    }
  };

  async #remove(token) {
    try {
      await remove(`/me/tokens/${token.id}`);
      this.removing = null;
      this.#load();
    } catch (problem) {
      toast(problem.message, 'alarm');
    }
  }
}

customElements.define('hd-my-tokens', MyTokens);
