/** Nobody waits longer because of one header: the line is tried again anyhow. */
const LONGEST_MS = 3_600_000;

/**
 * How long a server asks to stay away (RFC 9110, 10.2.3): seconds or an HTTP date, at most an hour. A date is measured
 * against the server's own clock where it tells it, so that a wrong clock on this machine changes nothing.
 *
 * @param retryAfter value of the header; null or undefined when absent
 * @param date value of the answer's Date header
 * @returns milliseconds, or null when nothing sensible was said
 */
export function retryAfterMs(
  retryAfter: string | null | undefined,
  date: string | null | undefined,
  now: () => number = Date.now,
): number | null {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(LONGEST_MS, Number(text) * 1000);
  // The names of days and months, not bare numbers, which Date.parse takes for years.
  const until = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(until)) return null;
  const serverNow = Date.parse(date ?? '');
  return Math.min(LONGEST_MS, Math.max(0, until - (Number.isNaN(serverNow) ? now() : serverNow)));
}
