import {css} from './lit.js';

/** Shared by every component: reset, type, focus, buttons, fields, chips, tables. */
export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { font: 400 var(--size-14)/1.5 var(--font); color: var(--text-1); }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  p { text-wrap: pretty; }
  ul, ol { list-style: none; }
  h1 { font-size: var(--size-20); font-weight: 600; line-height: 1.4; }
  h2 { font-size: var(--size-16); font-weight: 600; line-height: 1.5; }
  h3 { font-size: var(--size-14); font-weight: 600; }
  a { color: var(--accent-text); text-underline-offset: 3px; }
  time, .num { font-variant-numeric: tabular-nums; white-space: nowrap; }
  .icon { flex: none; display: block; }
  .muted { color: var(--text-2); }
  .faint { color: var(--text-3); }
  .small { font-size: var(--size-12); }
  .grow { flex: 1; min-width: 0; }
  .row { display: flex; align-items: center; gap: 8px; }
  .stack { display: grid; gap: 16px; }
  .words-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  :focus { outline: none; }
  :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
  /* Given the focus so that it is read out; nothing can be done with it. */
  :is(h1, h2)[tabindex='-1']:focus-visible { outline: none; }

  button { font: inherit; color: inherit; }
  .btn {
    display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 36px; padding: 6px 14px; border-radius: var(--radius);
    border: 1px solid var(--line-strong); background: var(--surface-1); color: var(--text-1); font-weight: 500; cursor: pointer; text-decoration: none;
    transition: background var(--fast); white-space: nowrap;
  }
  .btn:hover { background: var(--surface-3); }
  .btn.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
  .btn.primary:hover { background: var(--accent-strong); }
  .btn.danger { color: var(--alarm); border-color: var(--alarm); }
  .btn.quiet { border-color: transparent; background: transparent; }
  .btn.quiet:hover { background: var(--surface-3); }
  .btn.icon-only { padding: 6px; min-width: 36px; }
  .btn[aria-pressed='true'], .btn[aria-checked='true'] { background: var(--accent-soft); border-color: var(--accent-text); color: var(--accent-text); }
  .btn:disabled, .btn[aria-disabled='true'] { opacity: 0.55; cursor: default; }
  .btn:disabled:hover { background: var(--surface-1); }

  .field { display: grid; gap: 4px; align-content: start; }
  .field > label, .label { font-weight: 500; }
  .field .hint { color: var(--text-2); font-size: var(--size-12); }
  .field .fault { color: var(--alarm); font-size: var(--size-14); display: flex; gap: 6px; align-items: flex-start; }
  input:not([type='checkbox'], [type='radio'], [type='range']), select, textarea {
    font: inherit; color: var(--text-1); background: var(--surface-1); border: 1px solid var(--line-strong); border-radius: var(--radius);
    min-height: 38px; padding: 7px 10px; width: 100%;
  }
  input::placeholder, textarea::placeholder { color: var(--text-3); opacity: 1; }
  input[aria-invalid='true'] { border-color: var(--alarm); box-shadow: inset 0 0 0 1px var(--alarm); }
  input[type='checkbox'], input[type='radio'] { width: 18px; height: 18px; accent-color: var(--accent-text); margin: 0; flex: none; }
  .tick { display: flex; gap: 10px; align-items: center; min-height: 28px; cursor: pointer; }

  .chip {
    display: inline-flex; align-items: center; gap: 6px; min-height: 30px; padding: 3px 12px; border-radius: 15px; border: 1px solid var(--line-strong);
    background: transparent; color: var(--text-1); cursor: pointer; font-size: var(--size-14); white-space: nowrap;
  }
  .chip:hover { background: var(--surface-3); }
  .chip:is([aria-pressed='true'], [aria-checked='true']) { background: var(--accent-soft); border-color: var(--accent-text); color: var(--accent-text); font-weight: 500; }
  .chip .num { color: var(--text-2); }
  .chip[aria-pressed='true'] .num { color: inherit; }

  .note { display: flex; gap: 10px; padding: 10px 12px; border-radius: var(--radius); background: var(--surface-2); border: 1px solid var(--line); }
  .note.alarm { background: var(--alarm-soft); border-color: transparent; }
  .note.warn { background: var(--warn-soft); border-color: transparent; }
  .note.good { background: var(--live-soft); border-color: transparent; }
  .note.alarm > .icon { color: var(--alarm); }
  .note.warn > .icon { color: var(--warn); }
  .note.good > .icon { color: var(--live); }
  .note > .icon { margin-top: 2px; }

  .card { background: var(--surface-1); border: 1px solid var(--line); border-radius: var(--radius); }
  kbd {
    font: 500 var(--size-12)/1 var(--font); display: inline-block; min-width: 24px; text-align: center; padding: 5px 7px; border-radius: 4px; border: 1px solid var(--line-strong);
    background: var(--surface-2); color: var(--text-1);
  }
  .bar { height: 6px; border-radius: 3px; background: var(--surface-3); overflow: hidden; }
  .bar > i { display: block; height: 100%; background: var(--live); width: 0; }
  .bar > i.warn { background: var(--warn); }
  .bar > i.alarm { background: var(--alarm); }
  .bar > i.accent { background: var(--accent); }
  @keyframes turn { to { transform: rotate(1turn); } }
  .turning { animation: turn 1s linear infinite; }
  @media (prefers-reduced-motion: reduce) { .turning { animation-duration: 4s; } * { transition: none !important; } }
`;
