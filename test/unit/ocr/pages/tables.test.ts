import { describe, expect, it } from 'vitest';
import { removeRules } from '../../../../ocr/steps/remove-rules.ts';
import { findTables } from '../../../../ocr/steps/tables.ts';
import { Paper } from './draw.ts';

const upright = (x: number, top: number, bottom: number) => ({ x, top, bottom });
const level = (y: number, left = 100, right = 900) => ({ y, left, right });

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
