import { z } from 'zod';
import { base, done, id, instant, reason, stationErrorData } from './base.ts';

/** What the station does by itself, each from a row that was written with the record it follows from. */
export const JOB_KINDS = ['read-file', 'population-check', 'purge-dossier', 'backup', 'check'] as const;
export type JobKindName = (typeof JOB_KINDS)[number];

/**
 * waiting: not tried yet · retrying: failed in passing, goes on by itself · running · held: a person said wait · failed:
 * for good or past its deadline, kept with its reason until a person acts.
 */
export const JOB_STATES = ['waiting', 'retrying', 'running', 'held', 'failed'] as const;

export const jobRow = z.object({
  id: z.string(),
  /** `unknown`: written by another version; kept as failed. */
  kind: z.enum([...JOB_KINDS, 'unknown']),
  dossierId: z.string().nullable(),
  dossierCode: z.string().nullable(),
  state: z.enum(JOB_STATES),
  attempts: z.number(),
  since: instant,
  /** When it is tried again by itself; null when it waits for a person. */
  nextTryAt: instant.nullable(),
  /** After that it counts as failed; null when it may wait for ever. */
  deadline: instant.nullable(),
  error: stationErrorData.nullable(),
  /** Why a person holds it. */
  heldReason: z.string().nullable(),
  /** Given to IT, with the note for them. */
  handedOver: z.object({ at: instant, note: z.string() }).nullable(),
});
export type JobRow = z.infer<typeof jobRow>;

export const jobsContract = {
  /** Everything not done, what needs a person first; without purges that only wait for their date (station.health). */
  list: base.output(z.array(jobRow)),
  /** Tries a waiting, held or failed job now; its deadline starts anew. */
  tryNow: base.input(z.object({ jobId: id })).output(done),
  /** Leaves it alone until somebody releases it. */
  hold: base.input(z.object({ jobId: id, reason })).output(done),
  release: base.input(z.object({ jobId: id })).output(done),
  /** Marks it for IT: it is held, with a note. */
  handOver: base.input(z.object({ jobId: id, note: reason })).output(done),
};
