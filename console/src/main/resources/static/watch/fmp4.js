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

/**
 * Presentation times in seconds (of the file's own clock), sorted, of all pictures in a recorded piece that begins with its init segment, or in
 * fragments of known `tracks`.
 */
export function pictureTimes(piece, tracks = tracksOf(piece)) {
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

/** `video/mp4; codecs="avc1.640028, mp4a.40.2"` without the audio. */
export const videoMime = mime => mime.replace(/,\s*(?:mp4a|ac-3|ec-3|opus|ulaw|alaw|sowt|twos|ipcm|fpcm)[^,"]*/gi, '');

function boxes(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = [];
  for (let at = 0; at + 8 <= bytes.byteLength;) {
    let size = view.getUint32(at);
    if (size === 1 && at + 16 <= bytes.byteLength) size = Number(view.getBigUint64(at + 8));
    if (size === 0) size = bytes.byteLength - at;
    if (size < 8 || at + size > bytes.byteLength) break;
    found.push({type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), bytes: bytes.subarray(at, at + size)});
    at += size;
  }
  return found;
}

/** Puts parts behind each other; one part is returned as it is. */
export function join(parts) {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, p) => sum + p.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}

function container(type, parts) {
  const whole = join([new Uint8Array(8), ...parts]);
  new DataView(whole.buffer).setUint32(0, whole.byteLength);
  for (let i = 0; i < 4; i++) whole[4 + i] = type.charCodeAt(i);
  return whole;
}

/** Number at the end of a path of boxes: the track that a `trak`, `trex` or `moof` is about. */
function trackOf(box) {
  const view = part => new DataView(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength);
  const inner = boxes(box.bytes.subarray(8));
  if (box.type === 'trex') return view(box).getUint32(12);
  if (box.type === 'trak') {
    const head = view(inner.find(b => b.type === 'tkhd'));
    return head.getUint32(head.getUint8(8) === 1 ? 28 : 20);
  }
  const traf = inner.find(b => b.type === 'traf');
  return traf ? view(boxes(traf.bytes.subarray(8)).find(b => b.type === 'tfhd')).getUint32(12) : 0;
}

/**
 * Leaves the audio out. A browser plays a muxed stream only as far as both have come, so a silent or late audio track would stop the picture; a
 * wall is mute anyway. Takes init segments and fragments (one track per `moof`), in any mixture.
 */
export class VideoOnly {
  #audio = new Set();

  filter(buffer) {
    const whole = new Uint8Array(buffer);
    const begins = String.fromCharCode(...whole.subarray(4, 8));
    if (!this.#audio.size && begins !== 'ftyp' && begins !== 'moov') return whole;
    const kept = [];
    let drop = false;
    for (const box of boxes(whole)) {
      if (box.type === 'moov') {
        kept.push(this.#moov(box, buffer));
      } else if (this.#audio.size) {
        if (box.type === 'moof') drop = this.#audio.has(trackOf(box));
        if (!drop) kept.push(box.bytes);
        if (box.type === 'mdat') drop = false;
      } else {
        kept.push(box.bytes);
      }
    }
    return join(kept.length ? kept : [new Uint8Array(0)]);
  }

  #moov(box, buffer) {
    this.#audio = new Set([...tracksOf(buffer)].filter(([, track]) => !track.video).map(([id]) => id));
    if (!this.#audio.size) return box.bytes;
    const isAudio = part => (part.type === 'trak' || part.type === 'trex') && this.#audio.has(trackOf(part));
    return container('moov', boxes(box.bytes.subarray(8)).filter(part => !isAudio(part)).map(part => (part.type === 'mvex'
        ? container('mvex', boxes(part.bytes.subarray(8)).filter(inner => !isAudio(inner)).map(inner => inner.bytes))
        : part.bytes)));
  }
}

/** Cuts what comes in any portions into what is whole: the init segment, and fragments to the end of their `mdat`. */
export class Fragments {
  #rest = new Uint8Array(0);

  /** Takes a portion; gives what is whole by now as an `ArrayBuffer`, empty while nothing is. */
  take(bytes) {
    const all = this.#rest.byteLength ? join([this.#rest, bytes]) : bytes;
    let at = 0;
    let whole = 0;
    for (const box of boxes(all)) {
      at += box.bytes.byteLength;
      if (box.type === 'moov' || box.type === 'mdat') whole = at;
    }
    this.#rest = all.subarray(whole);
    return all.slice(0, whole).buffer;
  }
}
