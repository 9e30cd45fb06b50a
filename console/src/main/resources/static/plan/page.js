import {css, html, nothing} from '../design/lit.js';
import {icon} from '../design/icon.js';
import {t} from '../app/i18n.js';

/** How a thing stands, always with a shape and a word beside the colour. */
export const mark = (tone, drawing, words) => html`<span class="state"><span class=${tone}>${icon(drawing, 16)}</span><span>${words}</span></span>`;

const PLAN_STATES = {DRAFT: ['warn', 'pencil'], PROPOSED: ['warn', 'clock'], APPROVED: ['live', 'circle-check'], RETURNED: ['alarm', 'circle-x']};
export const planMark = state => mark(...PLAN_STATES[state], t(`plan.state.${state}`));

const VERDICTS = {ENOUGH: ['live', 'circle-check'], ENOUGH_FOR_SUB_ONLY: ['warn', 'triangle-alert'], NOT_ENOUGH: ['alarm', 'circle-x'], UNMEASURED: ['offline', 'circle-help']};
export const verdictMark = verdict => mark(...VERDICTS[verdict], t(`plan.verdict.${verdict}`));

const STAGES = {
  REGISTERED: ['offline', 'circle'], CONTACT_NAMED: ['offline', 'circle-dot'], SURVEYED: ['offline', 'circle-dot'], ELIGIBLE: ['warn', 'circle-dot'], CONDITIONAL: ['warn', 'circle-alert'], NOT_ELIGIBLE: ['alarm', 'circle-x'],
  PLAN_APPROVED: ['warn', 'circle-dot'], CONNECTING: ['warn', 'unplug'], CONNECTED: ['live', 'circle-check'], OPERATING: ['live', 'circle-check'], DEGRADED: ['warn', 'triangle-alert'], LOST: ['alarm', 'wifi-off'],
  SUSPENDED: ['offline', 'circle-pause'], CLOSED: ['offline', 'circle-off'],
};
export const stageMark = stage => mark(...STAGES[stage], t(`plan.stage.${stage}`));

/** Who must act, and how to reach them. */
export const whoWords = who => (who ? html`<span class="who">${icon('user', 16)}<span>${who.words}${who.name ? html`: <strong>${who.name}</strong>` : nothing}${who.phone ? html` · <a href="tel:${who.phone.replace(/\s/g, '')}">${who.phone}</a>` : nothing}</span></span>` : nothing);

export const marks = css`
  .state { display: inline-flex; gap: 6px; align-items: flex-start; }
  .state .icon { margin-top: 2px; }
  span.live { color: var(--live); } span.warn { color: var(--warn); } span.alarm { color: var(--alarm); } span.offline { color: var(--offline); }
  .who { display: inline-flex; gap: 6px; align-items: flex-start; color: var(--text-2); }
  .who .icon { margin-top: 2px; }
  .who strong { color: var(--text-1); font-weight: 600; }
`;
