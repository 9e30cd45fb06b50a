/** What the list of incidents may be narrowed by; all of it is in the address, so that a link shows the same list. */
export const FIELDS = ['state', 'kind', 'severity', 'facility', 'camera', 'mine'];
export const STATES = ['open', 'mine', 'closed', 'all'];

export const fromQuery = query => Object.fromEntries(FIELDS.map(f => [f, query.get(f)]).filter(([, value]) => value));

/** Which of the four tabs an address means. */
export const tabOf = filter => (filter.mine ? 'mine' : STATES.includes(filter.state) ? filter.state : 'open');

/** The filter that a tab stands for, the rest kept. */
export function withTab(filter, tab) {
  const {state, mine, ...rest} = filter;
  return tab === 'mine' ? {...rest, mine: 'true'} : tab === 'open' ? rest : {...rest, state: tab};
}

/** A span around an incident for the playback: it begins a little before, for what led there matters. */
export const playbackAt = (fromMs, nowMs) => Math.min(fromMs - 10_000, nowMs - 15_000);

/** `2021-05-12T10:30` in the facilities' zone for an input, and back. */
export const toField = ms => new Date(ms + 7 * 3600_000).toISOString().slice(0, 16);
export const fromField = text => (text ? Date.parse(`${text}:00+07:00`) : NaN);
