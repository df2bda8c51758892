import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../../../ocr/repair/confidence.ts';
import { isSyllable } from '../../../../ocr/repair/syllable.ts';
import { impossibleSyllables, otherValues, possibleWord } from '../../../../ocr/steps/layout/other-readings.ts';
import type { Token } from '../../../../ocr/steps/layout/page-view.ts';
import { numberDraftOf } from '../../../../ocr/steps/layout/values.ts';

function token(text: string, ...others: readonly (readonly [text: string, confidence: number])[]): Token {
  return {
    text,
    key: text.toLowerCase(),
    box: [0, 0, 100, 20],
    confidence: 0.97,
    page: 0,
    row: 0,
    colon: false,
    opensSegment: false,
    bullet: false,
    ...(others.length === 0 ? {} : { others: others.map(([other, confidence]) => ({ text: other, confidence })) }),
  };
}

describe('other values', () => {
  it('names what the value would be, most likely first, leaving out the same in other spelling', () => {
    const tokens = [token('Hòa', ['Hoà', 0.3], ['Hóa', 0.1]), token('phối.', ['phổi.', 0.3])];
    expect(otherValues('Hòa phối', tokens)).toEqual([
      { value: 'Hòa phổi', confidence: 0.3 },
      { value: 'Hóa phối', confidence: 0.1 },
    ]);
  });

  it('keep a number from being trusted', () => {
    const sure = numberDraftOf([token('083320956395')], 1)!;
    const doubtful = numberDraftOf([token('083320956395', ['083320958395', 0.06])], 1)!;
    expect(confidenceOf(sure.evidence)).toBeGreaterThanOrEqual(0.975);
    expect(confidenceOf(doubtful.evidence)).toBeLessThan(0.9);
    expect(doubtful.alternatives).toEqual(['083320958395']);
  });
});

describe('possible words', () => {
  it('take the place of impossible ones that are about as likely', () => {
    expect(possibleWord(token('trợêt', ['trật', 0.4]), isSyllable).text).toBe('trật');
    expect(possibleWord(token('trợêt', ['trật', 0.1]), isSyllable).text).toBe('trợêt');
    expect(possibleWord(token('vờ', ['và', 0.43]), isSyllable).text).toBe('vờ');
  });

  it('are told from impossible ones; words without marks may be foreign', () => {
    expect(impossibleSyllables('Nguyễn Huệ, GREENFOOD, Ea Kao')).toBe(0);
    expect(impossibleSyllables('tróngh nhiệmn')).toBe(2);
  });
});
