import { describe, expect, it } from 'vitest';
import { wholeNumber } from '../../../../renderer/features/delivery/whole-number.ts';

describe('a whole number typed by hand', () => {
  it.each([
    ['256', 256],
    [' 10.000 ', 10_000],
    ['10 000', 10_000],
    ['', null],
    ['0', false],
    ['10001', false],
    ['1.5', false],
    ['-3', false],
    ['nhanh', false],
  ])('%j is %s', (typed, expected) => {
    expect(wholeNumber(typed, 1, 10_000)).toBe(expected);
  });
});
