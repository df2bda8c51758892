import { StationError, type StationErrorCode } from '../../../../common/contract/errors.ts';

/** How a run of scanimage ended. */
export interface ScanEnd {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** What it wrote beside the pages, in the C locale. */
  readonly messages: string;
  /** Pages that came. */
  readonly pages: number;
}

/** SANE_Status of the SANE standard, section 4.2.7, which scanimage ends with. */
const BY_EXIT_CODE: Readonly<Record<number, StationErrorCode>> = {
  3: 'scanner-busy',
  6: 'scanner-jam',
  7: 'scanner-empty',
  8: 'scanner-cover-open',
};

/** Words of sane_strstatus and scanimage; a device that can't be opened shows its status in words alone. */
const BY_WORDS: readonly (readonly [RegExp, StationErrorCode])[] = [
  [/no space left on device/i, 'disk-full'],
  [/device busy/i, 'scanner-busy'],
  [/feeder jammed/i, 'scanner-jam'],
  [/cover is open/i, 'scanner-cover-open'],
  [/out of documents/i, 'scanner-empty'],
  [/no SANE devices found/i, 'scanner-not-found'],
  // Access that is denied is told apart: the device is there.
  [/open of device .* failed: (?!access)/i, 'scanner-not-found'],
];

/**
 * What the end of a scan means; null for a good one. An empty feeder is the end of a scan that had pages. Which words
 * the device used is kept from the error: they may name it.
 */
export function scanFailure({ exitCode, messages, pages }: ScanEnd): StationError | null {
  const code = failureCode(exitCode, messages);
  if (code === 'scanner-empty' && pages > 0) return null;
  if (code !== null) return new StationError(code);
  if (exitCode === 0 && pages > 0) return null;
  return new StationError('scanner-error', exitCode === null ? 'stopped' : `status ${exitCode}`);
}

function failureCode(exitCode: number | null, messages: string): StationErrorCode | null {
  const byExit = exitCode === null ? undefined : BY_EXIT_CODE[exitCode];
  if (byExit !== undefined) return byExit;
  // An empty feeder ends a batch with 0, also when no page came.
  const known = BY_WORDS.find(([words]) => words.test(messages));
  if (known === undefined) return null;
  return exitCode === 0 && known[1] !== 'scanner-empty' ? null : known[1];
}
