import { describe, expect, it } from 'vitest';
import { decodeLine } from '../../../../ocr/engines/lstm/decode-line.ts';
import { BEST_CLASSES } from '../../../../ocr/engines/lstm/line-graph.ts';
import type { LineOutput } from '../../../../ocr/engines/lstm/line-network.ts';
import { textOf } from './symbols.ts';

const CLASSES = ['a', 'A', 'â', 'b', '1', 'I', ' ', 'ợ', 'Ợ', ''];
const BLANK = CLASSES.indexOf('');
const PLACES = { left: 100, width: 10 };

/** What the network would say: for each step its likeliest characters with their shares; '' is the blank. */
function said(...steps: readonly (readonly (readonly [text: string, share: number])[])[]): LineOutput {
  const probabilities = new Float32Array(steps.length * BEST_CLASSES);
  const classes = new Int32Array(steps.length * BEST_CLASSES).fill(BLANK);
  for (const [step, shares] of steps.entries()) {
    for (const [place, [text, share]] of shares.entries()) {
      probabilities[step * BEST_CLASSES + place] = share;
      classes[step * BEST_CLASSES + place] = CLASSES.indexOf(text);
    }
  }
  return { steps: steps.length, probabilities, classes };
}

const likely = (text: string, share = 0.9) => [[text, share] as const];
const decode = (output: LineOutput, allowed?: string) =>
  decodeLine(output, CLASSES, BLANK, PLACES, allowed === undefined ? undefined : new Set(allowed));

describe('decodeLine', () => {
  it('drops blanks, takes steps of one character together and keeps a character said again after a blank', () => {
    const output = said(
      likely(''),
      likely('a', 0.6),
      likely('a', 0.8),
      likely(''),
      likely('a'),
      likely('b'),
      likely(''),
    );
    const symbols = decode(output);
    expect(textOf(symbols)).toBe('aab');
    expect(symbols.map((symbol) => symbol.confidence)).toEqual([0.8, 0.9, 0.9].map((value) => expect.closeTo(value)));
  });

  it('reads nothing from blanks alone', () => {
    expect(decode(said(likely(''), likely('')))).toEqual([]);
    expect(decode(said())).toEqual([]);
  });

  it('says where each character stands: sides meet half-way between neighbours', () => {
    const [first, second] = decode(said(likely(''), likely('a'), likely(''), likely(''), likely('b'), likely('')));
    expect(first).toMatchObject({ left: 100, right: 130 });
    expect(second).toMatchObject({ left: 130, right: 160 });
  });

  it('takes two forms of one letter side by side for one letter, the likelier of them', () => {
    expect(textOf(decode(said(likely('Ợ', 0.5), likely('ợ', 0.9), likely('ợ', 0.9))))).toBe('ợ');
    expect(textOf(decode(said(likely('A', 0.9), likely('A', 0.9), likely('â', 0.4))))).toBe('A');
    // With a blank between, and for digits that look like letters, they are two.
    expect(textOf(decode(said(likely('A'), likely(''), likely('a'))))).toBe('Aa');
    expect(textOf(decode(said(likely('1'), likely('I'))))).toBe('1I');
    expect(textOf(decode(said(likely('a'), likely('b'))))).toBe('ab');
  });

  it('lets only allowed characters and spaces out, the likeliest of them', () => {
    const unsure = [['I', 0.7] as const, ['1', 0.25] as const];
    const output = said(unsure, likely(' '), likely('b'), likely(''));
    expect(textOf(decode(output))).toBe('I b');
    const digits = decode(output, '0123456789');
    expect(textOf(digits)).toBe('1 ');
    expect(digits[0]).toMatchObject({ confidence: expect.closeTo(0.25), others: [] });
  });

  it('names what else a place might hold, but for what is too unlikely', () => {
    const shares = [['1', 0.6] as const, ['', 0.2] as const, ['I', 0.15] as const, ['b', 0.005] as const];
    expect(decode(said(shares))[0]?.others).toEqual([{ text: 'I', confidence: expect.closeTo(0.15) }]);
  });
});
