import {clockSpan} from '../app/format.js';

const TICK_MS = 500;

/** The time until the server hears another attempt, told to a form as it passes (a Lit reactive controller). `over` is called when it has passed. */
export class Countdown {
  #host;
  #over;
  #until = 0;
  #timer = 0;

  constructor(host, over) {
    this.#host = host;
    this.#over = over;
    host.addController(this);
  }

  get running() {
    return this.#left > 0;
  }

  get #left() {
    return Math.max(0, this.#until - Date.now());
  }

  /** "0:42" */
  get words() {
    return clockSpan(this.#left + 999);
  }

  /** Begins when a refusal says how long to wait. */
  hear(problem) {
    if (problem.status !== 429) return;
    this.#until = Date.now() + (problem.retryAfterS || 30) * 1000;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  #tick() {
    if (!this.running) {
      clearInterval(this.#timer);
      this.#over();
    }
    this.#host.requestUpdate();
  }

  hostDisconnected() {
    clearInterval(this.#timer);
  }
}
