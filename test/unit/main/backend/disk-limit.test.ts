import { expect, it } from 'vitest';
import { diskLimit } from '../../../../main/backend/services/disk/disk-limit.ts';

it.each([
  ['a large disk keeps 2 %', 1_000_000_000_000, null, 20_000_000_000],
  ['a small one 500 MB', 20_000_000_000, null, 500_000_000],
  ['a tiny one a tenth', 1_000_000_000, null, 100_000_000],
  ['what was set goes before', 1_000_000_000_000, 7_000_000, 7_000_000],
] as const)('%s', (_name, total, set, limit) => {
  expect(diskLimit(total, set)).toBe(limit);
});
