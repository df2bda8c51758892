import { z } from 'zod';
import { base, done, id, reason, stationErrorData } from './base.ts';
import { dossierDetail, dossierSummary } from './views.ts';

export const RETURN_REASONS = ['unreadable', 'wrong-paper', 'missing-component', 'data-contradicts', 'other'] as const;

/**
 * Something that the portal would refuse a dossier for. The detail is the thing that it is about: a paper's title,
 * component codes, a limit; no personal data.
 */
const preflightProblem = stationErrorData.extend({
  paperId: z.string().nullable(),
  /** The finding that the supervisor may answer for; null when only a change helps. */
  findingId: z.string().nullable(),
});
export type PreflightProblem = z.infer<typeof preflightProblem>;

/** The supervisor's desk. Who captured a dossier can't verify it: own-capture. */
export const verificationContract = {
  /** Dossiers waiting for verification, oldest first; own captures are listed with mine = true. */
  queue: base.output(z.array(dossierSummary)),
  get: base.input(z.object({ dossierId: id })).output(dossierDetail),
  /** Confirms the value that stands. */
  confirmField: base.input(z.object({ dossierId: id, paperId: id, key: z.string() })).output(dossierDetail),
  /** Replaces the value and confirms it; empty text confirms that the paper has none. */
  correctField: base
    .input(z.object({ dossierId: id, paperId: id, key: z.string(), value: z.string().max(1000) }))
    .output(dossierDetail),
  /** What the portal would refuse the dossier for, found before anything is sent; empty when nothing was found. */
  preflight: base.input(z.object({ dossierId: id })).output(z.array(preflightProblem)),
  /** Answers for a seal or signature that the machine did not see. */
  acceptFinding: base.input(z.object({ dossierId: id, findingId: id, note: reason })).output(dossierDetail),
  /**
   * Verifies the dossier and queues it for delivery. Fails with fields-unconfirmed while a doubtful field is open, and
   * with the first problem of the pre-flight.
   */
  approve: base.input(z.object({ dossierId: id })).output(done),
  returnDossier: base.input(z.object({ dossierId: id, code: z.enum(RETURN_REASONS), words: reason })).output(done),
};
