import {has, t} from '../app/i18n.js';

/** The actions of the contract in the groups and the order in which a person reads them; one that the server adds later joins the last. */
const GROUPS = [
  ['pictures', ['live.view', 'ptz.control', 'ptz.take-over', 'recording.view', 'export.make', 'export.approve', 'break-glass']],
  ['places', ['facility.read', 'facility.write', 'camera.read', 'camera.write', 'camera.test', 'camera.picture', 'coverage.read']],
  ['programme', ['facility.close', 'contact.read', 'contact.write', 'contact.submit', 'contact.consolidate', 'contact.receive', 'dispatch.read', 'dispatch.write', 'task.write', 'reminder.send', 'survey.read', 'survey.write', 'survey.sign.site', 'survey.sign.engineer', 'survey.approve', 'plan.read', 'plan.write', 'plan.approve', 'connection.read', 'connection.write', 'connection.accept', 'connection.sign.site', 'connection.sign.engineer', 'connection.approve', 'incident.read', 'incident.write', 'incident.close', 'inspection.read', 'inspection.write', 'duty.write', 'overview.read', 'report.read', 'report.write', 'report.approve', 'instruction.read', 'instruction.give', 'instruction.answer']],
  ['people', ['user.read', 'user.write', 'role.write', 'organisation.write']],
  ['oversight', ['audit.read', 'alarm.read', 'link.read', 'link.write', 'system.read', 'system.write']],
];

export const actionName = id => (has(`action.${id}`) ? t(`action.${id}`) : id);
export const actionSentence = id => (has(`does.${id}`) ? t(`does.${id}`) : '');

/** `[{name, ids}]`, only of the ids given. */
export function grouped(ids) {
  const groups = GROUPS.map(([name, all]) => ({name, ids: all.filter(id => ids.includes(id))}));
  const known = new Set(GROUPS.flatMap(([, all]) => all));
  groups.at(-1).ids.push(...ids.filter(id => !known.has(id)));
  return groups.filter(g => g.ids.length);
}
