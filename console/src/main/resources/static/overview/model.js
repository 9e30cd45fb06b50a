/** What the one screen computes for itself: all of it without a document, so that it can be tested. */

/** How the map draws a facility. Each mark has a colour and a shape of its own; trouble is labelled first. */
export const MARKS = ['LOST', 'DEGRADED', 'BLOCKED', 'NOT_BEGUN', 'UNDER_WAY', 'CONNECTED', 'RESTING'];

const rankOf = mark => MARKS.indexOf(mark);

const KM_PER_DEGREE = 111.32;
/** A single facility would otherwise be drawn at an endless scale. */
const LEAST_KM = 2;
const STEPS_DEGREES = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const SCALES_KM = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500];

/**
 * Degrees to pixels. Equirectangular with the parallel of the middle as its true one: over a province (some 100 km) its error is below a
 * pixel, it keeps north up, and its inverse is a division.
 *
 * @param places `{latitude, longitude}` of all that is drawn, not empty
 * @param room `{width, height}` in pixels, `margin` of it is kept free at each side
 */
export function projection(places, {width, height}, margin) {
  const lats = places.map(p => p.latitude);
  const lons = places.map(p => p.longitude);
  const lat0 = (Math.min(...lats) + Math.max(...lats)) / 2;
  const lon0 = (Math.min(...lons) + Math.max(...lons)) / 2;
  const shrink = Math.max(0.01, Math.cos(lat0 * Math.PI / 180));
  const spanX = Math.max((Math.max(...lons) - Math.min(...lons)) * shrink, LEAST_KM / KM_PER_DEGREE);
  const spanY = Math.max(Math.max(...lats) - Math.min(...lats), LEAST_KM / KM_PER_DEGREE);
  const scale = Math.max(1, Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY));
  return {
    x: lon => width / 2 + (lon - lon0) * shrink * scale,
    y: lat => height / 2 - (lat - lat0) * scale,
    lon: x => lon0 + (x - width / 2) / scale / shrink,
    lat: y => lat0 - (y - height / 2) / scale,
    pixelsPerKm: scale / KM_PER_DEGREE,
  };
}

/** Meridians and parallels, about four each way: `{lons, lats, step}`. */
export function graticule(p, {width, height}) {
  const west = p.lon(0);
  const east = p.lon(width);
  const step = STEPS_DEGREES.find(s => (east - west) / s <= 5) ?? STEPS_DEGREES.at(-1);
  const lines = (from, to) => {
    const all = [];
    for (let i = Math.ceil(from / step); i * step <= to && all.length < 20; i++) all.push(Number((i * step).toFixed(3)));
    return all;
  };
  return {lons: lines(west, east), lats: lines(p.lat(height), p.lat(0)), step};
}

/** The longest round distance that fits: `{km, pixels}`. */
export function scaleBar(p, maxPixels) {
  const km = [...SCALES_KM].reverse().find(k => k * p.pixelsPerKm <= maxPixels) ?? SCALES_KM[0];
  return {km, pixels: km * p.pixelsPerKm};
}

/**
 * Marks at their pixels, pushed apart where they would hide each other; facilities of one town stand close. Deterministic, and a bounded
 * number of rounds.
 *
 * @param radius of a facility in pixels
 */
export function marksAt(facilities, p, {width, height}, radius) {
  const marks = facilities.map(f => ({facility: f, r: radius(f), homeX: p.x(f.longitude), homeY: p.y(f.latitude), x: p.x(f.longitude), y: p.y(f.latitude)}));
  for (let round = 0; round < 40; round++) {
    let moved = false;
    for (let i = 0; i < marks.length; i++) {
      for (let j = i + 1; j < marks.length; j++) {
        const [a, b] = [marks[i], marks[j]];
        // Two at the very same place part along a direction of their own.
        const dx = b.x - a.x || Math.cos(i * 2.4 + j);
        const dy = b.y - a.y || Math.sin(i * 2.4 + j);
        const distance = Math.hypot(dx, dy);
        const lack = (a.r + b.r) * 1.05 - distance;
        if (lack <= 0) continue;
        moved = true;
        const push = lack / 2 / (distance || 1);
        a.x -= dx * push;
        a.y -= dy * push;
        b.x += dx * push;
        b.y += dy * push;
      }
    }
    for (const m of marks) {
      m.x = Math.min(width - m.r, Math.max(m.r, m.x));
      m.y = Math.min(height - m.r, Math.max(m.r, m.y));
    }
    if (!moved) break;
  }
  return marks;
}

