const PROBES = {
  H264: 'video/mp4; codecs="avc1.640028"',
  H265: 'video/mp4; codecs="hvc1.1.6.L120.90"',
};

const answers = new Map();

/** Whether this browser is likely to decode the codec. True while it is unknown: the stream's own words decide then. */
export function codecSupported(codec) {
  if (!PROBES[codec]) return true;
  if (!answers.has(codec)) answers.set(codec, MediaSource.isTypeSupported(PROBES[codec]));
  return answers.get(codec);
}
