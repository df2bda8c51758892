import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../main/outside/http/retry-after.ts';

const NOW = Date.parse('2026-11-21T03:00:00Z');
const IN_TEN = 'Sat, 21 Nov 2026 03:10:00 GMT';

test.each([
  ['seconds', '120', null, 120_000],
  ['none', '0', null, 0],
  ['a date', IN_TEN, null, 600_000],
  ['a date, by the clock of the server', IN_TEN, 'Sat, 21 Nov 2026 03:09:00 GMT', 60_000],
  ['a date that is over', 'Sat, 21 Nov 2026 02:00:00 GMT', null, 0],
  ['years', '999999999', null, 3_600_000],
  ['nothing', null, null, null],
  ['nonsense', 'soon', null, null],
  ['a negative number', '-5', null, null],
  ['a fraction', '1.5', null, null],
])('Retry-After: %s', (_name, header, date, expected) => {
  expect(retryAfterMs(header, date, () => NOW)).toBe(expected);
});
