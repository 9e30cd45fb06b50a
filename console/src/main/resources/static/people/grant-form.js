import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {facts} from '../app/facts.js';
import {fromIsoDay, matches} from '../app/format.js';
import {t} from '../app/i18n.js';
import {ZONES, zoneWord} from '../app/zones.js';
import {registry} from './registry.js';
import {scopeWords} from './scope-words.js';

/** More facilities than this are searched, not scrolled. */
const SEARCH_ABOVE = 8;

export const EMPTY_GRANT = {roleId: '', scope: {organisationId: null, areaCode: null, facilityIds: [], zones: []}, from: null, until: null};

const nextDay = day => new Date(fromIsoDay(day) + 86_400_000);

/** One role with its scope, as a form; `value` is a GrantChange. Emits `grant-change {value}`. */
class GrantForm extends HdElement {
  static properties = {value: {attribute: false}, index: {type: Number}, removable: {type: Boolean}, fault: {}, narrow: {state: true}, query: {state: true}, days: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 12px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface-2); }
    .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
    fieldset { border: 0; padding: 0; margin: 0; min-width: 0; }
    legend { font-weight: 500; padding: 0 0 4px; }
    .chips { display: flex; gap: 6px; flex-wrap: wrap; }
    .list { max-height: 11rem; overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); padding: 4px 10px; background: var(--surface-1); }
    .sentence { font-weight: 500; }
    .find { margin-bottom: 6px; }
    @media (max-width: 560px) { .grid { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    this.query = '';
    this.days = {};
    this.follow(registry, 'change');
    this.follow(facts, 'cameras');
  }

  #set(change) {
    this.value = {...this.value, ...change};
    this.emit('grant-change', {value: this.value, index: this.index});
  }

  #scope(change) {
    this.#set({scope: {...this.value.scope, ...change}});
  }

  render() {
    const {value} = this;
    const {scope} = value;
    const role = registry.roles.find(r => r.id === value.roleId);
    return html`
      <div class="field"><label for="role">${t('grant.role')}</label><div class="row"><select id="role" class="grow" aria-invalid=${this.fault ? 'true' : 'false'} @change=${e => this.#set({roleId: e.target.value})}>
          <option value="" ?selected=${!value.roleId}>${t('grant.role.choose')}</option>${registry.offered.map(r => html`<option value=${r.id} ?selected=${r.id === value.roleId}>${r.name}</option>`)}</select>
          ${this.removable ? html`<button type="button" class="btn icon-only quiet" title=${t('grant.leaveOut')} aria-label=${t('grant.leaveOut')} @click=${() => this.emit('grant-remove', {index: this.index})}>${icon('x')}</button>` : nothing}</div>
        ${this.fault ? html`<span class="fault">${icon('circle-alert', 16)} ${this.fault}</span>` : role?.secondFactor ? html`<span class="hint">${icon('shield-check', 14)} ${t('grant.second')}</span>` : nothing}</div>
      <fieldset><legend>${t('grant.scope')}</legend><div class="chips">
        <button type="button" class="chip" aria-pressed=${String(!this.narrow)} @click=${() => { this.narrow = false; this.#set({scope: EMPTY_GRANT.scope}); }}>${t('grant.scope.all')}</button>
        <button type="button" class="chip" aria-pressed=${String(Boolean(this.narrow))} @click=${() => (this.narrow = true)}>${t('grant.scope.some')}</button></div></fieldset>
      ${this.narrow ? this.#renderNarrow(scope) : nothing}
      <div class="grid">
        <div class="field"><label for="from">${t('grant.from')}</label><input id="from" type="date" .value=${this.days.from ?? ''} @change=${e => this.#day('from', e.target.value)}></div>
        <div class="field"><label for="until">${t('grant.until')}</label><input id="until" type="date" .value=${this.days.until ?? ''} @change=${e => this.#day('until', e.target.value)}><span class="hint">${t('grant.until.hint')}</span></div>
      </div>
      ${role ? html`<p class="sentence" role="status">${role.name}: ${scopeWords(value, registry.names)}</p>` : nothing}`;
  }

  /** Days as a person means them: from the beginning of the first to the end of the last. */
  #day(which, day) {
    this.days = {...this.days, [which]: day};
    this.#set({[which]: day ? (which === 'from' ? new Date(fromIsoDay(day)) : nextDay(day)).toISOString() : null});
  }

  #renderNarrow(scope) {
    const facilities = [...facts.facilities.values()];
    const shown = facilities.filter(f => scope.facilityIds.includes(f.id) || matches(f.name, this.query));
    const toggle = (list, item) => (list.includes(item) ? list.filter(i => i !== item) : [...list, item]);
    const choose = (id, label, entries, current, take) => html`<div class="field"><label for=${id}>${label}</label><select id=${id} @change=${e => take(e.target.value || null)}>
      <option value="">${t('grant.any')}</option>${entries.map(([value, name]) => html`<option value=${value} ?selected=${value === current}>${name}</option>`)}</select></div>`;
    return html`
      <div class="grid">
        ${choose('organisation', t('grant.organisation'), [...registry.organisations.values()].map(o => [o.id, o.name]), scope.organisationId, v => this.#scope({organisationId: v}))}
        ${choose('area', t('grant.area'), [...registry.areas.values()].map(a => [a.code, a.name]), scope.areaCode, v => this.#scope({areaCode: v}))}
      </div>
      ${facilities.length ? html`<fieldset><legend>${t('grant.facilities')}</legend>
        ${facilities.length > SEARCH_ABOVE ? html`<input class="find" type="search" placeholder=${t('grant.facilities.find')} aria-label=${t('grant.facilities.find')} @input=${e => (this.query = e.target.value)}>` : nothing}
        <div class="list">${shown.map(f => html`<label class="tick"><input type="checkbox" .checked=${scope.facilityIds.includes(f.id)} @change=${() => this.#scope({facilityIds: toggle(scope.facilityIds, f.id)})}>${f.name}</label>`)}</div></fieldset>` : nothing}
      <fieldset><legend>${t('grant.zones')}</legend><div class="chips">${ZONES.map(z => html`<button type="button" class="chip" aria-pressed=${String(scope.zones.includes(z))} @click=${() => this.#scope({zones: toggle(scope.zones, z)})}>${zoneWord(z)}</button>`)}</div></fieldset>`;
  }
}

customElements.define('hd-grant-form', GrantForm);
