import {svg} from '../design/lit.js';

/** The shapes of the marks in a box from -10 to 10: told apart without colour, and from five metres. */
const SHAPES = {
  CONNECTED: svg`<circle r="9.5"/>`,
  DEGRADED: svg`<path d="M0 -10 L10 8.5 L-10 8.5 Z"/><path class="ink" d="M0 -4.5 V2.5 M0 5.6 V5.7"/>`,
  LOST: svg`<path d="M0 -11 L11 0 L0 11 L-11 0 Z"/><path class="ink" d="M-3.4 -3.4 L3.4 3.4 M3.4 -3.4 L-3.4 3.4"/>`,
  BLOCKED: svg`<path d="M-8.5 -8.5 H8.5 V8.5 H-8.5 Z"/><path class="ink" d="M-4.6 0 H4.6"/>`,
  UNDER_WAY: svg`<circle class="hollow" r="8.6"/><path d="M0 -8.6 A8.6 8.6 0 0 1 0 8.6 Z"/>`,
  NOT_BEGUN: svg`<circle class="hollow" r="8.6"/>`,
  RESTING: svg`<path class="hollow" d="M-8 -8 H8 V8 H-8 Z"/><path class="bars" d="M-2.8 -4 V4 M2.8 -4 V4"/>`,
};

export const shapeOf = mark => SHAPES[mark] ?? SHAPES.NOT_BEGUN;
