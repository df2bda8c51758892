import { StationError, type StationErrorCode } from '../../common/contract/errors.ts';

/** What decoders say when bytes are missing at the end. */
const TRUNCATED =
  /premature end|truncat|unexpected end|end of (file|data|stream)|not enough data|read error|too short|out of data|short data|insufficient|missing data|incomplete|IDAT/i;
const TOO_LARGE = /pixel limit|too large|exceeds|dimension/i;

/** The station's error for what an image decoder threw; the decoder's words stay in the cause. */
export function imageError(error: unknown): StationError {
  if (error instanceof StationError) return error;
  const words = error instanceof Error ? error.message : String(error);
  const code: StationErrorCode = TRUNCATED.test(words)
    ? 'file-truncated'
    : TOO_LARGE.test(words)
      ? 'image-too-large'
      : 'file-damaged';
  return new StationError(code, undefined, { cause: error });
}
