import {css, html, nothing, ref} from '../design/lit.js';
import {t} from '../app/i18n.js';
import {myTabs} from '../app/screens.js';

/** On a phone the tab where one is may lie beyond the edge; its children are drawn after the row itself. */
const showCurrent = row => row && requestAnimationFrame(() => row.querySelector('[aria-current]')?.scrollIntoView({block: 'nearest', inline: 'center'}));

/** The tabs of a section: only what this person may open, and none when it is one alone. */
export function sectionTabs(path, section = 'people') {
  const tabs = myTabs(section);
  if (tabs.length < 2) return nothing;
  return html`<nav class="tabs" ${ref(showCurrent)} aria-label=${t(`rail.${section}`)}>${tabs.map(s => html`<a href="#/${s.path}" aria-current=${s.path === path ? 'page' : nothing}>${t(`nav.${s.path}`)}</a>`)}</nav>`;
}

/** How tabs look, for screens with a list of their own. */
export const tabs = css`
  .tabs { display: flex; gap: 4px; padding: 0 20px; background: var(--surface-1); border-bottom: 1px solid var(--line); flex: none; overflow-x: auto; scrollbar-width: none; }
  .tabs a { padding: 11px 14px 9px; color: var(--text-2); text-decoration: none; font-weight: 500; border-bottom: 2px solid transparent; white-space: nowrap; }
  .tabs a:hover { color: var(--text-1); }
  .tabs a:focus-visible { outline-offset: -3px; }
  .tabs a[aria-current] { color: var(--accent-text); border-bottom-color: var(--accent-text); }
  @media (max-width: 760px) { .tabs { padding: 0 4px; } }
`;

/** How the lists of this section look: tabs, head, tools, a table that becomes cards on a phone. */
export const page = css`
  ${tabs}
  :host { display: flex; flex-direction: column; height: 100%; min-height: 0; }
  .head { display: flex; gap: 12px; align-items: center; flex-wrap: wrap; padding: 16px 20px 8px; }
  .head h1 { margin-right: auto; }
  .tools { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; padding: 0 20px 12px; }
  .find { position: relative; width: 18rem; max-width: 100%; }
  .find .icon { position: absolute; left: 10px; top: 0.625rem; color: var(--text-3); }
  .find input { padding-left: 2.25rem; }
  .scroll { min-height: 0; overflow: auto; margin: 0 20px 20px; }
  table { border-collapse: separate; border-spacing: 0; width: 100%; }
  th { position: sticky; top: 0; z-index: 3; background: var(--surface-2); text-align: left; font-weight: 600; font-size: var(--size-12); color: var(--text-2); padding: 8px 12px; border-bottom: 1px solid var(--line); white-space: nowrap; }
  td { padding: 10px 12px; border-bottom: 1px solid var(--line); vertical-align: middle; }
  tr.item { cursor: pointer; }
  tr.item:hover td { background: var(--surface-2); }
  tr.plain { cursor: default; }
  tbody tr:last-child td { border-bottom: 0; }
  .name { all: unset; cursor: pointer; font-weight: 600; }
  .name:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
  .state { display: inline-flex; gap: 6px; align-items: flex-start; }
  .state .icon { margin-top: 2px; }
  span.live { color: var(--live); } span.warn { color: var(--warn); } span.alarm { color: var(--alarm); } span.offline { color: var(--offline); }
  .first { flex: 1; display: grid; place-content: center; justify-items: center; gap: 14px; text-align: center; padding: 24px; }
  .first > .icon { color: var(--text-3); }
  .first p { max-width: 50ch; }
  .narrow { display: none; }
  .none { padding: 24px; text-align: center; color: var(--text-2); }
  @media (max-width: 760px) {
    .scroll { margin: 0 12px 12px; }
    .head, .tools { padding-left: 12px; padding-right: 12px; }
    thead { display: none; }
    table, tbody { display: block; }
    tr.item { display: block; padding: 10px 12px; border-bottom: 1px solid var(--line); }
    tr.item td { display: block; border: 0; padding: 2px 0; }
    tr.item td:empty { display: none; }
    .find { width: 100%; }
    .narrow { display: inline; }
    .wide { display: none; }
  }
`;
