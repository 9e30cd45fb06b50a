import {html, nothing} from '../design/lit.js';
import {icon} from '../design/icon.js';
import {officialDate, shortTime} from '../app/format.js';
import {t} from '../app/i18n.js';

/** How a task's standing looks: a colour, a shape and always the server's own words beside them. */
const MARKS = {
  OVERDUE: ['alarm', 'triangle-alert'], DUE: ['warn', 'clock'], NO_DEADLINE: ['offline', 'circle'],
  DONE_LATE: ['warn', 'circle-check'], DONE_ON_TIME: ['live', 'circle-check'], DONE: ['live', 'circle-check'],
};

/** More than this before a deadline is no reason for amber. */
const SOON_S = 3 * 86_400;

export const isoDate = iso => officialDate(Date.parse(`${iso}T00:00:00+07:00`));
export const moment = iso => `${shortTime(Date.parse(iso))} ${officialDate(Date.parse(iso))}`;
/** The day alone where the hour says nothing: letters come in on a day. */
export const day = iso => (shortTime(Date.parse(iso)) === '00:00' ? officialDate(Date.parse(iso)) : moment(iso));

/** The server's words for where a task stands, with its mark. */
export function standing(task) {
  const far = task.standing === 'DUE' && task.secondsLeft > SOON_S;
  const [tone, drawing] = far ? ['offline', 'clock'] : MARKS[task.standing];
  return html`<span class="state standing"><span class=${tone}>${icon(drawing, 16)}</span><strong class=${task.standing === 'OVERDUE' ? 'alarm' : ''}>${task.standingWords}</strong></span>`;
}

/** “trước ngày 15/5/2021” and what it means. */
export const deadline = task => (task.phrase
  ? html`<span class="phrase">“${task.phrase}”</span> <span class="muted">= ${task.limit}${task.byHand ? html` (${t('task.byHand')})` : nothing}</span>`
  : nothing);

const URGENCY_TONE = {URGENT: 'warn', VERY_URGENT: 'alarm', TIMED_EXPRESS: 'alarm'};

/** KHẨN, THƯỢNG KHẨN, HỎA TỐC as the stamp has it; nothing for an ordinary letter. */
export const urgency = value => (URGENCY_TONE[value] ? html`<span class="stamp ${URGENCY_TONE[value]}">${t(`dispatch.urgency.${value}`)}</span>` : nothing);

export const STATE_ICONS = {OPEN: 'circle', IN_PROGRESS: 'circle-dot', DONE: 'circle-check'};
