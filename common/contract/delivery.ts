import { z } from 'zod';
import { base, day, done, id, instant, reason, stationErrorData } from './base.ts';

export const DELIVERY_STATES = ['waiting', 'sending', 'retrying', 'held', 'delivered', 'refused'] as const;

export const deliveryRow = z.object({
  dossierId: z.string(),
  code: z.string(),
  citizenName: z.string().nullable(),
  procedureName: z.string(),
  procedureNameEn: z.string(),
  state: z.enum(DELIVERY_STATES),
  bytes: z.number(),
  bytesSent: z.number(),
  attempts: z.number(),
  /** When it is tried again by itself; null when it waits for the batch or for a person. */
  nextTryAt: instant.nullable(),
  error: stationErrorData.nullable(),
  receiptNumber: z.string().nullable(),
  acceptedAt: instant.nullable(),
  /** Goes before the others, since a person said so. */
  first: z.boolean(),
  /** Why a person holds it back; null when nobody does. */
  heldReason: z.string().nullable(),
  /** Given to IT, with the note for them. */
  handedOver: z.object({ at: instant, note: z.string() }).nullable(),
});
export type DeliveryRow = z.infer<typeof deliveryRow>;

export const deliveryOverview = z.object({
  delivered: z.number(),
  sending: z.number(),
  waiting: z.number(),
  attention: z.number(),
  /** Held back by a person; counted with none of the others. */
  held: z.number(),
  bytes: z.number(),
  bytesSent: z.number(),
  running: z.boolean(),
  paused: z.boolean(),
  /** HH:mm, local time, when the batch starts by itself; null = by hand only. */
  sendAt: z.string().nullable(),
  /** Minutes without anybody's action after which the batch starts by itself; null = never. */
  idleMinutes: z.number().nullable(),
  /** Kilobits (1,000 bits) a second that sending may take; null = all of the line. */
  kbitPerSecond: z.number().nullable(),
  /** Megabytes of a file that the portal takes. */
  maxFileMB: z.number(),
  /** As it answered last; `failing` with errors of its own, `outdated` when it wants messages of another form. */
  portal: z.enum([
    'unknown',
    'connected',
    'unreachable',
    'failing',
    'not-genuine',
    'refused',
    'certificate',
    'outdated',
  ]),
  /** When a batch that is held up asks the portal again by itself; null when it isn't held up. */
  nextProbeAt: instant.nullable(),
  /** What stopped or holds up the batch; null when nothing does. */
  error: stationErrorData.nullable(),
});
export type DeliveryOverview = z.infer<typeof deliveryOverview>;

export const receiptView = z.object({
  dossierCode: z.string(),
  number: z.string(),
  acceptedAt: instant,
  attempts: z.number(),
  /** Times that an upload was taken up again at the byte where it stopped. */
  resumed: z.number(),
  files: z.array(
    z.object({
      name: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      portalSha256: z.string(),
      matches: z.boolean(),
    }),
  ),
  signature: z.string(),
});
export type ReceiptView = z.infer<typeof receiptView>;

/** When and how fast the station sends by itself. */
export const sendingPlan = z.object({
  /** HH:mm of Vietnam's clock; null = not at an hour. */
  sendAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
  /** Null = not when idle. */
  idleMinutes: z.number().int().min(1).max(600).nullable(),
  /** Null = no cap. */
  kbitPerSecond: z.number().int().min(8).max(10_000_000).nullable(),
  /** Megabytes of a file that the portal takes; larger ones are refused before they are queued. Absent = unchanged. */
  maxFileMB: z.number().int().min(1).max(10_000).optional(),
});
export type SendingPlan = z.infer<typeof sendingPlan>;

export const deliveryContract = {
  overview: base.output(deliveryOverview),
  list: base.output(z.array(deliveryRow)),
  /** Starts the batch now; returns at once, progress comes by events. */
  sendNow: base.output(deliveryOverview),
  pause: base.output(deliveryOverview),
  resume: base.output(deliveryOverview),
  setSendAt: base
    .input(
      z.object({
        sendAt: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
          .nullable(),
      }),
    )
    .output(deliveryOverview),
  setPlan: base.input(sendingPlan).output(deliveryOverview),
  /** Tries a waiting, held or refused dossier now, batch or not; its deadline starts anew. */
  retry: base.input(z.object({ dossierId: id })).output(done),
  /** Leaves it alone until somebody releases it. */
  hold: base.input(z.object({ dossierId: id, reason })).output(done),
  release: base.input(z.object({ dossierId: id })).output(done),
  /** Marks it for IT: it is held, with a note. */
  handOver: base.input(z.object({ dossierId: id, note: reason })).output(done),
  /** Puts a waiting dossier before all others. */
  putFirst: base.input(z.object({ dossierId: id })).output(done),
  /** After portal-conflict: what the portal holds under this code is to be replaced by this dossier. */
  replace: base.input(z.object({ dossierId: id, reason })).output(done),
  /** Gives a refused or held dossier back to the counter. */
  reopen: base.input(z.object({ dossierId: id, reason })).output(done),
  receipt: base.input(z.object({ dossierId: id })).output(receiptView),
  /** What the portal holds of the days given, one line a file; names of people masked. CSV with BOM and semicolons. */
  exportSent: base.input(z.object({ from: day, until: day })).output(z.object({ name: z.string(), csv: z.string() })),
};
