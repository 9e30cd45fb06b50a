import {html, css, live, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {language, t} from '../app/i18n.js';
import {when} from '../app/format.js';
import {faultOf, normal, questionAt, readBlocks, writeBlocks} from './form.js';
import {answerWords, say, sourceWords} from './words.js';
import {touch} from './page.js';
import './photo-answer.js';

const SOURCE_ICONS = {TEST: 'gauge', REGISTRY: 'building-2'};

const NUMBERS = {decimal: 'decimal', whole: 'numeric', unit: 'numeric', coordinates: 'decimal'};

/** One question: its answer, "unknown, because", what is wrong with it, and both answers where two people differ. */
class Question extends HdElement {
  static properties = {desk: {attribute: false}, path: {reflect: true}, tick: {}, draft: {state: true}, asksWhy: {state: true}, blocks: {state: true}};

  static styles = [HdElement.styles, touch, css`
    fieldset { border: 0; padding: 0; margin: 0; min-width: 0; display: grid; gap: 8px; }
    legend, label.q { font-size: var(--size-16); font-weight: 500; padding: 0; margin-bottom: 8px; }
    label.q { margin-bottom: 0; }
    .needed { color: var(--text-2); font-weight: 400; font-size: var(--size-12); margin-left: 6px; }
    .fault { color: var(--alarm); display: flex; gap: 6px; align-items: flex-start; }
    .meta { display: flex; gap: 4px 12px; align-items: center; justify-content: space-between; flex-wrap: wrap; font-size: var(--size-12); color: var(--text-2); min-height: 44px; }
    .meta .state { display: inline-flex; gap: 5px; align-items: center; }
    .link { all: unset; cursor: pointer; color: var(--accent-text); min-height: 44px; display: inline-flex; align-items: center; gap: 6px; font-size: var(--size-14); padding: 0 2px; margin-left: auto; }
    .link:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    .zone { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 6px; }
    .zone .choice { flex-direction: column; gap: 4px; justify-content: center; text-align: center; font-size: var(--size-14); padding: 8px 4px; min-height: 64px; }
    .both { display: grid; gap: 10px; padding: 12px; border: 2px solid var(--alarm); border-radius: var(--radius); background: var(--surface-1); }
    .both .choice { align-items: flex-start; }
    .both .choice span span { display: block; font-size: var(--size-12); color: var(--text-2); }
    .block { display: grid; grid-template-columns: 6rem minmax(0, 1fr) 44px; gap: 8px; align-items: end; }
    .block label { font-size: var(--size-12); color: var(--text-2); }
    .unknown { background: var(--surface-2); border: 1px dashed var(--line-strong); padding: 10px; border-radius: var(--radius); display: grid; gap: 6px; }
  `];

  #timer = 0;

  willUpdate(changed) {
    if (!changed.has('path')) return;
    clearTimeout(this.#timer);
    this.draft = null;
    this.asksWhy = false;
    this.blocks = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#flush();
  }

  get #answer() {
    return this.desk.answer(this.path) ?? {text: '', notKnown: false, version: 0};
  }

  get #notKnown() {
    return this.asksWhy || Boolean(this.#answer.notKnown && this.draft?.notKnown !== false);
  }

  /** On the disk as soon as it is whole; while somebody types, after a moment. */
  #type(text, {now = false, notKnown = false} = {}) {
    clearTimeout(this.#timer);
    this.draft = {text, notKnown};
    if (now) this.#flush();
    else this.#timer = setTimeout(() => this.#flush(), 300);
  }

  #flush() {
    clearTimeout(this.#timer);
    const {draft, desk} = this;
    if (!draft) return;
    const {field} = questionAt(desk.form, this.path);
    if (faultOf(field.kind, draft.text, draft.notKnown)) return;
    this.draft = null;
    if (draft.notKnown) this.asksWhy = false;
    desk.type(this.path, draft.notKnown ? normal(draft.text) : draft.text.trim(), draft.notKnown);
  }

  render() {
    const {desk, path} = this;
    const {field, zone} = questionAt(desk.form, path);
    const answer = this.#answer;
    if (answer.disputed) return this.#renderBoth(field, answer);
    const draft = this.draft;
    const notKnown = this.#notKnown;
    const known = field.kind.type === 'decimal' && language.code === 'vi' ? answer.text.replace('.', ',') : answer.text;
    const text = draft ? draft.text : notKnown && !answer.notKnown ? '' : notKnown ? answer.text : known;
    const fault = draft && faultOf(field.kind, draft.text, draft.notKnown);
    const simple = !['one', 'some', 'photo', 'blocks'].includes(field.kind.type);
    const label = html`${say(field.words)}${field.needed ? html`<span class="needed">${t('survey.needed')}</span>` : nothing}`;
    const words = fault ? t(`survey.fault.${fault[0]}`, fault[1]) : answer.refused;
    const control = notKnown ? this.#renderWhy(text, words) : zone ? this.#renderZone(field, text) : this.#renderControl(field, text, words);
    return html`<fieldset ?disabled=${!desk.writable}>
      ${simple && !notKnown ? html`<label class="q" for="a">${label}</label>` : html`<legend>${label}</legend>`}
      ${control}
      ${words ? html`<p class="fault" id="fault" role="alert">${icon('circle-alert', 16)}<span>${words}</span></p>` : nothing}
      ${this.#renderMeta(field, answer, notKnown)}
    </fieldset>`;
  }

  #renderMeta(field, answer, notKnown) {
    const state = answer.pending ? html`<span class="state">${icon('clock', 14)} ${t('survey.kept')}</span>`
        : answer.text && answer.by ? html`<span class="state">${icon(SOURCE_ICONS[answer.source] ?? 'check', 14)} ${sourceWords(answer)}, ${when(Date.parse(answer.typedAt))}</span>` : html`<span></span>`;
    if (!this.desk.writable || field.name === 'REMOVED') return html`<div class="meta">${state}</div>`;
    return html`<div class="meta">${state}${notKnown
        ? html`<button type="button" class="link" @click=${() => { this.asksWhy = false; this.#type('', {now: true}); }}>${t('survey.known')}</button>`
        : html`<button type="button" class="link" @click=${() => { this.asksWhy = true; this.draft = null; }}>${icon('circle-help', 16)} ${t('survey.unknown')}</button>`}</div>`;
  }

  #renderWhy(text, fault) {
    return html`<div class="unknown"><label for="why">${t('survey.unknown.why')}</label>
      <input id="why" type="text" maxlength="500" .value=${live(text)} placeholder=${t('survey.unknown.example')} aria-invalid=${fault ? 'true' : 'false'} @input=${e => this.#type(e.target.value, {notKnown: true})} @change=${e => this.#type(e.target.value, {now: true, notKnown: true})}></div>`;
  }

  #renderControl(field, text, fault) {
    const {kind} = field;
    switch (kind.type) {
      case 'one': return this.#renderOne(kind.options, text);
      case 'some': return this.#renderSome(kind.options, text ? text.split(',') : []);
      case 'photo': return html`<hd-photo-answer .desk=${this.desk} .photo=${text} .tick=${this.tick} .caption=${say(field.words)} @photo=${e => this.#type(e.detail, {now: true})}></hd-photo-answer>`;
      case 'blocks': return this.#renderBlocks(text);
      default: return html`<input id="a" type="text" inputmode=${NUMBERS[kind.type] ?? 'text'} autocomplete="off" .value=${live(text)} maxlength=${kind.max && kind.type === 'line' ? kind.max : 200} placeholder=${t(`survey.example.${kind.type}`)}
          aria-invalid=${fault ? 'true' : 'false'} aria-describedby=${fault ? 'fault' : nothing} @input=${e => this.#type(e.target.value)} @change=${e => this.#type(e.target.value, {now: true})}>`;
    }
  }

  #renderOne(options, text) {
    if (options.length > 8) {
      return html`<select id="a" aria-label=${say(questionAt(this.desk.form, this.path).field.words)} @change=${e => this.#type(e.target.value, {now: true})}><option value="">${t('survey.choose')}</option>${options.map(o => html`<option value=${o.id} ?selected=${o.id === text}>${say(o.words)}</option>`)}</select>`;
    }
    return html`<div class="choices" role="radiogroup" aria-label=${say(questionAt(this.desk.form, this.path).field.words)}>${options.map(o => this.#choice(o, text === o.id, 'radio', () => this.#type(text === o.id ? '' : o.id, {now: true})))}</div>`;
  }

  #renderSome(options, chosen) {
    const toggled = id => options.map(o => o.id).filter(o => (o === id ? !chosen.includes(o) : chosen.includes(o))).join(',');
    return html`<div class="choices" role="group">${options.map(o => this.#choice(o, chosen.includes(o.id), 'checkbox', () => this.#type(toggled(o.id), {now: true})))}</div>`;
  }

  #renderZone(field, text) {
    const drawings = {COVERED: 'cctv', MISSING: 'circle-alert', NO_SUCH_PLACE: 'ban'};
    return html`<div class="zone" role="radiogroup" aria-label=${say(field.words)}>${field.kind.options.map(o => html`<button type="button" class="choice" role="radio" aria-checked=${String(text === o.id)} @click=${() => this.#type(text === o.id ? '' : o.id, {now: true})}>${icon(drawings[o.id], 20)}<span>${say(o.words)}</span></button>`)}</div>`;
  }

  #choice(option, on, role, pick) {
    return html`<button type="button" class="choice" role=${role} aria-checked=${String(on)} @click=${pick}>${icon(on ? 'circle-check' : 'circle', 20)}<span>${say(option.words)}</span></button>`;
  }

  // ---- blocks and floors

  #renderBlocks(text) {
    const blocks = this.blocks ?? (readBlocks(text || '?') ?? [{name: '', floors: ['']}]).map(b => ({name: b.name, floors: b.floors.join(', ')}));
    const change = (i, field, value) => this.#setBlocks(blocks.with(i, {...blocks[i], [field]: value}));
    return html`${blocks.map((b, i) => html`<div class="block">
        <div><label for="n${i}">${t('survey.block')}</label><input id="n${i}" type="text" maxlength="20" .value=${live(b.name)} placeholder="A" @input=${e => change(i, 'name', e.target.value)} @change=${() => this.#flush()}></div>
        <div><label for="f${i}">${t('survey.floors')}</label><input id="f${i}" type="text" maxlength="2000" .value=${live(b.floors)} placeholder="1, 2, 3" @input=${e => change(i, 'floors', e.target.value)} @change=${() => this.#flush()}></div>
        <button type="button" class="btn quiet icon-only big" aria-label=${t('survey.block.remove', {block: b.name})} @click=${() => this.#setBlocks(blocks.toSpliced(i, 1))}>${icon('trash-2')}</button></div>`)}
      <button type="button" class="btn big" @click=${() => this.#setBlocks([...blocks, {name: '', floors: ''}])}>${icon('plus')} ${t('survey.block.add')}</button>`;
  }

  #setBlocks(blocks) {
    this.blocks = blocks;
    const whole = blocks.filter(b => b.name.trim() || b.floors.trim());
    this.#type(whole.length ? writeBlocks(whole.map(b => ({name: b.name, floors: b.floors.split(/[,;]/)}))) : '');
  }

  // ---- two answers

  #renderBoth(field, answer) {
    const pick = entry => this.desk.type(this.path, entry.text, entry.notKnown);
    return html`<fieldset ?disabled=${!this.desk.writable}><legend>${say(field.words)}</legend><div class="both" role="group" aria-label=${t('survey.both')}>
      <p><strong>${t('survey.both')}</strong> ${t('survey.both.words')}</p>
      <div class="choices">${answer.entries.map(e => html`<button type="button" class="choice" @click=${() => pick(e)}>${icon('circle', 20)}<span>${answerWords(this.desk.form, this.path, e)}<span>${sourceWords(e)}, ${when(Date.parse(e.typedAt))}</span></span></button>`)}</div></div></fieldset>`;
  }
}

customElements.define('hd-question', Question);
