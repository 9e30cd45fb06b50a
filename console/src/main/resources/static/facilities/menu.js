import {css} from '../design/lit.js';

/** A button that opens a few links below it; without a line of script. */
export const menu = css`
  details.menu { position: relative; }
  details.menu > summary { list-style: none; }
  details.menu > summary::-webkit-details-marker { display: none; }
  details.menu > div { position: absolute; right: 0; top: calc(100% + 4px); z-index: 10; min-width: 10rem; display: grid; background: var(--surface-1); border: 1px solid var(--line-strong); border-radius: var(--radius); box-shadow: var(--shadow); padding: 4px; }
  details.menu a { padding: 8px 12px; text-decoration: none; color: var(--text-1); border-radius: 4px; }
  details.menu a:hover { background: var(--surface-3); }
`;
