import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../../ocr/repair/edit-distance.ts';
import { mayHold } from '../../../../ocr/steps/layout/approximate.ts';

/** The same by brute force: the least distance of the wording to any part of the text. */
function leastDistance(text: string, wording: string): number {
  let least = wording.length;
  for (let from = 0; from < text.length; from += 1) {
    for (let to = from + 1; to <= text.length; to += 1)
      least = Math.min(least, editDistance(text.slice(from, to), wording));
  }
  return least;
}

describe('mayHold', () => {
  it('agrees with the distance to every part of the text', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'n', 'h'), maxLength: 14 });
    const wording = fc.string({ unit: fc.constantFrom('a', 'b', 'n', 'h'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(letters, wording, fc.nat({ max: 3 }), (text, word, limit) => {
        expect(mayHold(text, 0, text.length, word, limit)).toBe(text.length > 0 && leastDistance(text, word) <= limit);
      }),
    );
  });

  it('handles the longest wording that fits and lets longer ones pass', () => {
    const word = 'nguoisudungdatchusohuutaisanlie';
    expect(word).toHaveLength(31);
    expect(mayHold(`xx${word}yy`, 0, 35, word, 0)).toBe(true);
    expect(mayHold(`xx${word.replace('sudung', 'sudunq')}yy`, 0, 35, word, 0)).toBe(false);
    expect(mayHold('abc', 0, 3, `${word}n`, 0)).toBe(true);
  });
});
