import {has, t} from './i18n.js';
import {toneless} from './format.js';

/** The zones that the programme knows. Rooms, toilets and bathrooms are not among them: they may not be watched. */
export const ZONES = ['corridor', 'waiting-hall', 'outside-bathroom', 'yard', 'sampling', 'reception', 'medical-check', 'goods', 'gate', 'common'];

/** What a person reads for a zone: the word of a known one, or what somebody wrote. */
export const zoneWord = zone => (zone && has(`zone.${zone}`) ? t(`zone.${zone}`) : zone ?? '');

/** What is kept for what a person wrote: the code of a known zone, tones ignored, or the words. */
export const zoneCode = words => ZONES.find(z => toneless(t(`zone.${z}`)) === toneless(words).trim()) ?? words.trim();
