import { describe, expect, it } from 'vitest';
import type { Line } from '../../../../common/domain/reading.ts';
import { lowConfidence } from '../../../../ocr/steps/inspect.ts';

/** A line of words of five letters. */
function lineOf(...confidences: readonly number[]): Line {
  const words = confidences.map((confidence, i) => ({
    text: 'quận1',
    box: [i * 60, 0, 50, 20] as const,
    confidence,
  }));
  return { words, box: [0, 0, confidences.length * 60, 20] };
}

const codesOf = (lines: readonly Line[]): readonly string[] => lowConfidence(lines).map(({ code }) => code);

describe('lowConfidence', () => {
  it('asks for another scan when many words are guessed, however sure the others are', () => {
    expect(codesOf([lineOf(0.99, 0.99, 0.99, 0.99), lineOf(0.99, 0.99, 0.5, 0.99)])).toEqual(['low-confidence']);
  });

  it('lets a page pass on which one word among many is guessed', () => {
    expect(codesOf([lineOf(...Array.from({ length: 19 }, () => 0.97), 0.3)])).toEqual([]);
  });

  it('says nothing of a page with hardly any text', () => {
    expect(codesOf([])).toEqual([]);
    expect(codesOf([lineOf(0.2, 0.2, 0.2)])).toEqual([]);
  });
});
