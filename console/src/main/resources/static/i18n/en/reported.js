export default {
  'reported.title': 'Reported by the camera',
  'reported.none': 'No events in the last 24 hours.',
  'reported.more': 'These are the newest {n}; the earlier ones are on the time axis of Playback.',
  'reported.lasts': '{begin}, still going on',
  'reported.kind.motion': 'Motion',
  'reported.kind.tamper': 'Covered or turned away',
  'reported.kind.line-crossed': 'Line crossed',
  'reported.kind.digital-input': 'Input contact',
  'reported.kind.storage-failure': "Device's storage is broken",
  'reported.ask': 'Ask the device for events',
  'reported.ask.words': 'The server is told by the device of motion, a covered lens, a broken disk.',
};
