import { z } from 'zod';
import { base, done, id, instant, reason, stationErrorData } from './base.ts';

export const DELIVERY_STATES = ['waiting', 'sending', 'retrying', 'delivered', 'refused'] as const;

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
});
export type DeliveryRow = z.infer<typeof deliveryRow>;

export const deliveryOverview = z.object({
  delivered: z.number(),
  sending: z.number(),
  waiting: z.number(),
  attention: z.number(),
  bytes: z.number(),
  bytesSent: z.number(),
  running: z.boolean(),
  paused: z.boolean(),
  /** HH:mm, local time, when the batch starts by itself; null = by hand only. */
  sendAt: z.string().nullable(),
  portal: z.enum(['unknown', 'connected', 'unreachable']),
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
  /** Tries a refused or waiting dossier again now. */
  retry: base.input(z.object({ dossierId: id })).output(done),
  /** Gives a refused dossier back to the counter. */
  reopen: base.input(z.object({ dossierId: id, reason })).output(done),
  receipt: base.input(z.object({ dossierId: id })).output(receiptView),
};
