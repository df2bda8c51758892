import { describe, expect, it } from 'vitest';
import type { EngineLine } from '../../../../ocr/engines/engine.ts';
import { inReadingOrder } from '../../../../ocr/steps/reading-order.ts';

function line(text: string, x: number, y: number, width = 100): EngineLine {
  const box = [x, y, width, 30] as const;
  return { words: [{ text, box, confidence: 0.9 }], box, confidence: 0.9 };
}

const texts = (lines: readonly EngineLine[]): string[] => lines.map((one) => one.words.map((w) => w.text).join(' '));

describe('inReadingOrder', () => {
  it('joins what stands side by side and goes down the page', () => {
    const lines = [line('Kinh', 600, 203), line('Họ tên', 100, 100), line('Giới tính', 100, 200)];
    expect(texts(inReadingOrder(lines, [], []))).toEqual(['Họ tên', 'Giới tính Kinh']);
  });

  it('keeps apart what a rule parts', () => {
    const lines = [line('Nam', 100, 100), line('Kinh', 300, 100)];
    expect(texts(inReadingOrder(lines, [], [{ x: 250, top: 50, bottom: 200 }]))).toEqual(['Nam', 'Kinh']);
    expect(texts(inReadingOrder(lines, [], [{ x: 250, top: 300, bottom: 400 }]))).toEqual(['Nam Kinh']);
  });

  it('reads a table row by row and cell by cell, at its place in the page', () => {
    const table = { box: [100, 100, 800, 300] as const, columns: [100, 400, 900], rows: [250] };
    const lines = [
      line('sau bảng', 100, 500),
      line('ô 2, giữa hai dòng', 420, 145),
      line('ô 3', 120, 300),
      line('ô 1 dòng 1', 120, 120),
      line('ô 1 dòng 2', 120, 170),
      line('trước bảng', 100, 20),
    ];
    expect(texts(inReadingOrder(lines, [table], []))).toEqual([
      'trước bảng',
      'ô 1 dòng 1',
      'ô 1 dòng 2',
      'ô 2, giữa hai dòng',
      'ô 3',
      'sau bảng',
    ]);
  });
});
