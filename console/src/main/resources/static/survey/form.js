/**
 * The survey's form without a screen: what is asked where, what an answer may be, what is still missing. The server decides in the end; this says
 * the same beforehand, where there is no network to ask it. `form` is the answer of `/survey-form`, `answers` a function from path to
 * `{text, notKnown, disputed}` or undefined.
 */

const BLOCK_OR_FLOOR = /^[\p{L}\p{N}][\p{L}\p{N} .()+-]{0,19}$/u;
const MAX_BLOCKS = 50;
const MAX_FLOORS = 1_000;
export const BECAUSE_MAX = 500;

/** Spaces as one, none around, composed: as the server will keep it. */
export const normal = text => String(text ?? '').replace(/[\p{Cf}]/gu, '').replace(/\s+/gu, ' ').trim().normalize('NFC');

export const camerasOf = paths => [...new Set(paths.filter(p => p.startsWith('camera/')).map(p => p.split('/')[1]))];

/** `{field, camera, place}` of a path: the definition of its question and where it stands. */
export function questionAt(form, path) {
  const [kind, a, b, c] = path.split('/');
  if (kind === 'site') return {path, field: form.site.find(f => f.name === a)};
  if (kind === 'camera') return {path, camera: a, field: form.camera.find(f => f.name === b)};
  const zone = form.zones.find(z => z.zone === a);
  return {path, zone, block: b ?? '', floor: c ?? '', field: {name: a, group: 'ZONES', needed: true, words: zone.words, kind: {type: 'one', options: form.zoneChoices}}};
}

/** Why a text cannot be taken, as `[fault, values]` for the catalogue; null if it can. An empty text takes an answer away. */
export function faultOf(kind, typed, notKnown = false) {
  const text = normal(typed);
  if (notKnown) return !text ? ['because'] : text.length > BECAUSE_MAX ? ['long', {n: BECAUSE_MAX}] : null;
  if (!text) return null;
  switch (kind.type) {
    case 'line': return text.length > kind.max ? ['long', {n: kind.max}] : null;
    case 'decimal': return numberFault(kind, /^-?\d{1,9}([.,]\d{1,2})?$/.test(text), text.replace(',', '.'), 'decimal');
    case 'whole': return numberFault(kind, /^-?(\d{1,9}|\d{1,3}(\.\d{3}){1,2})$/.test(text), text.replaceAll('.', ''), 'whole');
    case 'mac': return /^[0-9A-Fa-f]{12}$/.test(text.replace(/[-:. ]/g, '')) ? null : ['mac'];
    case 'unit': return /^\d{2,5}$/.test(text) ? null : ['unit'];
    case 'coordinates': return positionFault(text);
    case 'blocks': return readBlocks(text) ? null : ['blocks'];
    default: return null;
  }
}

function numberFault({min, max}, wellFormed, text, fault) {
  if (!wellFormed) return [fault];
  return Number(text) < min || Number(text) > max ? ['range', {min, max}] : null;
}

function positionFault(text) {
  const parts = /^(\d{1,3}(?:[.,]\d{1,8})?)[°N]* ?[,; ] ?(\d{1,3}(?:[.,]\d{1,8})?)[°E]*$/.exec(text);
  if (!parts) return ['position'];
  const [north, east] = parts.slice(1).map(p => Number(p.replace(',', '.')));
  return north >= 6 && north <= 24 && east >= 102 && east <= 118 ? null : ['outside'];
}

/** `[{name, floors}]` of "A: 1, 2; B: 1", or null. */
export function readBlocks(typed) {
  const blocks = normal(typed).split(/ ?; ?/).map(line => {
    const [name, floors] = line.split(/ ?: ?(.*)/s);
    return {name, floors: floors ? floors.split(/ ?, ?/) : []};
  });
  const good = blocks.every(b => BLOCK_OR_FLOOR.test(b.name) && b.floors.length && b.floors.every(f => BLOCK_OR_FLOOR.test(f)) && new Set(b.floors).size === b.floors.length);
  const floors = blocks.reduce((n, b) => n + b.floors.length, 0);
  return good && new Set(blocks.map(b => b.name)).size === blocks.length && blocks.length <= MAX_BLOCKS && floors <= MAX_FLOORS ? blocks : null;
}

export const writeBlocks = blocks => blocks.map(b => `${normal(b.name)}: ${b.floors.map(normal).filter(Boolean).join(', ')}`).join('; ');

