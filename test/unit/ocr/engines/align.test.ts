import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../../../../ocr/engines/lstm/align.ts';

const byLetter =
  (a: string, b: string) =>
  (i: number, j: number): number =>
    a[i] === b[j] ? 0 : 1;

function shown(a: string, b: string, gap = 0.4): string {
  return align(a.length, b.length, byLetter(a, b), gap)
    .map(([i, j]) => `${i === undefined ? '·' : a[i]}${j === undefined ? '·' : b[j]}`)
    .join(' ');
}

describe('align', () => {
  it('pairs what is alike and leaves alone what only one has', () => {
    expect(shown('abc', 'abc')).toBe('aa bb cc');
    expect(shown('abc', 'ac')).toBe('aa b· cc');
    expect(shown('ac', 'abc')).toBe('aa ·b cc');
    expect(shown('', 'ab')).toBe('·a ·b');
  });

  it('pairs the unlike when two gaps would cost more', () => {
    expect(shown('abc', 'axc', 0.9)).toBe('aa bx cc');
    expect(shown('abc', 'axc', 0.4).split(' ')).toHaveLength(4);
  });

  it('goes through both sequences once, in order', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const pairs = align(a.length, b.length, byLetter(a, b), 0.7);
        expect(pairs.flatMap(([i]) => (i === undefined ? [] : [i]))).toEqual([...Array(a.length).keys()]);
        expect(pairs.flatMap(([, j]) => (j === undefined ? [] : [j]))).toEqual([...Array(b.length).keys()]);
      }),
    );
  });
});
