import {css} from '../design/lit.js';

/** Large targets for a finger in a glove, on any screen that is held in one hand. */
export const touch = css`
  .big { min-height: 52px; font-size: var(--size-16); }
  .choices { display: grid; gap: 8px; }
  .choice { display: flex; gap: 10px; align-items: center; text-align: left; min-height: 48px; padding: 8px 14px; border-radius: var(--radius); border: 1px solid var(--line-strong); background: var(--surface-1); cursor: pointer; font-size: var(--size-16); line-height: 1.4; }
  .choice .icon { color: var(--text-3); }
  .choice[aria-checked='true'] { background: var(--accent-soft); border-color: var(--accent-text); box-shadow: inset 0 0 0 1px var(--accent-text); font-weight: 500; }
  .choice[aria-checked='true'] .icon { color: var(--accent-text); }
  .choice:disabled { cursor: default; opacity: 0.75; }
  @media (max-width: 760px) { input:not([type='checkbox'], [type='radio'], [type='range']), select, textarea { min-height: 48px; font-size: var(--size-16); } }
`;
