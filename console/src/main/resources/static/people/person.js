import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {get, patch, post, remove} from '../app/api.js';
import {dateTime, when} from '../app/format.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {serverClock} from '../app/server-clock.js';
import {registry} from './registry.js';
import {EMPTY_GRANT} from './grant-form.js';
import {grantState, scopeWords} from './scope-words.js';
import {stateMark} from './people.js';
import './link-card.js';

/** One person: who they are, what they may do and where, and what can be done about it. Emits `close`, `changed`. */
class Person extends HdElement {
  static properties = {personId: {}, person: {state: true}, problem: {state: true}, asking: {state: true}, granting: {state: true}, grantFault: {state: true}, form: {state: true}, formFault: {state: true}, link: {state: true}, clearFactors: {state: true}, mails: {state: true}, byEmail: {state: true}};

  static styles = [HdElement.styles, css`
    .stack { gap: 22px; }
    section { display: grid; gap: 10px; }
    dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: 6px 16px; }
    dt { color: var(--text-2); } dd { overflow-wrap: anywhere; }
    .state { display: inline-flex; gap: 6px; align-items: flex-start; } .state .icon { margin-top: 2px; }
    span.live { color: var(--live); } span.warn { color: var(--warn); } span.alarm { color: var(--alarm); } span.offline { color: var(--offline); }
    li { display: flex; gap: 12px; padding: 10px 0; border-top: 1px solid var(--line); align-items: flex-start; }
    li:first-child { border-top: 0; }
    li.past { color: var(--text-2); }
    li .what { flex: 1; min-width: 0; }
    .acts { display: flex; gap: 8px; flex-wrap: wrap; }
    form { display: grid; gap: 14px; }
  `];

  willUpdate(changed) {
    if (changed.has('personId')) this.#load();
  }

