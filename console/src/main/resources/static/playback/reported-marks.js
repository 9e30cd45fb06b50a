import {SHAPES} from '../app/reported.js';

const SIZE = 9;
/** Marks of one kind nearer than this are one. */
const APART_PX = 5;

/**
 * Draws what a camera reported on its row: a line at the foot for as long as it lasted, and the shape of its kind where it began.
 * `x` gives the place of a moment; `colours` are those of the mark and of what lies around it.
 */
export function drawReported(pen, {mark, edge}, events, x, nowMs, {y, height, width, scale}) {
  const size = SIZE * scale;
  const last = new Map();
  for (const {kind, from, to} of events.toReversed()) {
    const left = x(from);
    const right = x(to ?? nowMs);
    if (right < 0 || left > width || !SHAPES[kind]) continue;
    pen.fillStyle = mark;
    pen.fillRect(Math.max(0, left), y + height - 3 * scale, Math.max(2, Math.min(right, width) - Math.max(0, left)), 3 * scale);
    if (left - (last.get(kind) ?? -Infinity) < APART_PX * scale) continue;
    last.set(kind, left);
    pen.save();
    pen.translate(left - size / 2, y + (height - size) / 2);
    pen.scale(size / 10, size / 10);
    const shape = new Path2D(SHAPES[kind]);
    pen.strokeStyle = edge;
    pen.lineWidth = 3;
    pen.stroke(shape);
    pen.fill(shape);
    pen.restore();
  }
}
