import { ORPCError } from '@orpc/client';
import {
  STATION_ERROR_CODES,
  STATION_ERRORS,
  StationError,
  type StationErrorCode,
} from '../../common/contract/errors.ts';
import type { Language } from '../i18n/i18n.ts';

export interface StationErrorInfo {
  readonly code: StationErrorCode;
  readonly detail?: string | undefined;
}

/** What went wrong, as one of the closed list, whatever was thrown. */
export function stationErrorOf(thrown: unknown): StationErrorInfo {
  if (thrown instanceof StationError) return { code: thrown.code, detail: thrown.detail };
  if (!(thrown instanceof ORPCError)) return { code: 'unexpected' };
  if (thrown.code === 'STATION') return readErrorData(thrown.data);
  return { code: thrown.code === 'BAD_REQUEST' ? 'request-invalid' : 'unexpected' };
}

/** Reads `{ code, detail }` as it stands in answers of the asset routes and in typed errors. */
export function readErrorData(data: unknown): StationErrorInfo {
  if (typeof data !== 'object' || data === null || !('code' in data)) return { code: 'unexpected' };
  const code = STATION_ERROR_CODES.find((known) => known === data.code) ?? 'unexpected';
  const detail = 'detail' in data && typeof data.detail === 'string' ? data.detail : undefined;
  return { code, detail };
}

/** The catalogue's words: what happened, what is safe, what to do. */
export function errorWords(error: StationErrorInfo, language: Language): string {
  return STATION_ERRORS[error.code][language];
}
