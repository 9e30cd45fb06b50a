import {get} from '../app/api.js';
import {language} from '../app/i18n.js';

const asked = new Map();

/** Kinds with their checklists, severities and states in the person's language; asked once for each language. */
export function kinds() {
  const {code} = language;
  if (!asked.has(code)) {
    asked.set(code, get('/incidents/kinds').catch(problem => {
      asked.delete(code);
      throw problem;
    }));
  }
  return asked.get(code);
}

/** How bad, in colour and shape. */
export const SEVERITY = {CRITICAL: {tone: 'alarm', icon: 'circle-x'}, SERIOUS: {tone: 'warn', icon: 'triangle-alert'}, MINOR: {tone: 'offline', icon: 'circle-alert'}};
export const STATE = {NEW: {tone: 'alarm', icon: 'circle-dot'}, IN_PROGRESS: {tone: 'warn', icon: 'user-check'}, RESOLVED: {tone: 'live', icon: 'check'}, CLOSED: {tone: 'offline', icon: 'lock'}};
