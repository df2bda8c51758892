import { describe, expect, it } from 'vitest';
import type { OcrEngine } from '../../../../ocr/engines/engine.ts';
import type { GreyRaster } from '../../../../ocr/image/raster.ts';
import { findDigitBoxes, readDigitBoxes } from '../../../../ocr/steps/digit-boxes.ts';
import { inkIn, Paper } from './draw.ts';

function rules(count: number, pitch: number): { x: number; top: number; bottom: number }[] {
  return Array.from({ length: count }, (_, i) => ({ x: 100 + i * pitch, top: 50 + (i % 2), bottom: 125 }));
}

/** Counts the bars in what it is given and reads each as a 7. */
function countingEngine(seen: GreyRaster[]): OcrEngine {
  return {
    name: 'tesseract',
    readLines: async (picture) => {
      seen.push(picture);
      let bars = 0;
      for (let x = 1; x < picture.width; x += 1) {
        const y = picture.height >> 1;
        if (picture.data[y * picture.width + x]! < 128 && picture.data[y * picture.width + x - 1]! >= 128) bars += 1;
      }
      return [Array.from({ length: bars }, (_, i) => ({ text: '7', left: i, right: i + 1, confidence: 0.95 }))];
    },
    close: async () => undefined,
  };
}

/** Reads bars as 7 where they stand, but for grey ones, of which it makes something only where nothing else stands. */
const blindToGrey: OcrEngine = {
  name: 'lines',
  readLines: async (picture) => {
    const found: { text: string; left: number; right: number; confidence: number; value: number }[] = [];
    const y = picture.height >> 1;
    for (let x = 1; x < picture.width; x += 1) {
      const value = picture.data[y * picture.width + x]!;
      if (value < 200 && picture.data[y * picture.width + x - 1]! >= 200)
        found.push({ text: '7', left: x, right: x + 10, confidence: 0.95, value });
    }
    const isMixed = found.some(({ value }) => value < 50);
    return [found.filter(({ value }) => !isMixed || value < 50)];
  },
  close: async () => undefined,
};

describe('findDigitBoxes', () => {
  it('takes upright rules at an even pitch for boxes and the columns of a table for none', () => {
    expect(findDigitBoxes(rules(13, 66), 1)[0]?.cells).toHaveLength(12);
    expect(findDigitBoxes(rules(5, 66), 1)).toEqual([]);
    const uneven = rules(13, 66).map((rule, i) => ({ ...rule, x: rule.x + (i % 3) * 30 }));
    expect(findDigitBoxes(uneven, 1)).toEqual([]);
    expect(
      findDigitBoxes(
        rules(13, 66).map((rule) => ({ ...rule, bottom: 900 })),
        1,
      ),
    ).toEqual([]);
  });
});

describe('a side that was not found', () => {
  it('is put between its neighbours where two boxes fit', () => {
    const lost = rules(13, 66).toSpliced(6, 1);
    expect(findDigitBoxes(lost, 1).map((row) => row.cells)).toEqual([
      expect.objectContaining({ length: 12, 5: [435, 56, 56, 64] }),
    ]);
  });

  it('at the end of the row costs no digit', async () => {
    const paper = new Paper(1100, 200);
    for (let i = 0; i < 12; i += 1) paper.fill(128 + i * 66, 65, 10, 40);
    for (const [from, to] of [
      [0, 12],
      [1, 13],
    ] as const) {
      const [row] = findDigitBoxes(rules(13, 66).slice(from, to), 1);
      const { page, lines } = await readDigitBoxes(countingEngine([]), paper.raster, [row!]);
      expect(lines[0]?.words[0]?.text).toBe('777777777777');
      expect(inkIn(page, 0, 0, 1100, 200)).toBe(0);
    }
    const [short] = findDigitBoxes(rules(12, 66), 1);
    const eleven = new Paper(1100, 200);
    for (let i = 0; i < 11; i += 1) eleven.fill(128 + i * 66, 65, 10, 40);
    eleven.fill(823, 20, 160, 150);
    const { lines } = await readDigitBoxes(countingEngine([]), eleven.raster, [short!]);
    expect(lines[0]?.words[0]?.text).toBe('77777777777');
  });
});

describe('readDigitBoxes', () => {
  it('loses no digit of a faint print', async () => {
    const [row] = findDigitBoxes(rules(13, 66), 1);
    const paper = new Paper(1100, 200);
    for (let i = 0; i < 12; i += 1) paper.fill(128 + i * 66, 65, i % 3 === 0 ? 3 : 10, 40, i % 3 === 0 ? 165 : 110);
    expect((await readDigitBoxes(blindToGrey, paper.raster, [row!])).lines[0]?.words[0]?.text).toBe('777777777777');
  });

  it('reads a digit by itself that got lost among the others, with less confidence', async () => {
    const [row] = findDigitBoxes(rules(13, 66), 1);
    const paper = new Paper(1100, 200);
    for (let i = 0; i < 12; i += 1) paper.fill(128 + i * 66, 65, 10, 40, i === 4 ? 120 : 0);
    const [line] = (await readDigitBoxes(blindToGrey, paper.raster, [row!])).lines;
    expect(line?.words[0]?.text).toBe('777777777777');
    expect(line?.confidence).toBeGreaterThan(0.8);
    expect(line?.confidence).toBeLessThan(0.95);
  });

  it('reads the inked boxes as one word at their place and empties them', async () => {
    const [row] = findDigitBoxes(rules(13, 66), 1);
    const paper = new Paper(1100, 200);
    for (let i = 0; i < 12; i += 1) paper.fill(128 + i * 66, 65, 10, 40);
    const seen: GreyRaster[] = [];
    const { page, lines } = await readDigitBoxes(countingEngine(seen), paper.raster, [row!]);
    expect(lines.map((line) => line.words.map((word) => word.text))).toEqual([['777777777777']]);
    expect(lines[0]?.box).toEqual([128, 65, 66 * 11 + 10, 40]);
    expect(lines[0]?.confidence).toBeCloseTo(0.982, 3);
    expect(seen[0]!.width).toBeLessThan(300);
    expect(inkIn(page, 0, 0, 1100, 200)).toBe(0);
  });

  it('doubts a reading with another count than the boxes, and reads nothing from empty ones', async () => {
    const [row] = findDigitBoxes(rules(13, 66), 1);
    const paper = new Paper(1100, 200);
    for (let i = 0; i < 12; i += 1) paper.fill(128 + i * 66, 65, 10, 40);
    const miscounting: OcrEngine = {
      ...countingEngine([]),
      readLines: async () => [['7', '7'].map((text) => ({ text, left: 0, right: 1, confidence: 0.95 }))],
    };
    expect((await readDigitBoxes(miscounting, paper.raster, [row!])).lines[0]?.confidence).toBeLessThan(0.5);
    expect((await readDigitBoxes(miscounting, new Paper(1100, 200).raster, [row!])).lines).toEqual([]);
  });
});
