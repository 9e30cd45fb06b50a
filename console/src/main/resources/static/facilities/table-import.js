import {html, css, nothing, repeat} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import '../design/dialog.js';
import {request} from '../app/api.js';
import {follow} from '../app/save.js';
import {t} from '../app/i18n.js';

const CHECK_AFTER_MS = 500;
const DOTS = '••••••••';
/** What the server takes; it cuts off who sends much more, and then no answer arrives. */
const MAX_BYTES = 5 << 20;

/**
 * Many things from a table: drop or paste, a dry run with the errors beside each cell, mend in place, apply all or nothing. `kind` says which:
 * `{path, template, templateName, heading, words, fields, wide, title(field), note(row), options, apply(n), hidden(text)}`; `options` gives choices for a field,
 * `hidden` tells the texts that a person sees as dots and does not change.
 * Emits `close`, and `applied` with the number.
 */
class TableImport extends HdElement {
  static properties = {kind: {attribute: false}, result: {state: true}, busy: {state: true}, problem: {state: true}, over: {state: true}, onlyFaults: {state: true}};

  static styles = [HdElement.styles, css`
    .drop { border: 2px dashed var(--line-strong); border-radius: 10px; padding: 28px 20px; display: grid; justify-items: center; gap: 12px; text-align: center; }
    .drop.over { border-color: var(--accent); background: var(--accent-soft); }
    .drop > .icon { color: var(--text-3); }
    .drop .row { flex-wrap: wrap; justify-content: center; }
    textarea { min-height: 90px; font-size: var(--size-12); }
    .scroll { overflow: auto; max-height: 56vh; border: 1px solid var(--line); border-radius: var(--radius); }
    table { border-collapse: separate; border-spacing: 0; width: 100%; }
    th { position: sticky; top: 0; background: var(--surface-2); z-index: 2; text-align: left; padding: 8px; font-size: var(--size-12); border-bottom: 1px solid var(--line); white-space: nowrap; }
    td { border-bottom: 1px solid var(--line); padding: 3px; vertical-align: top; min-width: 8rem; }
    td.n, th.n { min-width: 0; padding: 8px; white-space: nowrap; }
    td input { min-height: 34px !important; padding: 3px 8px !important; border-color: transparent !important; background: transparent !important; }
    td input:hover { border-color: var(--line) !important; }
    td input:focus { border-color: var(--focus) !important; background: var(--surface-1) !important; }
    td input[aria-invalid='true'] { border-color: var(--alarm) !important; background: var(--alarm-soft) !important; }
    td .fault { color: var(--alarm); font-size: var(--size-12); padding: 0 8px 4px; display: block; max-width: 20rem; }
    tr.bad td.n:first-child { box-shadow: inset 3px 0 0 var(--alarm); }
    td.wide { min-width: 16rem; }
    .good { color: var(--live); } .bad-mark { color: var(--alarm); }
    .sum { display: flex; gap: 10px; align-items: center; flex-wrap: wrap; }
  `];

  #timer = 0;

