import {language, t} from './i18n.js';

/** The facilities' zone: an operator and a record must mean the same minute, wherever the browser stands. */
export const ZONE = 'Asia/Ho_Chi_Minh';
export const ZONE_LABEL = 'ICT';
const ZONE_OFFSET_MS = 7 * 3600_000;
export const DAY_MS = 86_400_000;

const cache = new Map();

function formatter(options) {
  const key = language.code + JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new Intl.DateTimeFormat(language.code === 'vi' ? 'vi-VN' : 'en-GB', {timeZone: ZONE, hourCycle: 'h23', ...options}));
  return cache.get(key);
}

const TIME = {hour: '2-digit', minute: '2-digit', second: '2-digit'};

export const time = ms => formatter(TIME).format(ms);
export const shortTime = ms => formatter({hour: '2-digit', minute: '2-digit'}).format(ms);
/** 23/11/2026 in both languages: the one order that nobody at a facility reads wrongly. */
export const date = ms => isoDay(ms).split('-').reverse().join('/');
/** 01/7/2025: as Nghị định 30/2020/NĐ-CP writes it, days below 10 and the months 1 and 2 with a zero. */
export const officialDate = ms => {
  const [year, month, day] = isoDay(ms).split('-');
  return `${day}/${Number(month) > 2 ? Number(month) : month}/${year}`;
};
export const dayAndMonth = ms => date(ms).slice(0, 5);
export const weekday = ms => formatter({weekday: 'short'}).format(ms);
export const dateTime = ms => `${time(ms)} ${date(ms)}`;
/** 21:14:15.250 */
export const exactTime = ms => `${time(ms)}.${String(Math.floor(((ms % 1000) + 1000) % 1000)).padStart(3, '0')}`;

/** Time if it is of today, date and time otherwise. */
export function when(ms) {
  return date(ms) === date(Date.now()) ? time(ms) : dateTime(ms);
}

/** Midnight (ICT) of the day that holds `ms`. */
export const dayStart = ms => Math.floor((ms + ZONE_OFFSET_MS) / DAY_MS) * DAY_MS - ZONE_OFFSET_MS;

/** yyyy-mm-dd of the day in ICT, for date inputs and file names. */
export const isoDay = ms => new Date(ms + ZONE_OFFSET_MS).toISOString().slice(0, 10);
export const fileTime = ms => new Date(ms + ZONE_OFFSET_MS).toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-');
export const fromIsoDay = text => Date.parse(`${text}T00:00:00+07:00`);

/** "3 giây", "2 phút", "5 giờ", "3 ngày": one unit, rounded down. */
export function duration(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return t('unit.seconds', {n: s});
  if (s < 3600) return t('unit.minutes', {n: Math.floor(s / 60)});
  if (s < 86_400) return t('unit.hours', {n: Math.floor(s / 3600)});
  return t('unit.days', {n: Math.floor(s / 86_400)});
}

/** "1:02:03" */
export function clockSpan(ms) {
  const s = Math.round(ms / 1000);
  const two = n => String(n).padStart(2, '0');
  const h = Math.floor(s / 3600);
  return h ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

export function number(value, digits = 0) {
  return new Intl.NumberFormat(language.code === 'vi' ? 'vi-VN' : 'en-GB', {maximumFractionDigits: digits, minimumFractionDigits: digits}).format(value);
}

export function bytes(n) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000;
    unit++;
  }
  return `${number(n, n < 10 && unit > 1 ? 1 : 0)} ${units[unit]}`;
}

export function bitrate(kbps) {
  return kbps >= 1000 ? `${number(kbps / 1000, 1)} Mbit/s` : `${number(kbps)} kbit/s`;
}

export const percent = (share, digits = 0) => `${number(Math.floor(share * 100 * 10 ** digits) / 10 ** digits, digits)}%`;

const CODEC_NAMES = {H264: 'H.264', H265: 'H.265', HEVC: 'H.265', AVC: 'H.264', AAC: 'AAC', PCMA: 'G.711A', PCMU: 'G.711µ', G711A: 'G.711A', G711U: 'G.711µ'};
export const codecName = codec => codec ? (CODEC_NAMES[String(codec).toUpperCase().replace(/[._-]/g, '')] ?? codec) : '';

/** Letters without tones and marks, lower case, đ as d: what search compares. */
export function toneless(text) {
  return String(text ?? '').normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

/** True if every word of the query occurs in the text, tones ignored. */
export function matches(text, query) {
  const plain = toneless(text);
  return toneless(query).split(/\s+/).every(word => plain.includes(word));
}