const said = (answers, path) => {
  const answer = answers(path);
  return answer && !answer.disputed && !answer.notKnown ? answer.text : '';
};

export const layoutOf = answers => readBlocks(said(answers, 'site/LAYOUT') || '?') ?? [];

/** Zones to be looked at, in groups of one screen each: a block with its floors, then the site. */
export function zoneScreens(form, answers) {
  const eachFloor = form.zones.filter(z => z.rule === 'EACH_FLOOR');
  const eachSite = form.zones.filter(z => z.rule === 'EACH_SITE');
  const blocks = layoutOf(answers).map(b => ({block: b.name, floors: b.floors.map(floor => ({floor, paths: eachFloor.map(z => `zone/${z.zone}/${b.name}/${floor}`)}))}));
  return [...blocks, {block: '', floors: [{floor: '', paths: eachSite.map(z => `zone/${z.zone}`)}]}];
}

const closed = answers => said(answers, 'site/COOPERATES') === 'NO';
const noCameras = answers => Number(said(answers, 'site/CAMERAS') || NaN) === 0;

/** Cameras on the form: known to the server or only here, without those taken off. */
export const presentCameras = (paths, answers) => camerasOf(paths).filter(c => said(answers, `camera/${c}/REMOVED`) !== 'YES');

function neededOfCamera(form, answers, camera) {
  const forbidden = !['', 'NO'].includes(said(answers, `camera/${camera}/FORBIDDEN_PLACE`));
  const zone = form.zones.find(z => z.zone === said(answers, `camera/${camera}/ZONE`));
  return form.camera.filter(f => (f.name === 'ZONE' ? !forbidden : ['BLOCK', 'FLOOR'].includes(f.name) ? !forbidden && zone?.rule === 'EACH_FLOOR' : f.needed)).map(f => `camera/${camera}/${f.name}`);
}

/** Paths that must be answered before the survey can be submitted, in the order of the form. */
export function neededPaths(form, answers, cameras) {
  const shut = closed(answers);
  const noUplink = said(answers, 'site/UPLINK') === 'NONE';
  const site = form.site.filter(f => f.needed && !(shut && f.group !== 'PLACE' && f.name !== 'COOPERATES') && !(noUplink && ['ISP', 'UP_MBPS'].includes(f.name))).map(f => `site/${f.name}`);
  if (shut) return site;
  const zones = noCameras(answers) || !layoutOf(answers).length ? [] : zoneScreens(form, answers).flatMap(s => s.floors.flatMap(f => f.paths));
  return [...site, ...zones, ...cameras.flatMap(c => neededOfCamera(form, answers, c))];
}

const blank = answer => !answer || (!answer.disputed && !answer.text);

/** What is still missing: `{path, kind}` with kinds as the server's; a miscount has no path but `said` and `described`. */
export function gapsOf(form, answers, paths) {
  const cameras = presentCameras(paths, answers);
  const disputed = paths.filter(p => answers(p)?.disputed).map(path => ({path, kind: 'UNDECIDED'}));
  const missing = neededPaths(form, answers, cameras).filter(p => blank(answers(p))).map(path => ({path, kind: 'UNANSWERED'}));
  const count = said(answers, 'site/CAMERAS');
  const miscounted = !closed(answers) && count !== '' && Number(count) !== cameras.length ? [{path: null, kind: 'MISCOUNTED', said: Number(count), described: cameras.length}] : [];
  return [...disputed, ...missing, ...miscounted];
}

/** The screens of the form in the order of a walk through the site. */
export function stepsOf(form, answers) {
  const site = form.groups.filter(g => !g.ofCamera && g.id !== 'ZONES').map(g => ({id: g.id, words: g.words, paths: form.site.filter(f => f.group === g.id).map(f => `site/${f.name}`)}));
  const zones = zoneScreens(form, answers).map(s => ({id: `ZONES/${s.block}`, block: s.block, floors: s.floors, paths: s.floors.flatMap(f => f.paths)}));
  return [...site, ...zones, {id: 'CAMERAS', paths: []}, {id: 'REVIEW', paths: []}];
}

/** Where a path is asked: the step, and for a camera the camera and its group. */
export function stepOf(form, path) {
  if (!path) return {step: 'CAMERAS'};
  const q = questionAt(form, path);
  if (q.camera) return {step: 'CAMERAS', camera: q.camera, group: q.field.group};
  return q.zone ? {step: `ZONES/${q.block}`} : {step: q.field.group};
}