  async #load() {
    try {
      this.person = await get(`/users/${this.personId}`);
      if (!registry.organisations.size) registry.load().catch(() => {});
    } catch (problem) {
      this.problem = problem;
    }
  }

  get #mine() {
    return this.person.id === session.user?.id;
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const {person} = this;
    if (!person) return html`<hd-dialog side heading=${this.problem?.status === 404 ? t('person.gone') : t('wait.loading')} @close=${close}>${this.problem?.status === 404 ? html`<p>${t('person.gone.words')}</p>` : faultNote(this.problem)}</hd-dialog>`;
    const write = session.may('user.write');
    return html`<hd-dialog side heading=${person.displayName} @close=${close}><div class="stack">
        ${this.form ? this.#renderForm() : html`<section><dl>
          <dt>${t('people.col.state')}</dt><dd>${stateMark(person)}</dd>
          ${person.username ? html`<dt>${t('login.username')}</dt><dd>${person.username}</dd>` : nothing}
          <dt>${t('people.email')}</dt><dd>${person.email || '–'}</dd>
          <dt>${t('people.organisation')}</dt><dd>${registry.organisations.get(person.organisationId)?.name ?? '–'}</dd>
          <dt>${t('people.col.second')}</dt><dd>${t(person.secondFactor ? 'people.second.on' : 'people.second.off')}</dd>
          <dt>${t('people.col.seen')}</dt><dd>${person.lastSeenAt ? when(Date.parse(person.lastSeenAt)) : t('people.never')}</dd>
          <dt>${t('person.created')}</dt><dd>${dateTime(Date.parse(person.createdAt))}</dd></dl>
          ${write ? html`<div class="acts"><button class="btn" @click=${() => (this.form = {displayName: person.displayName, email: person.email ?? '', organisationId: person.organisationId ?? ''})}>${icon('pencil', 16)} ${t('person.change')}</button></div>` : nothing}</section>`}
        ${this.#renderGrants(write)}
        ${write && !this.#mine ? html`<section><h3>${t('person.access')}</h3><div class="acts">
          <button class="btn" @click=${() => { this.clearFactors = false; this.byEmail = false; this.asking = 'link'; get('/notification-channels').then(told => (this.mails = told.channels.includes('email'))).catch(() => {}); }}>${icon('link', 16)} ${t('person.link')}</button>
          <button class="btn" @click=${() => (this.asking = 'sessions')}>${icon('log-out', 16)} ${t('person.endSessions')}</button>
          <button class="btn ${person.enabled ? 'danger' : ''}" @click=${() => (this.asking = person.enabled ? 'disable' : 'enable')}>${icon(person.enabled ? 'ban' : 'user-check', 16)} ${t(person.enabled ? 'person.disable' : 'person.enable')}</button></div></section>` : nothing}
      </div></hd-dialog>${this.#renderAsk()}`;
  }

  #renderForm() {
    const fault = field => this.formFault?.of?.(field);
    const text = (field, label, type = 'text') => html`<div class="field"><label for=${field}>${label}</label><input id=${field} type=${type} .value=${this.form[field]} maxlength="200" autocomplete="off" aria-invalid=${fault(field) ? 'true' : 'false'} aria-describedby="${field}-words">${fieldWords(field, fault(field))}</div>`;
    return html`<form @submit=${this.#save} novalidate>
      ${text('displayName', t('profile.name'))}${text('email', t('people.email'), 'email')}
      <div class="field"><label for="organisationId">${t('people.organisation')}</label><select id="organisationId"><option value="">${t('invite.organisation.none')}</option>
        ${[...registry.organisations.values()].map(o => html`<option value=${o.id} ?selected=${o.id === this.form.organisationId}>${o.name}</option>`)}</select></div>
      ${faultNote(this.formFault)}
      <div class="acts"><button class="btn primary">${t('save')}</button><button type="button" class="btn" @click=${() => { this.form = null; this.formFault = null; }}>${t('cancel')}</button></div></form>`;
  }

  #renderGrants(write) {
    const {person} = this;
    const now = serverClock.now();
    const rank = {now: 0, later: 1, over: 2};
    const grants = [...person.grants].sort((a, b) => rank[grantState(a, now)] - rank[grantState(b, now)]);
    const may = write && !this.#mine;
    return html`<section><h3>${t('person.grants')}</h3>
      ${grants.length ? html`<ul>${repeat(grants, g => g.id, g => this.#renderGrant(g, grantState(g, now), may))}</ul>` : html`<p class="muted">${t('person.grants.none')}</p>`}
      ${this.#mine && write ? html`<p class="small muted">${t('person.grants.mine')}</p>` : nothing}
      ${!may ? nothing : this.granting ? html`<hd-grant-form .value=${this.granting} .fault=${this.grantFault?.of?.('roleId')} @grant-change=${e => (this.granting = e.detail.value)}></hd-grant-form>${faultNote(this.grantFault)}
          <div class="acts"><button class="btn primary" @click=${this.#grant}>${t('grant.give')}</button><button class="btn" @click=${() => { this.granting = null; this.grantFault = null; }}>${t('cancel')}</button></div>`
        : html`<div class="acts"><button class="btn" @click=${() => (this.granting = EMPTY_GRANT)}>${icon('plus', 16)} ${t('grant.add')}</button></div>`}</section>`;
  }

  #renderGrant(g, state, may) {
    const [drawing, tone] = g.breakGlass ? ['siren', 'alarm'] : {now: ['shield-check', 'live'], later: ['clock', 'warn'], over: ['circle-off', 'offline']}[state];
    return html`<li class=${state === 'over' ? 'past' : ''}><span class=${tone}>${icon(drawing)}</span><div class="what"><strong>${g.breakGlass ? t('grant.breakGlass') : g.roleName}</strong>${state === 'now' ? nothing : html` <span class="small ${tone}">${t(`grant.state.${state}`)}</span>`}
        <div>${scopeWords(g, registry.names)}</div>${g.reason ? html`<div class="small">${t('grant.reason', {reason: g.reason})}</div>` : nothing}
        <div class="small muted">${t('grant.by', {name: g.createdBy, when: when(Date.parse(g.createdAt))})}</div></div>
      ${may && state !== 'over' ? html`<button class="btn quiet" aria-label="${t('grant.withdraw')}: ${g.roleName}" @click=${() => (this.asking = {withdraw: g})}>${t('grant.withdraw')}</button>` : nothing}</li>`;
  }

  #renderAsk() {
    const {asking, person} = this;
    const close = () => (this.asking = null);
    if (this.link) return html`<hd-dialog heading=${t('person.link.done', {name: person.displayName})} held @close=${() => (this.link = null)}><hd-link-card .told=${this.link} .name=${person.displayName} .email=${person.email}></hd-link-card><div slot="foot"><button class="btn primary" @click=${() => (this.link = null)}>${t('done')}</button></div></hd-dialog>`;
    if (!asking) return nothing;
    const dialog = (key, run, danger, more = nothing, words = t(`person.${key}.words`, {name: person.displayName})) => html`<hd-dialog heading=${t(`person.${key}.title`, {name: person.displayName})} @close=${close}><div class="stack"><p>${words}</p>${more}</div>
      <div slot="foot"><button class="btn" autofocus @click=${close}>${t('cancel')}</button><button class="btn ${danger ? 'danger' : 'primary'}" @click=${() => this.#do(run)}>${t(`person.${key}.go`)}</button></div></hd-dialog>`;
    const path = `/users/${person.id}`;
    if (asking.withdraw) return dialog('withdraw', async () => { await remove(`${path}/grants/${asking.withdraw.id}`); toast(t('grant.withdrawn')); }, true, html`<p><strong>${asking.withdraw.roleName}</strong><br>${scopeWords(asking.withdraw, registry.names)}</p>`);
    switch (asking) {
      case 'disable': return dialog('disable', async () => { await patch(path, {enabled: false}); toast(t('person.disabled.done', {name: person.displayName})); }, true);
      case 'enable': return dialog('enable', async () => { await patch(path, {enabled: true}); toast(t('person.enabled.done', {name: person.displayName})); });
      case 'sessions': return dialog('sessions', async () => { await remove(`${path}/sessions`); toast(t('sessions.ended')); }, true);
      default: return dialog('link', async () => (this.link = await post(`${path}/invitation`, {clearSecondFactors: Boolean(this.clearFactors), byEmail: Boolean(this.mails && person.email && this.byEmail)})), false,
          html`${this.mails && person.email ? html`<label class="tick"><input type="checkbox" .checked=${this.byEmail} @change=${e => (this.byEmail = e.target.checked)}>${t('invite.byEmail')} <span class="muted">${person.email}</span></label>` : nothing}<label class="tick"><input type="checkbox" @change=${e => (this.clearFactors = e.target.checked)}>${t('person.link.clear')}</label>`);
    }
  }

  async #do(run) {
    try {
      await run();
      this.asking = null;
      await this.#load();
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      toast(problem.message, 'alarm');
    }
  }

  #save = async event => {
    event.preventDefault();
    const value = id => this.$(`#${id}`).value.trim();
    try {
      await patch(`/users/${this.person.id}`, {displayName: value('displayName'), email: value('email'), organisationId: value('organisationId')});
      this.form = this.formFault = null;
      toast(t('saved'));
      await this.#load();
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      this.formFault = problem;
    }
  };

  #grant = async () => {
    if (!this.granting.roleId) {
      this.grantFault = {errors: [{}], of: () => t('grant.role.needed')};
      return;
    }
    try {
      await post(`/users/${this.person.id}/grants`, this.granting);
      this.granting = this.grantFault = null;
      toast(t('grant.given'));
      await this.#load();
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      this.grantFault = problem;
    }
  };
}

customElements.define('hd-person', Person);
