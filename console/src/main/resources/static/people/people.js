import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {get} from '../app/api.js';
import {language, t} from '../app/i18n.js';
import {duration, matches, when} from '../app/format.js';
import {router} from '../app/router.js';
import {session} from '../app/session.js';
import {page, sectionTabs} from './page.js';
import {registry} from './registry.js';
import './grant-form.js';

const FILTERS = {
  all: () => true,
  invited: p => p.invited,
  noSecond: p => p.enabled && !p.invited && !p.secondFactor,
  disabled: p => !p.enabled,
};

const STATES = {
  disabled: {tone: 'offline', icon: 'ban', rank: 2},
  invited: {tone: 'warn', icon: 'mail', rank: 0},
  active: {tone: 'live', icon: 'user-check', rank: 1},
};

export const stateOf = person => (!person.enabled ? 'disabled' : person.invited ? 'invited' : 'active');
export const stateMark = person => {
  const {tone, icon: drawing} = STATES[stateOf(person)];
  return html`<span class="state"><span class=${tone}>${icon(drawing, 16)}</span>${t(`person.${stateOf(person)}`)}</span>`;
};

/** Vietnamese names sort by the given name, which is the last word, then by the rest. */
function byGivenName(a, b) {
  const order = new Intl.Collator(language.code);
  const given = p => p.displayName.trim().split(/\s+/).at(-1) ?? '';
  return order.compare(given(a), given(b)) || order.compare(a.displayName, b.displayName);
}

/** Everybody who has an account here: who waits for their invitation first. */
class People extends HdElement {
  static properties = {people: {state: true}, problem: {state: true}, query: {state: true}, filter: {state: true}, overlay: {state: true}};

  static styles = [HdElement.styles, page, css`
    td.who { min-width: 12rem; }
    td.roles { max-width: 22rem; }
    @media (min-width: 761px) { .state { white-space: nowrap; } }
    @media (max-width: 760px) {
      tr.item { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; }
      tr.item td.who, tr.item td.roles, tr.item td.org { grid-column: 1 / -1; min-width: 0; max-width: none; }
    }
  `];

  constructor() {
    super();
    this.query = router.query.get('q') ?? '';
    this.filter = FILTERS[router.query.get('filter')] ? router.query.get('filter') : 'all';
    this.follow(router, 'change', () => this.#fromAddress());
    this.follow(registry, 'change');
    this.follow(session, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#fromAddress();
  }

  async #load() {
    try {
      const [people] = await Promise.all([get('/users'), registry.load()]);
      this.people = people;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #fromAddress() {
    if (router.path !== 'people') return;
    const {query} = router;
    const person = query.get('person');
    this.overlay = query.has('invite') && session.may('user.write') ? {kind: 'invite'} : person ? {kind: 'person', id: person} : null;
    const loads = {invite: () => import('./invite.js'), person: () => import('./person.js')};
    if (this.overlay) loads[this.overlay.kind]().then(() => this.requestUpdate());
  }

  #go(query = {}) {
    router.go('people', {filter: this.filter === 'all' ? '' : this.filter, q: this.query, ...query});
  }

  render() {
    return html`${sectionTabs('people')}${this.#renderList()}${this.#renderOverlay()}`;
  }

  #renderList() {
    if (!this.people) return html`<div class="none">${this.problem ? faultNote(this.problem) : t('wait.loading')}</div>`;
    const all = this.people;
    const write = session.may('user.write');
    const organisation = p => registry.organisations.get(p.organisationId)?.name ?? '';
    const shown = all.filter(p => FILTERS[this.filter](p) && matches(`${p.displayName} ${p.username ?? ''} ${p.email ?? ''} ${organisation(p)} ${p.roles.map(r => r.name).join(' ')}`, this.query))
        .sort((a, b) => STATES[stateOf(a)].rank - STATES[stateOf(b)].rank || byGivenName(a, b));
    return html`
      <div class="head"><h1>${t('nav.people')}</h1>${write ? html`<button class="btn primary" @click=${() => this.#go({invite: 1})}>${icon('user-plus', 16)} ${t('people.invite')}</button>` : nothing}</div>
      <div class="tools">
        <div class="find">${icon('search', 16)}<input type="search" .value=${this.query} placeholder=${t('people.search')} aria-label=${t('people.search')} @input=${e => (this.query = e.target.value)}></div>
        ${Object.entries(FILTERS).map(([name, is]) => html`<button class="chip" aria-pressed=${String(name === this.filter)} @click=${() => { this.filter = name; this.#go(); }}>${t(`people.filter.${name}`)} <span class="num">${all.filter(is).length}</span></button>`)}
      </div>
      <div class="scroll card" role="region" aria-label=${t('nav.people')} tabindex="0"><table>
        <thead><tr>${['name', 'roles', 'organisation', 'second', 'seen', 'state'].map(c => html`<th scope="col">${t(`people.col.${c}`)}</th>`)}</tr></thead>
        <tbody>${repeat(shown, p => p.id, p => this.#renderRow(p, organisation(p)))}</tbody></table>
        ${shown.length ? nothing : html`<p class="none">${t('people.none')}</p>`}
        ${all.length <= 1 && write && !this.query ? html`<p class="none">${t('people.first')}</p>` : nothing}</div>`;
  }

  #renderRow(p, organisation) {
    const open = () => this.#go({person: p.id});
    return html`<tr class="item" @click=${open}>
      <td class="who"><button class="name" @click=${e => { e.stopPropagation(); open(); }}>${p.displayName}</button>${p.id === session.user?.id ? html` <span class="small muted">(${t('people.me')})</span>` : nothing}<div class="small muted">${[p.username, p.email].filter(Boolean).join(' · ')}</div></td>
      <td class="roles">${p.roles.length ? p.roles.map(r => r.name).join(', ') : html`<span class="warn">${t('people.noRole')}</span>`}</td>
      <td class="org">${organisation}</td>
      <td>${p.invited ? html`<span class="faint wide">–</span>` : html`<span class="state"><span class=${p.secondFactor ? 'live' : 'warn'}>${icon(p.secondFactor ? 'shield-check' : 'shield', 16)}</span><span class="narrow">${t('people.col.second')}:</span>${t(p.secondFactor ? 'people.second.on' : 'people.second.off')}</span>`}</td>
      <td class="num">${p.lastSeenAt ? html`<time title=${when(Date.parse(p.lastSeenAt))}>${t('ago', {time: duration(Date.now() - Date.parse(p.lastSeenAt))})}</time>` : html`<span class="faint ${p.invited ? 'wide' : ''}">${t('people.never')}</span>`}</td>
      <td>${stateMark(p)}</td></tr>`;
  }

  #renderOverlay() {
    const {overlay} = this;
    const close = () => this.#go();
    if (overlay?.kind === 'invite' && customElements.get('hd-invite')) return html`<hd-invite @close=${close} @invited=${() => this.#load()}></hd-invite>`;
    if (overlay?.kind === 'person' && customElements.get('hd-person')) return html`<hd-person .personId=${overlay.id} @close=${close} @changed=${() => this.#load()}></hd-person>`;
    return nothing;
  }
}

customElements.define('hd-people', People);
