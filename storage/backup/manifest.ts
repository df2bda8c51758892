import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What one backup holds. Written last: a backup without it was never finished. */
export const manifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** Version of the station that made it. */
  station: z.string(),
  /** Newest migration of the database. */
  migration: z.number().int(),
  keyId: z.string(),
  database: z.object({ sha256, bytes: z.number().int() }),
  /** Every page file that its rows refer to; they lie in the folder that all backups share. */
  files: z.array(z.object({ sha256, bytes: z.number().int() })),
  /** Referred to, but missing or altered at the station when the backup was made. */
  missing: z.array(sha256),
  dossiers: z.number().int(),
});
export type Manifest = z.infer<typeof manifest>;
