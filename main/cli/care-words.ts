import { STATION_ERRORS, StationError } from '../../common/contract/errors.ts';

/** What was asked for could not be done, as in sysexits.h; the words say why, and nothing was changed. */
const UNAVAILABLE = 69;

/** Runs a command of data care: an error of the closed list ends it with its words. */
export async function withStationWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    const { vi, en } = STATION_ERRORS[error.code];
    console.error(`${vi} (${en}) [${error.message}]`);
    process.exitCode = UNAVAILABLE;
  }
}

/** A line on a terminal that shows how many files are done; nothing elsewhere. */
export function fileCounter(out: { readonly isTTY?: boolean; write(text: string): unknown } = process.stderr): {
  readonly show: (done: number, total: number) => void;
  readonly clear: () => void;
} {
  if (out.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  return {
    show: (done, total) => out.write(`\r\u001b[K${done}/${total} tệp (files)`),
    clear: () => out.write('\r\u001b[K'),
  };
}