  render() {
    const close = () => this.dispatchEvent(new Event('close'));
    return html`<hd-dialog wide .held=${Boolean(this.busy)} heading=${this.kind.heading} @close=${close}>
      <div class="stack">
        ${this.problem ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${this.problem.errors?.[0]?.message ?? this.problem.message}</p></div>` : nothing}
        ${this.result ? this.#renderRows() : this.#renderDrop()}
      </div>
      <div slot="foot">${this.result ? html`<button class="btn" @click=${() => { this.result = null; this.problem = null; }}>${t('import.other')}</button>
          <button class="btn primary" ?disabled=${this.busy || this.result.invalid > 0 || !this.result.valid} @click=${this.#apply}>${this.busy ? t('saving') : (this.kind.apply ?? (n => t('tableImport.apply', {n})))(this.result.valid)}</button>`
        : html`<button class="btn" @click=${close}>${t('close')}</button>`}</div>
    </hd-dialog>`;
  }

  #renderDrop() {
    const {kind} = this;
    return html`<p>${kind.words}</p>
      <div class="drop ${this.over ? 'over' : ''}" @dragover=${e => { e.preventDefault(); this.over = true; }} @dragleave=${() => (this.over = false)} @drop=${this.#drop}>
        ${icon('file-up', 40)}<p>${t('import.drop')}</p>
        <div class="row"><button class="btn primary" ?disabled=${this.busy} @click=${() => this.$('#file').click()}>${t('import.choose')}</button>
          <button class="btn" @click=${() => follow(kind.template, kind.templateName)}>${icon('download', 16)} ${t('import.template')}</button></div>
        <input id="file" type="file" hidden accept=".csv,.tsv,.txt,.xlsx,.json" aria-label=${t('import.choose')} @change=${e => this.#read(e.target.files[0])}>
      </div>
      <div class="field"><label for="paste">${t('import.paste')}</label><textarea id="paste" placeholder=${kind.pasteExample} @paste=${this.#paste}></textarea>
        <div><button class="btn" @click=${() => this.#readText(this.$('#paste').value)}>${icon('clipboard-paste', 16)} ${t('import.check')}</button></div></div>`;
  }

  #renderRows() {
    const {rows, valid, invalid} = this.result;
    const {kind} = this;
    const used = kind.fields.filter(f => kind.always.includes(f) || this.result.columns.some(c => c.field === f) || rows.some(r => r.values[f] || r.errors.some(e => e.field === f)));
    const shown = this.onlyFaults && invalid ? rows.filter(r => r.errors.length) : rows;
    return html`<div class="sum" role="status">
        <span class="row"><span class="good">${icon('circle-check', 16)}</span> ${t('import.valid', {n: valid})}</span>
        ${invalid ? html`<span class="row"><span class="bad-mark">${icon('circle-x', 16)}</span> ${t('import.invalid', {n: invalid})}</span>
          <button class="chip" aria-pressed=${String(Boolean(this.onlyFaults))} @click=${() => (this.onlyFaults = !this.onlyFaults)}>${t('import.onlyFaults')}</button>` : nothing}
        <span class="muted">${invalid ? t('tableImport.fix') : t('tableImport.ready')}</span></div>
      ${Object.entries(kind.options?.() ?? {}).map(([field, choices]) => html`<datalist id="choices-${field}">${choices.map(c => html`<option value=${c}></option>`)}</datalist>`)}
      <div class="scroll" tabindex="0" role="region" aria-label=${kind.heading}><table><thead><tr><th class="n" scope="col">${t('import.row')}</th><th class="n" scope="col">${t('tableImport.effect')}</th>${used.map(f => html`<th scope="col">${kind.title(f)}</th>`)}<th class="n" scope="col"><span class="words-only">${t('import.leaveOut')}</span></th></tr></thead>
        <tbody>${repeat(shown, r => r, r => this.#renderRow(r, used))}</tbody></table></div>`;
  }

  #renderRow(row, used) {
    const {kind} = this;
    const rest = row.errors.filter(e => !used.includes(e.field));
    const options = kind.options?.() ?? {};
    return html`<tr class=${row.errors.length ? 'bad' : ''}><td class="n num">${row.row}</td>
      <td class="n">${row.errors.length ? html`<span class="bad-mark">${t('tableImport.wrong')}</span>` : kind.note(row)}${rest.map(e => html`<span class="fault">${e.message}</span>`)}</td>
      ${used.map(f => {
        const faults = row.errors.filter(e => e.field === f);
        return html`<td class=${kind.wide.includes(f) ? 'wide' : ''}><input .value=${this.#shown(row.values[f] ?? '')} autocomplete="off" list=${options[f] ? `choices-${f}` : nothing} aria-label="${kind.title(f)}, ${t('import.row')} ${row.row}" aria-invalid=${faults.length ? 'true' : 'false'} @change=${e => this.#change(row, f, e.target.value)}>${faults.map(e => html`<span class="fault">${e.message}</span>`)}</td>`;
      })}
      <td class="n"><button class="btn quiet icon-only" title=${t('import.leaveOut')} aria-label="${t('import.leaveOut')}, ${t('import.row')} ${row.row}" @click=${() => this.#leaveOut(row)}>${icon('x', 16)}</button></td></tr>`;
  }

  #shown(text) {
    return this.kind.hidden?.(text) ? DOTS : text;
  }

  #change(row, field, value) {
    if (value === DOTS) return;
    row.values = {...row.values, [field]: value};
    this.#checkSoon();
  }

  #leaveOut(row) {
    this.result = {...this.result, rows: this.result.rows.filter(r => r !== row)};
    if (this.result.rows.length) this.#checkSoon();
    else this.result = null;
  }

  #checkSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send({rows: this.result.rows.map(r => r.values)}, true), CHECK_AFTER_MS);
  }

  #drop(event) {
    event.preventDefault();
    this.over = false;
    const file = event.dataTransfer.files[0];
    if (file) this.#read(file);
    else this.#readText(event.dataTransfer.getData('text/plain'));
  }

  #paste(event) {
    const file = event.clipboardData.files[0];
    if (!file) return;
    event.preventDefault();
    this.#read(file);
  }

  #readText(text) {
    if (text.trim()) this.#read(new File([text], 'pasted.csv', {type: 'text/csv'}));
  }

  async #read(file) {
    if (!file) return;
    this.result = null;
    if (file.size > MAX_BYTES) {
      this.problem = new Error(t('tableImport.tooLarge'));
      return undefined;
    }
    if (file.name.endsWith('.json')) return this.#readJson(file);
    const body = new FormData();
    body.append('file', file);
    return this.#send(body, true);
  }

  /** What we exported as JSON comes back as the rows it is. */
  async #readJson(file) {
    try {
      const told = JSON.parse(await file.text());
      this.#send({rows: told.rows ?? told}, true);
    } catch {
      this.problem = new Error(t('tableImport.notJson'));
    }
  }

  async #send(body, dryRun) {
    this.busy = true;
    this.problem = null;
    try {
      const response = await request(`${this.kind.path}?dryRun=${dryRun}`, {method: 'POST', body});
      const result = await response.json();
      // Checked rows come back numbered by their place; the person knows them by the line of the file.
      if (dryRun && this.result) {
        result.rows.forEach((r, i) => (r.row = this.result.rows[i]?.row ?? r.row));
        result.columns = this.result.columns;
      }
      this.result = result;
      return result;
    } catch (problem) {
      this.problem = problem;
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #apply() {
    clearTimeout(this.#timer);
    const result = await this.#send({rows: this.result.rows.map(r => r.values)}, false);
    if (!result || result.invalid) return;
    this.dispatchEvent(new CustomEvent('applied', {detail: result.applied ?? result.created}));
    this.dispatchEvent(new Event('close'));
  }
}

customElements.define('hd-table-import', TableImport);
