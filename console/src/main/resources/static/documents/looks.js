import {css} from '../design/lit.js';

/** What the board, a letter and a task share in looks. */
export const looks = css`
  .phrase { font-style: italic; }
  .standing strong { font-weight: 600; }
  strong.alarm, a.alarm { color: var(--alarm); }
  .stamp { display: inline-block; border: 1.5px solid currentColor; border-radius: 3px; padding: 0 6px; font-size: var(--size-12); font-weight: 700; letter-spacing: 0.04em; line-height: 1.5; }
  .stamp.warn { color: var(--warn); } .stamp.alarm { color: var(--alarm); }
  .acts { display: flex; gap: 8px; flex-wrap: wrap; }
  dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 6px 16px; }
  dl.facts dt { color: var(--text-2); }
  dl.facts dd { min-width: 0; overflow-wrap: anywhere; }
  .wrap { overflow-wrap: anywhere; }
  label.btn { position: relative; overflow: hidden; }
  .btn input[type='file'] { position: absolute; width: 1px; min-height: 0; height: 1px; padding: 0; opacity: 0; }
  .btn:has(input:focus-visible) { outline: 2px solid var(--focus); outline-offset: 2px; }
  @media (max-width: 760px) { dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: 8px; } }
`;
