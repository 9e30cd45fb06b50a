import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {get} from '../app/api.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {actionName, grouped} from './actions.js';
import {page, sectionTabs} from './page.js';

/** The roles: what each opens, in short; the editor opens beside. */
class Roles extends HdElement {
  static properties = {roles: {state: true}, actions: {state: true}, problem: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, page, css`
    td.may { min-width: 16rem; }
    .group { display: block; }
    .group b { font-weight: 500; }
    td.tags { white-space: nowrap; }
  `];

  constructor() {
    super();
    this.follow(router, 'change', () => this.#fromAddress());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#fromAddress();
  }

  async #load() {
    try {
      const [roles, actions] = await Promise.all([get('/roles'), get('/actions')]);
      this.actions = actions.map(a => a.id);
      this.roles = roles;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #fromAddress() {
    if (router.path !== 'roles') return;
    const id = router.query.get('role');
    this.overlay = router.query.has('add') && session.may('role.write') ? {} : id ? {id} : null;
    if (this.overlay) import('./role.js').then(() => this.requestUpdate());
  }

  render() {
    const write = session.may('role.write');
    return html`${sectionTabs('roles')}
      <div class="head"><h1>${t('nav.roles')}</h1>${write ? html`<button class="btn primary" @click=${() => router.go('roles', {add: 1})}>${icon('plus', 16)} ${t('roles.add')}</button>` : nothing}</div>
      <div class="tools"><p class="muted">${t('roles.words')}</p></div>
      ${this.roles ? html`<div class="scroll card" role="region" aria-label=${t('nav.roles')} tabindex="0"><table>
        <thead><tr><th scope="col">${t('roles.name')}</th><th scope="col">${t('roles.may')}</th><th scope="col">${t('people.col.second')}</th></tr></thead>
        <tbody>${repeat(this.roles, r => r.id, r => this.#renderRow(r))}</tbody></table></div>` : html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`}
      ${this.#renderOverlay()}`;
  }

  #renderRow(role) {
    const open = () => router.go('roles', {role: role.id});
    const ids = role.permissions.map(p => p.action);
    return html`<tr class="item" @click=${open}>
      <td><button class="name" @click=${e => { e.stopPropagation(); open(); }}>${role.name}</button><div class="small muted">${t(role.builtIn ? 'roles.builtIn' : 'roles.own')}</div></td>
      <td class="may">${grouped(ids).map(g => html`<span class="group small"><b>${t(`actions.${g.name}`)}:</b> ${g.ids.map(id => this.#short(role, id)).join(', ')}</span>`)}${ids.length ? nothing : html`<span class="warn">${t('roles.nothing')}</span>`}</td>
      <td class="tags">${role.secondFactor ? html`<span class="state"><span class="live">${icon('shield-check', 16)}</span>${t('roles.second')}</span>` : html`<span class="faint wide">${t('roles.noSecond')}</span>`}</td></tr>`;
  }

  #short(role, id) {
    const hours = role.permissions.find(p => p.action === id)?.pastHours;
    return hours ? `${actionName(id)} (${t('roles.past', {n: hours})})` : actionName(id);
  }

  #renderOverlay() {
    if (!this.overlay || !this.roles || !customElements.get('hd-role')) return nothing;
    const role = this.roles.find(r => r.id === this.overlay.id);
    if (this.overlay.id && !role) return nothing;
    return html`<hd-role .role=${role} .actions=${this.actions} @close=${() => router.go('roles')} @changed=${() => this.#load()}></hd-role>`;
  }
}

customElements.define('hd-roles', Roles);
