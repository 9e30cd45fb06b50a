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

/** The screens of one section that this person may open: its tabs. */
export const tabsOf = (screens, section, actions) => screens.filter(s => s.section === section && opens(s, actions));

/** Where a person begins: the first screen they may open; null for somebody without any right yet. An emergency is never a beginning. */
export const landing = (screens, actions) => rail(screens, actions).find(s => !s.emergency) ?? null;

/** The screen that an address names, if this person may open it. */
export const screenAt = (screens, path, actions) => screens.find(s => s.path === path && opens(s, actions)) ?? null;
