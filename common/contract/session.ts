import { z } from 'zod';
import { PDF_RASTERS } from '../domain/pdf-raster.ts';
import { base, done } from './base.ts';

export const ROLES = ['clerk', 'supervisor', 'administrator'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

export const person = z.object({ id: z.string(), username: z.string(), displayName: z.string(), role });
export type Person = z.infer<typeof person>;

export const stationInfo = z.object({
  name: z.string(),
  agencyName: z.string(),
  /** Decision 20/2020 unit code, e.g. H56.25.5. */
  agencyCode: z.string(),
  /** How pages are kept in PDFs; absent = `jpeg`. */
  pdfRaster: z.enum(PDF_RASTERS).optional(),
  training: z.boolean(),
  version: z.string(),
});
export type StationInfo = z.infer<typeof stationInfo>;

/** A training account, shown on the sign-in screen; empty outside training mode. */
export const trainingAccount = z.object({ username: z.string(), password: z.string(), displayName: z.string(), role });

/** Signing in belongs to the shell's client (a browser cookie or a window), so no token reaches the page. */
export const sessionContract = {
  /** Who is signed in on this client, if anybody; works without being signed in. */
  current: base.output(
    z.object({ station: stationInfo, person: person.nullable(), trainingAccounts: z.array(trainingAccount) }),
  ),
  signIn: base.input(z.object({ username: z.string().max(64), password: z.string().max(256) })).output(person),
  signOut: base.output(done),
};
