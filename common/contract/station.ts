import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { PDF_RASTERS } from '../domain/pdf-raster.ts';
import { base, day } from './base.ts';
import { role, stationInfo } from './session.ts';
import { documentTypeId, dossierSummary, findingCode } from './views.ts';

/** Says what changed, so that a screen can fetch it again; carries ids only. Coalesced at the source. */
export const stationEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello') }),
  z.object({ kind: z.literal('dossier'), dossierId: z.string() }),
  z.object({
    kind: z.literal('reading'),
    dossierId: z.string(),
    fileId: z.string(),
    pagesRead: z.number(),
    pagesTotal: z.number().nullable(),
    step: z.string().nullable(),
    /** Flaws of scans, by the page's place in the file, that are known before its text. */
    flaws: z.array(z.object({ position: z.number(), code: findingCode })).optional(),
  }),
  z.object({ kind: z.literal('delivery') }),
  /** What the station does by itself: something began, ended, waits or needs a person. */
  z.object({ kind: z.literal('jobs') }),
  /** Room on the disk, or how long images are kept. */
  z.object({ kind: z.literal('health') }),
]);
export type StationEvent = z.infer<typeof stationEvent>;

export const procedureView = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  sectorName: z.string(),
  components: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      nameEn: z.string(),
      required: z.boolean(),
      documentTypes: z.array(documentTypeId),
    }),
  ),
});
export type ProcedureView = z.infer<typeof procedureView>;

export const todayView = z.object({
  date: day,
  received: z.number(),
  capturing: z.number(),
  verifying: z.number(),
  returned: z.number(),
  queued: z.number(),
  delivered: z.number(),
  attention: z.number(),
  pagesRead: z.number(),
  /** From opening to sending to verification, median of today; null when none. */
  medianSecondsPerDossier: z.number().nullable(),
  /** Latest first, at most 20. */
  recent: z.array(dossierSummary),
});
export type TodayView = z.infer<typeof todayView>;

export const stationHealth = z.object({
  disk: z.object({
    /** low: no papers are taken until there is room; delivery and purge go on. */
    state: z.enum(['enough', 'low']),
    freeBytes: z.number(),
    limitBytes: z.number(),
    totalBytes: z.number(),
  }),
  /** Dossiers with a receipt whose images wait to be purged. */
  purgeable: z.number(),
  /** From the receipt to the purge; null = images are kept for ever. */
  retentionDays: z.number().nullable(),
  /** Jobs that have failed for good or are held. */
  jobsForPeople: z.number(),
});
export type StationHealth = z.infer<typeof stationHealth>;

export const stationContract = {
  /** How the station itself stands; anybody. */
  health: base.output(stationHealth),
  /** Administrator only. */
  saveRetention: base.input(z.object({ days: z.number().int().min(1).max(3650).nullable() })).output(stationHealth),
  /** Removes now the images of dossiers that have their receipt, before their time. Administrator only. */
  purgeNow: base.output(z.object({ dossiers: z.number() })),
  events: base.output(eventIterator(stationEvent)),
  procedures: base.output(z.array(procedureView)),
  today: base.output(todayView),
  /** Administrator only, but for reading. */
  settings: base.output(stationInfo),
  saveSettings: base
    .input(
      z.object({
        name: z.string().min(1).max(100),
        agencyName: z.string().min(1).max(200),
        agencyCode: z.string().min(3).max(30),
        pdfRaster: z.enum(PDF_RASTERS).optional(),
      }),
    )
    .output(stationInfo),
  accounts: base.output(
    z.array(z.object({ id: z.string(), username: z.string(), displayName: z.string(), role, active: z.boolean() })),
  ),
};
