import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote, fieldWords} from '../design/fault.js';
import '../design/dialog.js';
import {post} from '../app/api.js';
import {facts} from '../app/facts.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {serverClock} from '../app/server-clock.js';
import {session} from '../app/session.js';
import {fromField, toField} from './filter.js';
import {SEVERITY, kinds} from './kinds.js';

const DRAFT = 'haidang.incident-draft';

/** Reports an incident: what, how bad, where, since when. Few fields, big enough for a thumb; what was typed survives a lost page. */
class IncidentReport extends HdElement {
  static properties = {form: {state: true}, known: {state: true}, problem: {state: true}, busy: {state: true}};

  static styles = [HdElement.styles, css`
    form { display: grid; gap: 16px; }
    .choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); gap: 8px; }
    .choice { all: unset; box-sizing: border-box; cursor: pointer; min-height: 44px; padding: 8px 12px; border: 1px solid var(--line-strong); border-radius: var(--radius); display: flex; gap: 8px; align-items: center; }
    .choice:hover { background: var(--surface-3); }
    .choice[aria-checked='true'] { background: var(--accent-soft); border-color: var(--accent-text); color: var(--accent-text); font-weight: 600; }
    .choice:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    .severities { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; }
    .alarm { color: var(--alarm); } .warn { color: var(--warn); } .offline { color: var(--offline); }
    .times { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
    .cams { display: flex; flex-wrap: wrap; gap: 6px; }
    .cams .chip { min-height: 36px; }
    legend { padding: 0; margin-bottom: 6px; font-weight: 500; } fieldset { border: 0; padding: 0; margin: 0; min-width: 0; }
    @media (max-width: 480px) { .times { grid-template-columns: 1fr; } .severities .choice { justify-content: center; padding: 8px 4px; } }
  `];

  constructor() {
    super();
    const {query} = router;
    const asked = (query.get('cameras') ?? '').split(',').filter(Boolean);
    // An incident is at one facility: cameras of another belong to another report.
    const cameras = asked.filter(id => facts.cameras.get(id)?.facilityId === facts.cameras.get(asked[0])?.facilityId);
    let draft = {};
    try {
      draft = query.has('facility') || cameras.length ? {} : JSON.parse(localStorage.getItem(DRAFT)) ?? {};
    } catch { /* a draft that cannot be read is none */ }
    const at = ms => (ms ? toField(Number(ms)) : '');
    this.form = {
      kind: '', severity: 'SERIOUS', title: '', facilityId: query.get('facility') ?? facts.cameras.get(cameras[0])?.facilityId ?? (facts.facilities.size === 1 ? [...facts.facilities.keys()][0] : ''), cameraIds: cameras,
      from: at(query.get('from')) || toField(serverClock.now()), to: at(query.get('to')), ...draft,
    };
    kinds().then(known => (this.known = known), problem => (this.problem = problem));
    this.follow(facts, 'cameras');
  }

  #set(change) {
    this.form = {...this.form, ...change};
    localStorage.setItem(DRAFT, JSON.stringify(this.form));
  }

  render() {
    const {form, known} = this;
    const cameras = facts.list().filter(c => c.facilityId === form.facilityId);
    const fault = field => this.problem?.of?.(field);
    return html`<hd-dialog side heading=${t('incidents.report')} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${known ? html`<form id="form" @submit=${this.#send}>
        ${faultNote(this.problem)}
        <fieldset><legend>${t('incidents.kind')}</legend><div class="choices" role="radiogroup" aria-label=${t('incidents.kind')}>${known.kinds.map(k => html`<button type="button" class="choice" role="radio" aria-checked=${String(k.kind === form.kind)} @click=${() => this.#set({kind: k.kind})}>${k.words}</button>`)}</div>${fieldWords('kind', fault('kind'))}</fieldset>
        <fieldset><legend>${t('incidents.severity')}</legend><div class="severities" role="radiogroup" aria-label=${t('incidents.severity')}>${known.severities.map(s => html`<button type="button" class="choice" role="radio" aria-checked=${String(s.id === form.severity)} @click=${() => this.#set({severity: s.id})}><span class=${SEVERITY[s.id].tone}>${icon(SEVERITY[s.id].icon, 18)}</span>${s.words}</button>`)}</div></fieldset>
        <div class="field"><label for="facilityId">${t('incidents.facility')}</label><select id="facilityId" .value=${form.facilityId} @change=${e => this.#set({facilityId: e.target.value, cameraIds: []})}>
          <option value="">${t('incidents.choose')}</option>${[...facts.facilities.values()].map(f => html`<option value=${f.id} ?selected=${f.id === form.facilityId}>${f.name}</option>`)}</select>${fieldWords('facilityId', fault('facilityId'))}</div>
        ${cameras.length ? html`<fieldset><legend>${t('incidents.cameras')}</legend><div class="cams">${cameras.map(c => html`<button type="button" class="chip" aria-pressed=${String(form.cameraIds.includes(c.id))} @click=${() => this.#camera(c.id)}>${c.name}</button>`)}</div>${fieldWords('cameraIds', fault('cameraIds'))}</fieldset>` : nothing}
        <div class="field"><label for="title">${t('incidents.title')}</label><input id="title" maxlength="200" .value=${form.title} @input=${e => this.#set({title: e.target.value})} aria-describedby="title-words">${fieldWords('title', fault('title'), t('incidents.title.hint'))}</div>
        <div class="times"><div class="field"><label for="from">${t('incidents.from')}</label><input id="from" type="datetime-local" .value=${form.from} @input=${e => this.#set({from: e.target.value})}>${fieldWords('from', fault('from'))}</div>
          <div class="field"><label for="to">${t('incidents.to')}</label><input id="to" type="datetime-local" .value=${form.to} @input=${e => this.#set({to: e.target.value})}>${fieldWords('to', fault('to'), t('incidents.to.hint'))}</div></div>
      </form>` : html`${faultNote(this.problem)}<p class="muted">${t('wait.loading')}</p>`}
      <div slot="foot"><button class="btn" @click=${() => this.dispatchEvent(new Event('close'))}>${t('cancel')}</button><button class="btn primary" form="form" ?disabled=${this.busy || !form.kind || !form.facilityId} @click=${this.#send}>${this.busy ? t('incidents.sending') : t('incidents.send')}</button></div>
    </hd-dialog>`;
  }

  #camera(id) {
    const {cameraIds} = this.form;
    this.#set({cameraIds: cameraIds.includes(id) ? cameraIds.filter(c => c !== id) : [...cameraIds, id]});
  }

  #send = async event => {
    event.preventDefault();
    if (this.busy || !session.may('incident.write')) return;
    const {form} = this;
    const iso = text => (Number.isNaN(fromField(text)) ? '' : new Date(fromField(text)).toISOString());
    this.busy = true;
    try {
      const {incident} = await post('/incidents', {...form, from: iso(form.from), to: iso(form.to)});
      localStorage.removeItem(DRAFT);
      this.dispatchEvent(new CustomEvent('opened', {detail: {id: incident.id}}));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('hd-incident-report', IncidentReport);
