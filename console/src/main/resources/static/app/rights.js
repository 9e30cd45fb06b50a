/**
 * What a person sees follows from the actions that the server says they may do; the server refuses the rest by itself. A screen names the
 * actions of which one opens it; a screen without any is open to everybody who is logged in.
 */
export const opens = (screen, actions) => !screen.needs || screen.needs.some(a => actions.includes(a));

/** The entries of the rail, in order: one for each section that has a screen for this person, leading to the first of them. */
export function rail(screens, actions) {
  const entries = new Map();
  for (const screen of screens) {
    const name = screen.section ?? screen.path;
    if (!screen.hidden?.(actions) && opens(screen, actions) && !entries.has(name)) entries.set(name, screen);
  }
  return [...entries.values()];
}

/** What the bar of a phone holds at most, the entry that leads to the rest included: five thumbs' widths. */
const PHONE_MAX = 5;
/** What people do on a phone: look at the pictures, report, see their own site and its contacts, survey. */
const PHONE_FIRST = ['watch', 'incidents', 'facilities', 'connect'];

/** The entries of the rail that a phone's bar has no room for, in their order; empty when all fit. */
export function beyondPhone(entries) {
  if (entries.length <= PHONE_MAX) return [];
  const name = screen => screen.section ?? screen.path;
  const first = entries.filter(s => PHONE_FIRST.includes(name(s)));
  const kept = new Set([...first, ...entries.filter(s => !first.includes(s))].slice(0, PHONE_MAX - 1));
  return entries.filter(s => !kept.has(s));
}

/** The screens of one section that this person may open: its tabs. */
export const tabsOf = (screens, section, actions) => screens.filter(s => s.section === section && opens(s, actions));

/** Where a person begins: the first screen they may open; null for somebody without any right yet. An emergency is never a beginning. */
export const landing = (screens, actions) => rail(screens, actions).find(s => !s.emergency) ?? null;

/** The screen that an address names, if this person may open it. */
export const screenAt = (screens, path, actions) => screens.find(s => s.path === path && opens(s, actions)) ?? null;
