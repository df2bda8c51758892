const LEAST_BYTES = 500_000_000;
const LEAST_SHARE = 0.02;
/** Of a very small disk the rest would leave nothing to work with. */
const MOST_SHARE = 0.1;

/** Below so many free bytes no papers are taken: 500 MB or 2 % of the disk, whichever is more, but at most a tenth. */
export function diskLimit(totalBytes: number, setBytes: number | null = null): number {
  return Math.round(setBytes ?? Math.min(Math.max(LEAST_BYTES, totalBytes * LEAST_SHARE), totalBytes * MOST_SHARE));
}
