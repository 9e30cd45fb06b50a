import {landing, opens, rail, screenAt, tabsOf} from './rights.js';
import {session} from './session.js';

/** Who may see of the system no more than its alarms looks for them by that name. */
const alarmsOnly = actions => (actions.includes('system.read') ? null : 'alarms');

/**
 * The sections of the console. Only what exists is listed; `load` fetches a section's code when it is first opened. `needs`: one of these
 * actions opens it. `section` puts several screens under one entry of the rail;
 * `word` may name a screen otherwise than its path does.
 */
export const SCREENS = [
  {path: 'overview', icon: 'gauge', key: 'm', onVideo: true, needs: ['overview.read'], tag: 'hd-overview', load: () => import('../overview/overview.js')},
  {path: 'watch', icon: 'layout-grid', key: 'w', onVideo: true, needs: ['live.view'], tag: 'hd-wall', load: () => import('../watch/wall.js').then(() => import('../watch/camera-list.js'))},
  {path: 'playback', icon: 'history', key: 'p', onVideo: true, needs: ['recording.view'], tag: 'hd-playback', load: () => import('../playback/playback.js')},
  {path: 'incidents', icon: 'triangle-alert', key: 'i', section: 'incidents', needs: ['incident.read'], tag: 'hd-incidents', load: () => import('../incidents/incidents.js')},
  {path: 'duty', icon: 'triangle-alert', key: 'd', section: 'incidents', needs: ['duty.write'], tag: 'hd-duty', load: () => import('../incidents/duty.js')},
  {path: 'inspections', icon: 'triangle-alert', key: 'z', section: 'incidents', needs: ['inspection.read'], tag: 'hd-inspections', load: () => import('../incidents/inspections.js')},
  {path: 'facilities', icon: 'building-2', key: 'f', section: 'facilities', needs: ['facility.read'], tag: 'hd-facilities', load: () => import('../facilities/facilities.js')},
  {path: 'cameras', icon: 'cctv', key: 'c', section: 'facilities', needs: ['camera.read'], tag: 'hd-cameras', load: () => import('../cameras/cameras.js')},
  {path: 'contacts', icon: 'user-check', key: 'e', section: 'facilities', needs: ['contact.read'], tag: 'hd-contacts', load: () => import('../contacts/contacts.js')},
  {path: 'survey', icon: 'link', key: 'v', section: 'connect', needs: ['survey.read'], worksOffline: true, immersed: query => query.has('id'), tag: 'hd-surveys', load: () => import('../survey/surveys.js')},
  {path: 'plan', icon: 'clipboard-paste', key: 'l', section: 'connect', needs: ['plan.read'], tag: 'hd-plan', load: () => import('../plan/plan.js')},
  {path: 'connection', icon: 'unplug', key: 'x', section: 'connect', needs: ['connection.read'], tag: 'hd-connection', load: () => import('../connection/connection.js')},
  {path: 'tasks', icon: 'file-text', key: 't', section: 'documents', needs: ['dispatch.read'], tag: 'hd-tasks', load: () => import('../documents/board.js')},
  {path: 'dispatches', icon: 'file-text', key: 'y', section: 'documents', needs: ['dispatch.read'], tag: 'hd-dispatches', load: () => import('../documents/dispatches.js')},
  {path: 'instructions', icon: 'file-text', key: 'j', section: 'documents', needs: ['instruction.read'], tag: 'hd-instructions', load: () => import('../instructions/instructions.js')},
  {path: 'notifications', icon: 'file-text', section: 'documents', needs: ['reminder.send'], tag: 'hd-notifications', load: () => import('../documents/notifications.js')},
  {path: 'reports', icon: 'printer', key: 'b', section: 'documents', needs: ['report.read'], tag: 'hd-reports', load: () => import('../reports/reports.js')},
  {path: 'people', icon: 'users', key: 'n', section: 'people', needs: ['user.read'], tag: 'hd-people', load: () => import('../people/people.js')},
  {path: 'roles', icon: 'users', key: 'r', section: 'people', needs: ['user.read', 'role.write'], tag: 'hd-roles', load: () => import('../people/roles.js')},
  {path: 'organisations', icon: 'users', key: 'o', section: 'people', needs: ['user.read', 'organisation.write'], tag: 'hd-organisations', load: () => import('../people/organisations.js')},
  {path: 'audit', icon: 'scroll-text', key: 'a', needs: ['audit.read'], tag: 'hd-audit', load: () => import('../audit/audit.js')},
  {path: 'links', icon: 'radio', key: 'k', needs: ['link.read'], tag: 'hd-links', load: () => import('../links/links.js')},
  {path: 'system', icon: 'server', key: 's', needs: ['system.read', 'alarm.read'], word: alarmsOnly, tag: 'hd-system', load: () => import('../system/system.js')},
  // Who may not see everything, but may take that right in an emergency.
  {path: 'emergency', icon: 'siren', onVideo: true, emergency: true, needs: ['break-glass'], hidden: actions => actions.includes('live.view') && actions.includes('recording.view'), tag: 'hd-break-glass', load: () => import('../watch/break-glass.js')},
];

export const PROFILE = {path: 'profile', icon: 'user', tag: 'hd-profile', load: () => import('../me/profile.js')};

/** The same questions, for the person at the console. */
export const myRail = () => rail(SCREENS, session.actions);
export const myTabs = section => tabsOf(SCREENS, section, session.actions);
export const myLanding = () => landing(SCREENS, session.actions) ?? PROFILE;
export const myScreen = path => (path === PROFILE.path ? PROFILE : screenAt(SCREENS, path, session.actions));
export const mayOpen = path => SCREENS.some(s => s.path === path && opens(s, session.actions));
export const wordOf = screen => screen.word?.(session.actions) ?? screen.path;
