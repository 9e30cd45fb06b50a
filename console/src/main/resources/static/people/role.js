import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import {toast} from '../design/toast.js';
import '../design/dialog.js';
import {patch, post, remove} from '../app/api.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';
import {actionName, actionSentence, grouped} from './actions.js';

const PAST_HOURS = [24, 72, 168, 720];

/** One role: its name and what it may do, each with a plain sentence. Read only for whoever may not change roles. Emits `close`, `changed`. */
class Role extends HdElement {
  static properties = {role: {attribute: false}, actions: {attribute: false}, chosen: {state: true}, name: {state: true}, problem: {state: true}, busy: {state: true}, removing: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 20px; }
    fieldset { border: 0; padding: 0; margin: 0; }
    legend { font-weight: 600; padding: 0 0 6px; font-size: var(--size-16); }
    .one { display: grid; grid-template-columns: 18px minmax(0, 1fr); gap: 0 12px; padding: 8px 0; cursor: pointer; align-items: start; }
    .one input { margin-top: 2px; }
    .one .small { grid-column: 2; }
    .past { margin: 0 0 6px 30px; max-width: 16rem; }
    .foot-words { margin-right: auto; }
  `];

  willUpdate(changed) {
    if (!this.chosen || changed.has('role')) {
      this.chosen = new Map((this.role?.permissions ?? []).map(p => [p.action, p.pastHours]));
      this.name = this.role?.name ?? '';
    }
  }

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    const write = session.may('role.write');
    const fault = this.problem?.of?.('name');
    const permissions = this.problem?.of?.('permissions');
    return html`<hd-dialog side .held=${Boolean(this.busy)} heading=${this.role?.name ?? t('roles.add')} @close=${close}>
      <form @submit=${this.#save} novalidate>
        ${write ? html`<div class="field"><label for="name">${t('roles.name')}</label><input id="name" .value=${this.name} maxlength="100" ?autofocus=${!this.role} autocomplete="off" aria-invalid=${fault ? 'true' : 'false'} aria-describedby="name-words" @input=${e => (this.name = e.target.value)}>${fieldWords('name', fault)}</div>` : nothing}
        ${this.role?.secondFactor ? html`<div class="note">${icon('shield-check')}<p>${t('roles.second.words')}</p></div>` : nothing}
        ${permissions ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${permissions}</p></div>` : nothing}${faultNote(this.problem)}
        ${grouped(this.actions).map(g => html`<fieldset><legend>${t(`actions.${g.name}`)}</legend>${g.ids.map(id => this.#renderOne(id, write))}</fieldset>`)}
      </form>
      ${write ? html`<div slot="foot">
        ${this.role && !this.role.builtIn ? html`<button class="btn danger quiet foot-words" @click=${() => (this.removing = true)}>${icon('trash-2', 16)} ${t('roles.remove')}</button>` : nothing}
        <button class="btn" @click=${close}>${t('cancel')}</button><button class="btn primary" ?disabled=${this.busy} @click=${this.#save}>${this.busy ? t('saving') : t('save')}</button></div>` : nothing}
    </hd-dialog>${this.removing ? this.#renderRemove() : nothing}`;
  }

  #renderOne(id, write) {
    const on = this.chosen.has(id);
    const hours = this.chosen.get(id);
    const choices = hours && !PAST_HOURS.includes(hours) ? [...PAST_HOURS, hours].sort((a, b) => a - b) : PAST_HOURS;
    return html`<label class="one"><input type="checkbox" .checked=${on} ?disabled=${!write} @change=${e => this.#toggle(id, e.target.checked)}><strong>${actionName(id)}</strong><span class="small muted">${actionSentence(id)}</span></label>
      ${id === 'recording.view' && on ? html`<div class="past field"><label for="past">${t('roles.past.label')}</label><select id="past" ?disabled=${!write} @change=${e => this.#toggle(id, true, Number(e.target.value) || null)}>
        <option value="" ?selected=${!hours}>${t('roles.past.all')}</option>${choices.map(h => html`<option value=${h} ?selected=${h === hours}>${t('roles.past', {n: h})}</option>`)}</select></div>` : nothing}`;
  }

  #toggle(id, on, hours = null) {
    const chosen = new Map(this.chosen);
    if (on) chosen.set(id, hours);
    else chosen.delete(id);
    this.chosen = chosen;
  }

  #renderRemove() {
    const close = () => (this.removing = false);
    return html`<hd-dialog heading=${t('roles.remove.title', {name: this.role.name})} @close=${close}><p>${t('roles.remove.words')}</p>
      <div slot="foot"><button class="btn" autofocus @click=${close}>${t('cancel')}</button><button class="btn danger" @click=${this.#remove}>${t('roles.remove')}</button></div></hd-dialog>`;
  }

  #save = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const body = {name: this.name.trim(), permissions: [...this.chosen].map(([action, pastHours]) => ({action, pastHours: pastHours ?? null}))};
      await (this.role ? patch(`/roles/${this.role.id}`, body) : post('/roles', body));
      toast(t('saved'));
      session.askAgain();
      this.#end();
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"], .note.alarm')?.scrollIntoView({block: 'nearest'});
    } finally {
      this.busy = false;
    }
  };

  #remove = async () => {
    try {
      await remove(`/roles/${this.role.id}`);
      toast(t('roles.removed', {name: this.role.name}));
      this.#end();
    } catch (problem) {
      this.removing = false;
      this.problem = problem;
    }
  };

  #end() {
    this.dispatchEvent(new Event('changed'));
    this.dispatchEvent(new Event('close'));
  }
}

customElements.define('hd-role', Role);
