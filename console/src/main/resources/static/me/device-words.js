import {t} from '../app/i18n.js';

const BROWSERS = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/(Chrome|CriOS)\//, 'Chrome'], [/Safari\//, 'Safari']];
const SYSTEMS = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS/, 'macOS'], [/Linux|X11/, 'Linux']];

const find = (list, agent) => list.find(([pattern]) => pattern.test(agent))?.[1];

/** "Chrome, Windows" from what a browser says of itself; its own words when it says nothing known. */
export function deviceWords(agent) {
  const parts = [find(BROWSERS, agent ?? ''), find(SYSTEMS, agent ?? '')].filter(Boolean);
  return parts.join(', ') || agent || t('device.unknown');
}

export const isPhone = agent => /iPhone|Android|Mobile/.test(agent ?? '');
