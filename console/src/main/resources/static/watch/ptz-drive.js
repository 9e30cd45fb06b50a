/** The device stops a second after it was told last: twice as often is enough, and one answer may be late. */
export const REPEAT_MS = 500;
/** A tap is a small step, not nothing. */
const STEP_MS = 220;

const pause = (ms, until) => new Promise(resolve => {
  const timer = setTimeout(resolve, ms);
  until?.then(() => { clearTimeout(timer); resolve(); });
});

/**
 * Turns what is held down into commands, one at a time: the movement again and again while something is held, a stop as soon as nothing is.
 * Knows neither the page nor the network.
 */
export class PtzDrive {
  #move;
  #stop;
  #fail;
  #held = new Map();
  #running = null;
  #wake = () => {};

  /** `move({pan, tilt, zoom})` and `stop()` resolve when the camera has been told; `fail(problem)` when it could not be. */
  constructor({move, stop, fail}) {
    this.#move = move;
    this.#stop = stop;
    this.#fail = fail;
  }

  get holding() {
    return this.#held.size > 0;
  }

  /** Something is held down: `by` is its name, `way` the parts of the greatest speed. Again for the same is nothing new. */
  hold(by, way) {
    if (this.#held.has(by)) return;
    this.#held.set(by, way);
    this.#changed();
  }

  release(by) {
    if (this.#held.delete(by)) this.#changed();
  }

  releaseAll() {
    if (!this.#held.size) return;
    this.#held.clear();
    this.#changed();
  }

  /** Resolves when nothing is held and the camera has been told so. */
  async idle() {
    await this.#running;
  }

  #changed() {
    this.#wake();
    this.#running ??= this.#run().finally(() => (this.#running = null));
  }

  /** What is held together, such as left and up; null when that is nothing. */
  #way() {
    const sum = {pan: 0, tilt: 0, zoom: 0};
    for (const way of this.#held.values()) for (const axis in sum) sum[axis] += way[axis] ?? 0;
    for (const axis in sum) sum[axis] = Math.max(-1, Math.min(1, sum[axis]));
    return sum.pan || sum.tilt || sum.zoom ? sum : null;
  }

  async #run() {
    let moves = false;
    try {
      for (;;) {
        const way = this.#way();
        if (way) {
          const changed = new Promise(resolve => (this.#wake = resolve));
          const first = !moves;
          moves = true;
          await this.#move(way);
          if (first) await pause(STEP_MS);
          if (!first || this.#same(way)) await pause(first ? REPEAT_MS - STEP_MS : REPEAT_MS, changed);
        } else if (moves) {
          moves = false;
          await this.#stop();
        } else {
          break;
        }
      }
    } catch (problem) {
      this.#held.clear();
      this.#fail(problem);
    }
  }

  #same(way) {
    const now = this.#way();
    return Boolean(now) && ['pan', 'tilt', 'zoom'].every(axis => now[axis] === way[axis]);
  }
}