/** Names beside marks where there is room, the worst marks first: `{mark, words, x, y, anchor}`. */
export function labelsAt(marks, {width, height}, fontPx, most) {
  const taken = marks.map(m => ({x1: m.x - m.r, x2: m.x + m.r, y1: m.y - m.r, y2: m.y + m.r}));
  const free = box => box.x1 >= 2 && box.x2 <= width - 2 && box.y1 >= 2 && box.y2 <= height - 2 && !taken.some(t => box.x1 < t.x2 && box.x2 > t.x1 && box.y1 < t.y2 && box.y2 > t.y1);
  const labels = [];
  for (const m of [...marks].sort((a, b) => rankOf(a.facility.mark) - rankOf(b.facility.mark) || b.r - a.r)) {
    if (labels.length >= most) break;
    const words = short(m.facility.name, 24);
    const w = words.length * fontPx * 0.56;
    const h = fontPx * 1.25;
    const gap = m.r + fontPx * 0.3;
    const places = [
      {x: m.x + gap, y: m.y, anchor: 'start', box: {x1: m.x + gap, x2: m.x + gap + w}},
      {x: m.x - gap, y: m.y, anchor: 'end', box: {x1: m.x - gap - w, x2: m.x - gap}},
      {x: m.x, y: m.y + m.r + h * 0.7, anchor: 'middle', box: {x1: m.x - w / 2, x2: m.x + w / 2}},
      {x: m.x, y: m.y - m.r - h * 0.7, anchor: 'middle', box: {x1: m.x - w / 2, x2: m.x + w / 2}},
    ];
    const found = places.find(l => free({...l.box, y1: l.y - h / 2, y2: l.y + h / 2}));
    if (!found) continue;
    taken.push({...found.box, y1: found.y - h / 2, y2: found.y + h / 2});
    labels.push({mark: m, words, x: found.x, y: found.y, anchor: found.anchor});
  }
  return labels;
}

/** A name that fits, cut between words where it can be. */
export function short(name, most) {
  if (name.length <= most) return name;
  const cut = name.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** Area follows the number of people. */
export const radiusFor = (smallest, largest, facilities) => {
  const most = Math.max(1, ...facilities.map(f => f.occupants));
  return f => smallest + (largest - smallest) * Math.sqrt(Math.max(0, f.occupants) / most);
};

/** How many facilities bear each mark, in the order of trouble, none left out. */
export const markCounts = facilities => MARKS.map(mark => ({mark, n: facilities.filter(f => f.mark === mark).length}));

/**
 * The cameras of one page of the picture wall: one of each facility with an open incident stays (a third of the places at most), the others
 * take turns.
 *
 * @param cameras enabled ones, in their order
 * @param troubled ids of facilities with open incidents, the worst first
 */
export function wallPage(cameras, troubled, places, page) {
  if (cameras.length <= places) return {cameras, page: 0, pages: 1};
  const held = troubled.map(id => cameras.find(c => c.facilityId === id)).filter(Boolean).slice(0, Math.floor(places / 3));
  const rest = cameras.filter(c => !held.includes(c));
  const room = places - held.length;
  const pages = Math.ceil(rest.length / room);
  const at = ((page % pages) + pages) % pages;
  // The last page is filled up from the first: no hole in the wall, and always the same number of elements.
  const turn = Array.from({length: room}, (_, i) => rest[(at * room + i) % rest.length]);
  return {cameras: [...held, ...turn], page: at, pages};
}

/** Whether what is shown can no longer be taken for the present. */
export const outOfDate = (shownMs, nowMs, limitMs) => nowMs - shownMs > limitMs;
