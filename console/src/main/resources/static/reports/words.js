import {has, t} from '../app/i18n.js';

/** Each state with its shape and tone: a word, never a colour alone. */
const STATES = {DRAFT: ['pencil', 'quiet'], SUBMITTED: ['clock', 'warn'], RETURNED: ['circle-alert', 'alarm'], APPROVED: ['circle-check', 'live'], ISSUED: ['check', 'live']};
const STANDINGS = {DUE: ['clock', 'quiet'], OVERDUE: ['triangle-alert', 'alarm'], ON_TIME: ['circle-check', 'live'], LATE: ['circle-x', 'alarm']};

export const KINDS = ['BY_DEADLINE', 'PERIODIC', 'AD_HOC'];
export const FORMATS = ['docx', 'pdf', 'xlsx'];

export const stateMark = state => ({drawing: STATES[state]?.[0] ?? 'circle', tone: STATES[state]?.[1] ?? 'quiet', words: t(`reports.state.${state}`)});

/** Null where nobody waits for the report. */
export const standingMark = standing => (STANDINGS[standing] ? {drawing: STANDINGS[standing][0], tone: STANDINGS[standing][1], words: t(`reports.standing.${standing}`)} : null);

export const actWord = act => (has(`reports.act.${act}`) ? t(`reports.act.${act}`) : act);

/** Drafts and returned ones can be written in. */
export const writable = state => state === 'DRAFT' || state === 'RETURNED';

/** What may be done next, by the rights that it needs; the server has the last word. */
export function nextActs(state, may) {
  const acts = [];
  if (writable(state) && may('report.write')) acts.push('submission');
  if (state === 'SUBMITTED' && may('report.approve')) acts.push('approval', 'return');
  if (state === 'APPROVED' && may('report.write')) acts.push('issue');
  return acts;
}

/** One line of a text area is one entry. */
export const toLines = text => text.split('\n').map(line => line.trim()).filter(Boolean);
export const fromLines = lines => (lines ?? []).join('\n');

/** "45/BC-STTTT", as it stands on the paper. */
export const numberWords = (number, sign) => (number ? `${String(number).padStart(2, '0')}/${sign}` : '');
