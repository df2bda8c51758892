import { oc } from '@orpc/contract';
import { z } from 'zod';
import { STATION_ERROR_CODES, type StationErrorCode } from './errors.ts';

export const stationErrorCode = z.enum(STATION_ERROR_CODES as readonly [StationErrorCode, ...StationErrorCode[]]);

/** What goes over the wire of a StationError. */
export const stationErrorData = z.object({ code: stationErrorCode, detail: z.string().optional() });
export type StationErrorData = z.infer<typeof stationErrorData>;

/** Every procedure may fail with one typed error that carries a code of the closed list. */
export const base = oc.errors({ STATION: { status: 422, message: 'station error', data: stationErrorData } });

/** ISO 8601 instant with offset or Z. */
export const instant = z.string();
/** YYYY-MM-DD */
export const day = z.string();
export const id = z.string().min(1).max(64);
/** A reason that a person gave, in their words. */
export const reason = z.string().trim().min(1).max(500);
export const done = z.object({ ok: z.literal(true) });
