import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineReadings } from '../../../../ocr/engines/lstm/combine-readings.ts';
import { spell, textOf } from './symbols.ts';

const combined = (...texts: readonly string[]) => textOf(combineReadings(texts.map((text) => spell(text))));

describe('combineReadings', () => {
  it('follows the majority, letter by letter', () => {
    expect(combined('Nguyễn', 'Nguyên', 'Nguyễn')).toBe('Nguyễn');
    expect(combined('Nguyễm', 'Nguyễn', 'Mguyễn')).toBe('Nguyễn');
  });

  it('follows the surer of two', () => {
    expect(textOf(combineReadings([spell('Hòa', 0.6), spell('Hóa', 0.97)]))).toBe('Hóa');
    expect(textOf(combineReadings([spell('Hòa', 0.97), spell('Hóa', 0.6)]))).toBe('Hòa');
  });

  it('trusts a letter less where readings contradict each other, and names the other', () => {
    const symbols = combineReadings([spell('1980', 0.98), spell('1930', 0.9)]);
    expect(textOf(symbols)).toBe('1980');
    expect(symbols.map((symbol) => symbol.confidence > 0.9)).toEqual([true, true, false, true]);
    expect(symbols[2]?.confidence).toBeLessThan(0.6);
    expect(symbols[2]?.others?.[0]).toMatchObject({ text: '3' });
  });

  it('drops a letter that only one of three saw, and keeps one that two saw', () => {
    const crowded = [...spell('ab'), { text: '.', left: 40, right: 44, confidence: 0.9 }];
    expect(textOf(combineReadings([crowded, spell('ab'), spell('ab')]))).toBe('ab');
    expect(textOf(combineReadings([spell('ab'), crowded, crowded]))).toBe('ab.');
    expect(textOf(combineReadings([spell('ab'), spell('ab'), crowded]))).toBe('ab');
  });

  it('pairs letters that stand in the same place, though one was lost before them', () => {
    const cut = spell('001222900117').slice(1);
    expect(textOf(combineReadings([spell('001222900117'), cut, spell('001222900117')]))).toBe('001222900117');
  });

  it('counts a letter for the place where it was seen', () => {
    const [first, ...others] = combineReadings([spell('00'), spell('0')]);
    expect(first).toMatchObject({ left: 0, confidence: expect.closeTo(0.99) });
    for (const other of others) expect(other.confidence).toBeLessThan(0.6);
  });

  it('reads nothing from nothing, and takes a single reading as it is', () => {
    expect(combineReadings([])).toEqual([]);
    expect(combineReadings([[], []])).toEqual([]);
    const one = spell('một');
    expect(combineReadings([one])).toEqual(one);
  });

  it('drops a letter that no reading believes in', () => {
    expect(combineReadings([spell('a', 0.2), spell('a', 0.2)])).toEqual([]);
  });

  const text = fc.string({ unit: fc.constantFrom(...'abcđêơ 0123'), maxLength: 30 });

  it('gives a reading that is said again as it is', () => {
    fc.assert(
      fc.property(
        text,
        fc.double({ min: 0.4, max: 1, noNaN: true }),
        fc.integer({ min: 2, max: 4 }),
        (one, sure, n) => {
          const symbols = combineReadings(Array.from({ length: n }, () => spell(one, sure)));
          expect(textOf(symbols)).toBe(one);
          for (const symbol of symbols) expect(symbol.confidence).toBeCloseTo(sure);
        },
      ),
    );
  });

  it('makes up no letter, keeps them in order and their certainty within 0 and 1', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const symbols = combineReadings([spell(one), spell(other)]);
        const known = new Set([...one, ...other]);
        for (const { text: letter, confidence } of symbols) {
          expect(known.has(letter)).toBe(true);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
        expect(symbols.length).toBeLessThanOrEqual(one.length + other.length);
        expect(symbols.map((symbol) => symbol.left)).toEqual(
          symbols.map((symbol) => symbol.left).toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
