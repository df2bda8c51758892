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

describe('readDigitBoxes', () => {
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
