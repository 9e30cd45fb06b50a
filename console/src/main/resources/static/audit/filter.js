import {DAY_MS, dayStart} from '../app/format.js';

/** Kinds of the audit log in the groups that a person looks for. */
export const KIND_GROUPS = [
  ['seeing', ['view', 'playback', 'still', 'export', 'ptz-taken', 'ptz-taken-over', 'ptz-ended', 'break-glass']],
  ['entering', ['login', 'login-failed', 'logout', 'second-factor', 'password-changed', 'invitation-taken', 'session-ended', 'token-made', 'token-removed', 'wall-link', 'wall-claimed', 'wall-refused', 'wall-ended', 'site-invited', 'site-joined', 'site-revoked', 'site-refused', 'centre-joined', 'centre-left', 'centre-refused', 'site-withheld', 'site-misused', 'link-alarm-seen']],
  ['rights', ['user-invited', 'user-changed', 'user-disabled', 'grant', 'grant-withdrawn', 'link-grant-changed', 'role-changed']],
  ['registry', ['camera-added', 'camera-changed', 'camera-removed', 'site-settings-asked', 'site-settings-answered', 'devices-searched', 'device-examined', 'device-certificate-accepted', 'facility-added', 'facility-changed', 'facility-removed', 'import', 'organisation-changed', 'area-changed', 'settings']],
  ['programme', ['facility-stage', 'recording-filled', 'footage-wiped', 'camera-stage', 'contact-changed', 'contact-list-signed', 'dispatch-changed', 'task-changed', 'reminder-sent', 'survey-changed', 'survey-signed', 'plan-changed', 'plan-approved', 'connection-step', 'picture-accepted', 'connection-signed', 'incident-changed', 'inspection-made', 'duty-confirmed', 'shift-handed-over', 'report-changed', 'report-approved', 'document-made', 'instruction-given', 'instruction-received', 'instruction-answered', 'instruction-withdrawn']],
  ['log', ['log-cut', 'log-exported']],
];

export const FIELDS = ['person', 'camera', 'facility', 'kind', 'from', 'to'];

/** The filter that an address names: only known fields, only those that say something. */
export function fromQuery(query) {
  return Object.fromEntries(FIELDS.map(f => [f, query.get(f)]).filter(([, value]) => value));
}

/** "Today" and "7 days" as the filter's `from`; days begin at midnight of the facilities. */
export const sinceDays = (days, nowMs) => new Date(dayStart(nowMs) - (days - 1) * DAY_MS).toISOString();

/** Rows by day (yyyy-mm-dd in the facilities' zone), in the order they came. */
export function byDay(rows, isoDay) {
  const days = [];
  for (const row of rows) {
    const day = isoDay(Date.parse(row.at));
    if (days.at(-1)?.day !== day) days.push({day, rows: []});
    days.at(-1).rows.push(row);
  }
  return days;
}
