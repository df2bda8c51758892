import { z } from 'zod';
import { base, instant, stationErrorData } from './base.ts';

export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const lastBackup = z.object({
  at: instant,
  folder: z.string(),
  files: z.number(),
  bytes: z.number(),
  dossiers: z.number(),
  /** Files that the station itself no longer had whole. */
  missing: z.number(),
});

const lastCheck = z.object({
  at: instant,
  files: z.number(),
  /** Null when the database stood the check, else what was found. */
  databaseDamage: z.string().nullable(),
  /** Everything that was wrong: mended, mendable and lost. */
  found: z.number(),
  mended: z.number(),
  /** Orphans and altered files that were set aside. */
  setAside: z.number(),
  lost: z.number(),
  /** Dossiers with something lost, at most 20. */
  lostDossiers: z.array(z.object({ code: z.string(), fileId: z.string() })),
});

const lastStart = z.object({
  at: instant,
  clean: z.boolean(),
  log: z.enum(['whole', 'cut', 'lost']),
  migratedFrom: z.number().nullable(),
  keptBeforeMigrating: z.string().nullable(),
  missing: z.number(),
  orphans: z.number(),
  jobsReleased: z.number(),
});

/** How the station's data are kept safe. */
export const careState = z.object({
  backup: z.object({
    /** Null until somebody chose one. */
    folder: z.string().nullable(),
    /** HH:mm of Vietnam's clock; null = by hand only. */
    at: timeOfDay.nullable(),
    keep: z.number(),
    last: lastBackup.nullable(),
    nextAt: instant.nullable(),
    /** Why the last try failed; null when it did not. */
    error: stationErrorData.nullable(),
  }),
  check: z.object({ last: lastCheck.nullable(), error: stationErrorData.nullable() }),
  start: lastStart,
  running: z.object({ kind: z.enum(['backup', 'check']), done: z.number(), total: z.number() }).nullable(),
});
export type CareState = z.infer<typeof careState>;

export const careContract = {
  state: base.output(careState),
  /** Takes the folder for backups; it must be empty, or hold this station's backups already. Administrator only. */
  saveBackup: base
    .input(
      z.object({
        folder: z.string().trim().min(1).max(500).nullable(),
        at: timeOfDay.nullable(),
        keep: z.number().int().min(1).max(90),
      }),
    )
    .output(careState),
  /** Returns at once; progress comes with the state. Administrator only. */
  backUpNow: base.output(careState),
  /** Reads every file; with `mend` what can be mended is. Returns at once. Administrator only. */
  checkNow: base.input(z.object({ mend: z.boolean() })).output(careState),
};
