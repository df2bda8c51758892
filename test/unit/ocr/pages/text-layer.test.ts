import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageReading, Word } from '../../../../common/domain/reading.ts';
import { buildGlyphlessFont } from '../../../../ocr/steps/glyphless-font.ts';
import { drawTextLayer, stepAscent, toUnicodeMap } from '../../../../ocr/steps/text-layer.ts';

function pageOf(words: readonly Word[]): PageReading {
  return {
    index: 0,
    width: 2480,
    height: 3508,
    dpi: 300,
    rotation: 0,
    skewDegrees: 0,
    blank: false,
    confidence: 0.9,
    text: '',
    lines: words.map((word) => ({ words: [word], box: word.box })),
    codes: [],
    findings: [],
    timings: {},
  };
}

const word = (text: string, box: Word['box'] = [300, 600, 250, 50]): Word => ({ text, box, confidence: 0.9 });

/** The text that the hex strings of a content stream hold. */
function shownText(content: string): string {
  const shown = [...content.matchAll(/<([0-9a-f]+)> Tj/g)].map(([, hex]) =>
    hex!
      .match(/.{4}/g)!
      .map((code) => String.fromCharCode(Number.parseInt(code, 16)))
      .join(''),
  );
  return shown.join('');
}

describe('drawTextLayer', () => {
  it('lays each word over its box, invisibly, with a space behind', () => {
    const used = new Set<number>();
    const content = drawTextLayer(pageOf([word('Hằng')]), used);
    expect(content).toContain('3 Tr');
    // 50 px at 300 dpi are 12 points; four letters of half that are 24 points, stretched to 60.
    expect(content).toContain('/F0 12 Tf 250 Tz 1 0 0 1 72 685.92 Tm');
    expect(shownText(content)).toBe('Hằng ');
    expect(used).toEqual(new Set([...'Hằng '].map((letter) => letter.codePointAt(0)!)));
  });

  it('gives the words of a line one size, whatever ink they have, and keeps the height of each box', () => {
    const line = [word('Hằng', [300, 600, 250, 50]), word('-', [570, 625, 20, 5]), word('xa', [610, 615, 60, 30])];
    const page = { ...pageOf([]), lines: [{ words: line, box: [300, 600, 370, 50] as const }] };
    const steps = new Set<number>();
    const content = drawTextLayer(page, new Set(), steps);
    const fonts = [...content.matchAll(/\/F(-?\d+) ([\d.]+) Tf/g)].map(([, step, size]) => [
      Number(step),
      Number(size),
    ]);
    expect(new Set(fonts.map(([step]) => step))).toEqual(steps);
    for (const [i, [step, size]] of fonts.entries()) {
      expect(Math.abs(size! / 12 - 1)).toBeLessThan(0.021);
      expect((size! * stepAscent(step!)) / 1000).toBeCloseTo((line[i]!.box[3] * 72) / 300, 2);
    }
  });

  it('takes headings for what they are and gives other lines the size of most', () => {
    const heights = [50, 52, 48, 120, 60];
    const content = drawTextLayer(pageOf(heights.map((height, i) => word('x', [300, 200 * i, 50, height]))), new Set());
    const sizes = [...content.matchAll(/ ([\d.]+) Tf/g)].map(([, size]) => (Number(size) * 300) / 72);
    for (const [i, size] of sizes.entries()) expect(Math.abs(size / (i === 3 ? 120 : 52) - 1)).toBeLessThan(0.021);
  });

  it('writes NFC, so that a search finds the words as they are typed', () => {
    const content = drawTextLayer(pageOf([word('Hằng'.normalize('NFD'))]), new Set());
    expect(shownText(content)).toBe('Hằng ');
  });

  it('leaves out words without area and puts a question mark for what is not in the basic plane', () => {
    expect(shownText(drawTextLayer(pageOf([word('x', [0, 0, 0, 10]), word('a😀')]), new Set()))).toBe('a? ');
  });

  it('keeps any Vietnamese text', () => {
    const letters = fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠĂẰẲẴẮẶẦẨẪẤẬỲỶỸÝỴ0123456789.,/-()');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 9 }), { maxLength: 12 }), (texts) => {
        const content = drawTextLayer(pageOf(texts.map((text) => word(text))), new Set());
        expect(shownText(content)).toBe(texts.map((text) => `${text} `).join(''));
      }),
    );
  });
});

describe('toUnicodeMap', () => {
  it('maps every used code by itself, at most a hundred to a block', () => {
    const used = new Set(Array.from({ length: 230 }, (_, i) => 0x1ea0 + i));
    const map = toUnicodeMap(used);
    expect([...map.matchAll(/(\d+) beginbfchar/g)].map(([, count]) => Number(count))).toEqual([100, 100, 30]);
    expect(map).toContain('<1EA0> <1EA0>');
    expect(map).not.toContain('beginbfrange');
  });
});

describe('buildGlyphlessFont', () => {
  it('is a TrueType font whose checksums add up', () => {
    const font = buildGlyphlessFont();
    const view = new DataView(font.buffer);
    expect(view.getUint32(0)).toBe(0x00010000);
    let sum = 0;
    for (let i = 0; i < font.length; i += 4) sum = (sum + view.getUint32(i)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
    expect(font.length).toBeLessThan(400);
  });
});
