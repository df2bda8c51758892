import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../common/domain/reading.ts';
import type { EngineSymbol } from '../../../../ocr/engines/engine.ts';
import type { TextLine } from '../../../../ocr/steps/find-text-lines.ts';
import { isWorthKeeping } from '../../../../ocr/steps/lines.ts';
import { wordConfidence, wordsOf } from '../../../../ocr/steps/words.ts';

/** A line on y 100 to 124 with ink where told: left and right side of every letter. */
function lineWith(...ink: readonly (readonly [left: number, right: number])[]): TextLine {
  const blobs = ink.map(([left, right]): Box => [left, 100, right - left, 24]);
  const [left, right] = [ink[0]![0], ink.at(-1)![1]];
  const box: Box = [left, 96, right - left, 32];
  return { box, baseline: [124, 124], height: 24, tall: 24, rise: 28, drop: 4, blobs };
}

const letter = (text: string, left: number, right: number, confidence = 0.99): EngineSymbol => ({
  text,
  left,
  right,
  confidence,
});

describe('wordsOf', () => {
  it('makes words between spaces and boxes of their ink', () => {
    const line = lineWith([100, 115], [120, 135], [150, 165], [170, 185]);
    const read = wordsOf(line, [
      letter('T', 98, 118),
      letter('ổ', 118, 138),
      letter(' ', 138, 148),
      letter('5', 148, 168),
      letter('a', 168, 187),
    ]);
    expect(read?.words.map(({ text, box }) => [text, box])).toEqual([
      ['Tổ', [100, 100, 35, 24]],
      ['5a', [150, 100, 35, 24]],
    ]);
  });

  it('cuts in the widest gap of the ink, also where the engine is a few pixels off', () => {
    const line = lineWith([100, 115], [120, 135], [150, 165], [170, 185]);
    // Places late by a third of a letter: half of the second word's first letter seems to belong to the first.
    const read = wordsOf(line, [
      letter('T', 106, 126),
      letter('ổ', 126, 152),
      letter(' ', 152, 158),
      letter('5', 158, 176),
      letter('a', 176, 192),
    ]);
    expect(read?.words.map((word) => word.box)).toEqual([
      [100, 100, 35, 24],
      [150, 100, 35, 24],
    ]);
  });

  it('writes letters with their marks composed, and joins what no space parts', () => {
    const line = lineWith([100, 115], [120, 135]);
    const read = wordsOf(line, [letter('e\u0302\u0303', 100, 118), letter('n', 118, 136)]);
    expect(read?.words.map((word) => word.text)).toEqual(['ễn']);
  });

  it('gives a word without ink of its own the room between its neighbours', () => {
    const line = lineWith([100, 115], [300, 315]);
    const read = wordsOf(line, [
      letter('A', 100, 115),
      letter(' ', 115, 190),
      letter('–', 200, 210),
      letter(' ', 210, 290),
      letter('B', 300, 315),
    ]);
    const [, dash] = read!.words;
    expect(dash?.text).toBe('–');
    expect(dash?.box[0]).toBeGreaterThanOrEqual(115);
    expect(dash!.box[0] + dash!.box[2]).toBeLessThanOrEqual(300);
    expect(dash?.box[2]).toBeGreaterThan(0);
  });

  it('reads nothing from spaces or nothing', () => {
    expect(wordsOf(lineWith([100, 115]), [])).toBeUndefined();
    expect(wordsOf(lineWith([100, 115]), [letter(' ', 100, 110)])).toBeUndefined();
  });
});

describe('wordConfidence', () => {
  it('falls with the least certain letter or digit, not with punctuation', () => {
    const sure = [letter('a', 0, 1, 1), letter('b', 1, 2, 1)];
    expect(wordConfidence(sure)).toBe(1);
    expect(wordConfidence([...sure, letter('c', 2, 3, 0.5)])).toBeCloseTo(0.757, 2);
    expect(wordConfidence([...sure, letter(',', 2, 3, 0.1)])).toBe(1);
    expect(wordConfidence([letter('-', 0, 1, 0.5)])).toBeCloseTo(0.757, 2);
    expect(wordConfidence([letter('a', 0, 1, 0)])).toBe(0);
  });
});

describe('isWorthKeeping', () => {
  const lineOfText = (text: string) => {
    const box: Box = [0, 0, 20 * text.length, 24];
    const confidence = 0.3;
    return { words: [{ text, box, confidence }], box, confidence };
  };

  it('keeps a line of a machine-readable zone though one of its letters is in doubt', () => {
    expect(isWorthKeeping(lineOfText('TRAN<<THI<HONG<HOAI<<<<<<<<<<<'))).toBe(true);
    expect(isWorthKeeping(lineOfText('IDVNM1909114722079190911472<<2'))).toBe(true);
  });

  it('drops what is read without certainty elsewhere', () => {
    expect(isWorthKeeping(lineOfText('Khxx mrz SSEC'))).toBe(false);
    expect(isWorthKeeping(lineOfText('CHUNGTHUCBANSAODUNGVOIBANCHINH'))).toBe(false);
  });
});
