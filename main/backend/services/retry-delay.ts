const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 15 * 60_000;

/**
 * Wait before the next try in milliseconds: doubles from 5 s to 15 min, spread over 50..100 % of it so that the counters
 * of a province don't all come back in the same second.
 *
 * @param attempts tries made so far, from 1
 * @param random number in 0..1
 */
export function retryDelayMs(attempts: number, random: number): number {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  return Math.round(full * (0.5 + 0.5 * random));
}
