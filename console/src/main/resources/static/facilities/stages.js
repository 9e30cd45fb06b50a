import {t} from '../app/i18n.js';

/** What a stage looks like and how urgent it is; every colour has a shape and a word beside it. */
const STAGES = {
  REGISTERED: {tone: 'alarm', icon: 'circle-alert', rank: 0},
  NOT_ELIGIBLE: {tone: 'alarm', icon: 'circle-x', rank: 1},
  LOST: {tone: 'alarm', icon: 'circle-x', rank: 1},
  DEGRADED: {tone: 'warn', icon: 'triangle-alert', rank: 2},
  CONDITIONAL: {tone: 'warn', icon: 'triangle-alert', rank: 3},
  CONTACT_NAMED: {tone: 'offline', icon: 'circle', rank: 4},
  SURVEYED: {tone: 'offline', icon: 'circle-dot', rank: 4},
  ELIGIBLE: {tone: 'offline', icon: 'circle-dot', rank: 4},
  PLAN_APPROVED: {tone: 'offline', icon: 'circle-dot', rank: 4},
  CONNECTING: {tone: 'warn', icon: 'loader-circle', rank: 4},
  CONNECTED: {tone: 'live', icon: 'circle-check', rank: 5},
  OPERATING: {tone: 'live', icon: 'circle-check', rank: 6},
  SUSPENDED: {tone: 'offline', icon: 'circle-pause', rank: 7},
  CLOSED: {tone: 'offline', icon: 'circle-off', rank: 8},
};

export const stageOf = name => STAGES[name] ?? STAGES.REGISTERED;
export const stageWord = name => t(`stage.${name}`);

/** Whether somebody has to do something about a facility, as its row tells it. */
export const needsSomebody = row => row.stage !== 'CLOSED' && (
  (row.contactsKnown && !row.focalPoint) || row.missing.length > 0 || ['NOT_ELIGIBLE', 'LOST', 'DEGRADED', 'CONDITIONAL'].includes(row.stage) || row.zonesRequired === null);
