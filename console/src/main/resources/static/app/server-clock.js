/**
 * The server's clock as seen from here.
 *
 * A `Date` header has whole seconds: the server's time was in [D, D + 1 s) at some instant between sending and receiving. Each answer
 * so gives an interval for the offset; their intersection narrows to a few milliseconds after some tens of answers. An answer that
 * contradicts the intersection means that one of the clocks was set: begin anew.
 */
class ServerClock {
  #low = -Infinity;
  #high = Infinity;

  learn(dateHeader, sentMs, receivedMs) {
    const server = Date.parse(dateHeader ?? '');
    if (!Number.isNaN(server)) this.#narrow(server - receivedMs, server + 1000 - sentMs);
  }

  /** From an answer that carries the server's exact time. */
  learnExact(serverMs, sentMs, receivedMs) {
    if (Number.isFinite(serverMs)) this.#narrow(serverMs - receivedMs, serverMs - sentMs);
  }

  #narrow(low, high) {
    if (low > this.#high || high < this.#low) {
      this.#low = low;
      this.#high = high;
    } else {
      this.#low = Math.max(this.#low, low);
      this.#high = Math.min(this.#high, high);
    }
  }

  /** Server minus local, milliseconds; 0 while nothing is known or the clocks agree within the uncertainty. */
  get offsetMs() {
    if (!Number.isFinite(this.#low)) return 0;
    return this.#low <= 0 && this.#high >= 0 ? 0 : (this.#low + this.#high) / 2;
  }

  now() {
    return Date.now() + this.offsetMs;
  }

  /** The programme's clock minus the real one, milliseconds; not 0 in an exercise only. */
  exerciseMs = 0;

  learnExercise(header) {
    this.exerciseMs = Number(header) || 0;
  }

  /** What the programme takes for now: its deadlines, stages and signatures go by it. */
  programmeNow() {
    return this.now() + this.exerciseMs;
  }
}

export const serverClock = new ServerClock();
