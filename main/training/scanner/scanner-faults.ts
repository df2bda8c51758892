import { z } from 'zod';
import { faults } from '../stub/faults.ts';

/**
 * Faults of the simulator: those of every stand-in, and a scanner's own. `dropAfterBytes` hits pages alone unless a
 * path or a method says otherwise.
 */
export const scannerFaults = faults.extend({
  /** Takes no job: always, or that many times. */
  busy: z.union([z.boolean(), z.number().int().min(1)]).nullish(),
  /** The sheet after that many pages of a job sticks. Cleared, the next job goes on with it. */
  jamAfter: z.number().int().min(0).nullish(),
  /** No paper in the feeder. */
  empty: z.boolean().nullish(),
  coverOpen: z.boolean().nullish(),
  /** A page takes this long; until then it is asked for in vain. */
  slow: z.number().int().min(0).max(600_000).nullish(),
});
export type ScannerFaults = z.infer<typeof scannerFaults>;
