import { describe, expect, it } from 'vitest';
import type { EngineLine, OcrEngine } from '../../../../ocr/engines/engine.ts';
import type { GreyRaster } from '../../../../ocr/image/raster.ts';
import { insertBlock } from '../../../../ocr/steps/lines.ts';
import { removeRules } from '../../../../ocr/steps/remove-rules.ts';
import { findTables, readTables } from '../../../../ocr/steps/tables.ts';
import { inkIn, Paper } from './draw.ts';

const upright = (x: number, top: number, bottom: number) => ({ x, top, bottom });
const level = (y: number, left = 100, right = 900) => ({ y, left, right });

/** Reads each run of inked rows as a line, and its width in pixels as its text. */
const rowReader: OcrEngine = {
  name: 'tesseract',
  recognise: async (picture: GreyRaster) => {
    const lines: EngineLine[] = [];
    let top = -1;
    for (let y = 0; y <= picture.height; y += 1) {
      const inked = y < picture.height && inkIn(picture, 0, y, picture.width, 1) > 0;
      if (inked && top < 0) top = y;
      if (!inked && top >= 0) {
        const width = inkIn(picture, 0, top, picture.width, 1);
        const box = [12, top, width, y - top] as const;
        lines.push({ words: [{ text: String(width), box, confidence: 0.9 }], box, confidence: 0.9 });
        top = -1;
      }
    }
    return lines;
  },
  close: async () => undefined,
};

describe('findTables', () => {
  it('takes a closed frame with two columns for a table, a frame of one or an open one for none', () => {
    const [table, ...others] = findTables(
      [upright(100, 100, 400), upright(400, 100, 400), upright(900, 100, 400)],
      [level(100), level(200), level(400)],
      1,
    );
    expect(others).toEqual([]);
    expect(table).toEqual({ box: [100, 100, 800, 300], columns: [100, 400, 900], rows: [200] });
    expect(findTables([upright(100, 100, 400), upright(900, 100, 400)], [level(100), level(400)], 1)).toEqual([]);
    const open = [upright(100, 100, 400), upright(400, 100, 400), upright(900, 100, 400)];
    expect(findTables(open, [level(100)], 1)).toEqual([]);
  });

  it('mends an upright rule that broke in mid-air', () => {
    const broken = [upright(100, 100, 230), upright(100, 260, 500), upright(400, 100, 500), upright(900, 100, 500)];
    const tables = findTables(broken, [level(100), level(300), level(500)], 1);
    expect(tables.map((table) => [table.columns, table.rows])).toEqual([[[100, 400, 900], [300]]]);
  });

  it('keeps apart what merged cells keep apart', () => {
    const merged = [upright(100, 100, 500), upright(400, 300, 500), upright(650, 100, 500), upright(900, 100, 500)];
    const tables = findTables(merged, [level(100), level(300), level(500)], 1);
    expect(tables.map((table) => table.columns)).toEqual([
      [100, 650, 900],
      [100, 400, 650, 900],
    ]);
  });
});

describe('readTables', () => {
  it('reads by columns and gives the lines row by row, cell by cell, at their places', async () => {
    const paper = new Paper(1000, 600);
    // Two lines in the first cell beside one that stands between them, and a second row.
    paper
      .fill(120, 120, 101, 10)
      .fill(120, 160, 102, 10)
      .fill(420, 140, 103, 10)
      .fill(120, 240, 104, 10)
      .fill(420, 250, 105, 10);
    const table = { box: [100, 100, 800, 300] as const, columns: [100, 400, 900], rows: [200] };
    const { page, lines } = await readTables(rowReader, paper.raster, [table]);
    expect(lines.map((line) => line.words[0]!.text)).toEqual(['101', '102', '103', '104', '105']);
    expect(lines.map((line) => line.box[1])).toEqual([120, 160, 140, 240, 250]);
    expect(inkIn(page, 0, 0, 1000, 600)).toBe(0);
    expect(inkIn(paper.raster, 0, 0, 1000, 600)).toBeGreaterThan(0);
  });
});

describe('a table on a page', () => {
  it('is found by its rules, and boxes for digits are none', () => {
    const paper = new Paper(1400, 900);
    for (const y of [100, 180, 260]) paper.fill(100, y, 900, 3);
    for (const x of [100, 400, 700, 997]) paper.fill(x, 100, 3, 163);
    paper.fill(200, 500, 67 * 12 + 3, 3).fill(200, 576, 67 * 12 + 3, 3);
    for (let i = 0; i <= 12; i += 1) paper.fill(200 + 67 * i, 500, 3, 79);
    const { tables, digitBoxes } = removeRules(paper.raster, 300);
    expect(tables).toHaveLength(1);
    expect(tables[0]?.columns).toHaveLength(4);
    expect(tables[0]?.rows).toHaveLength(1);
    expect(digitBoxes).toHaveLength(1);
  });
});

describe('insertBlock', () => {
  it('puts lines below what lies above them', () => {
    const at = (y: number): EngineLine => ({ words: [], box: [0, y, 10, 20], confidence: 1 });
    expect(insertBlock([at(10), at(500)], [at(100), at(200)]).map((line) => line.box[1])).toEqual([10, 100, 200, 500]);
    expect(insertBlock([], [at(100)])).toHaveLength(1);
  });
});
