import type { Clock } from '../services/clock.ts';

/** Less than that is the two clocks drifting, or a time server at work. */
const SMALLEST_STEP_MS = 60_000;

/** Notices that the clock was set, or that the machine slept, by a clock that nobody sets. */
export class ClockSteps {
  readonly #clock: Clock;
  readonly #monotonicMs: () => number;
  #apartMs: number;

  constructor(clock: Clock, monotonicMs: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#monotonicMs = monotonicMs;
    this.#apartMs = this.#measure();
  }

  /** Milliseconds that the clock has leapt since the last call, backwards below 0; 0 when it has not. */
  take(): number {
    const apart = this.#measure();
    const step = apart - this.#apartMs;
    if (Math.abs(step) < SMALLEST_STEP_MS) return 0;
    this.#apartMs = apart;
    return step;
  }

  #measure(): number {
    return this.#clock.now().getTime() - this.#monotonicMs();
  }
}
