/**
 * The little of ISO/IEC 14496-12 that a player needs: the clock of each track from an init segment, the wall time of a picture from
 * a `prft` box, and the presentation times of the pictures in a recorded piece.
 */

const NTP_TO_UNIX_S = 2_208_988_800;
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'moof', 'traf']);

/** Calls `visit(type, view)` for each box, inside containers too, with a view of the box's content. */
function walk(buffer, from, to, visit) {
  const view = new DataView(buffer);
  for (let at = from; at + 8 <= to;) {
    let size = view.getUint32(at);
    let header = 8;
    if (size === 1 && at + 16 <= to) {
      size = Number(view.getBigUint64(at + 8));
      header = 16;
    }
    if (size === 0) size = to - at;
    if (size < header || at + size > to) return;
    const type = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5), view.getUint8(at + 6), view.getUint8(at + 7));
    visit(type, new DataView(buffer, at + header, size - header));
    if (CONTAINERS.has(type)) walk(buffer, at + header, at + size, visit);
    at += size;
  }
}

/** Tracks of an init segment: `Map(trackId -> {timescale, video})`. */
export function tracksOf(init) {
  const tracks = new Map();
  let track = null;
  walk(init, 0, init.byteLength, (type, box) => {
    if (type === 'tkhd') {
      track = {timescale: 1, video: false};
      tracks.set(box.getUint32(box.getUint8(0) === 1 ? 20 : 12), track);
    } else if (type === 'mdhd' && track) {
      track.timescale = box.getUint32(box.getUint8(0) === 1 ? 20 : 12);
    } else if (type === 'hdlr' && track) {
      track.video = box.getUint32(8) === 0x76696465; // 'vide'
    }
  });
  return tracks;
}

/** Wall time of the first `prft` box, or null: `{trackId, wallMs, mediaTicks}`. Looks at the start only, as each fragment begins with it. */
export function producedAt(fragment) {
  if (fragment.byteLength < 32) return null;
  const view = new DataView(fragment);
  if (view.getUint32(4) !== 0x70726674) return null; // 'prft'
  const version = view.getUint8(8);
  const seconds = view.getUint32(16);
  const fraction = view.getUint32(20);
  const mediaTicks = version === 0 ? view.getUint32(24) : Number(view.getBigUint64(24));
  return {trackId: view.getUint32(12), wallMs: (seconds - NTP_TO_UNIX_S) * 1000 + fraction / 4_294_967.296, mediaTicks};
}

/** Presentation times in seconds (of the file's own clock), sorted, of all pictures in a recorded piece that begins with its init segment. */
export function pictureTimes(piece) {
  const tracks = tracksOf(piece);
  const times = [];
  let track = null;
  let base = 0;
  let defaultDuration = 0;
  walk(piece, 0, piece.byteLength, (type, box) => {
    if (type === 'tfhd') {
      const flags = box.getUint32(0) & 0xffffff;
      track = tracks.get(box.getUint32(4));
      const at = 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0);
      defaultDuration = flags & 8 ? box.getUint32(at) : 0;
    } else if (type === 'tfdt') {
      base = box.getUint8(0) === 1 ? Number(box.getBigUint64(4)) : box.getUint32(4);
    } else if (type === 'trun' && track?.video) {
      base = readRun(box, base, defaultDuration, track.timescale, times);
    }
  });
  return times.sort((a, b) => a - b);
}

function readRun(box, base, defaultDuration, timescale, times) {
  const version = box.getUint8(0);
  const flags = box.getUint32(0) & 0xffffff;
  const count = box.getUint32(4);
  let at = 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0);
  let decode = base;
  for (let i = 0; i < count; i++) {
    let duration = defaultDuration;
    let offset = 0;
    if (flags & 0x100) {
      duration = box.getUint32(at);
      at += 4;
    }
    if (flags & 0x200) at += 4;
    if (flags & 0x400) at += 4;
    if (flags & 0x800) {
      offset = version === 0 ? box.getUint32(at) : box.getInt32(at);
      at += 4;
    }
    times.push((decode + offset) / timescale);
    decode += duration;
  }
  return decode;
}
