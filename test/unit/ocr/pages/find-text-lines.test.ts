import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBlobs } from '../../../../ocr/image/blobs.ts';
import { findTextLines, type TextLine } from '../../../../ocr/steps/find-text-lines.ts';
import type { VerticalRule } from '../../../../ocr/steps/remove-rules.ts';
import { Paper } from './draw.ts';

const LETTER = 24;

function linesOf(paper: Paper, rules: readonly VerticalRule[] = []): readonly TextLine[] {
  return findTextLines({ blobs: findBlobs(paper.raster, 150), letter: LETTER, rules });
}

/** Blocks like capitals: `size` high, standing on the baseline, a fifth apart. */
function capitals(paper: Paper, x: number, baseline: number, count: number, size = LETTER): Paper {
  for (let i = 0; i < count; i += 1)
    paper.fill(x + Math.round(i * size * 0.8), baseline - size, Math.round(size * 0.6), size);
  return paper;
}

const sidesOf = ({ box: [x, , width] }: TextLine) => [x, x + width];

describe('findTextLines', () => {
  it('finds one line: where it stands, how high its capitals are, all its ink', () => {
    const [line, ...others] = linesOf(capitals(new Paper(600, 200), 100, 120, 12));
    expect(others).toEqual([]);
    expect(line).toMatchObject({ box: [100, 96, 225, 24], height: 24, rise: 24, drop: 0, baseline: [120, 120] });
    expect(line?.blobs).toHaveLength(12);
  });

  it('keeps lines under one another apart, the upper first', () => {
    const paper = capitals(capitals(new Paper(600, 300), 100, 180, 10), 100, 120, 10);
    expect(linesOf(paper).map((line) => line.baseline[0])).toEqual([120, 180]);
    // Also where they stand close and shifted against each other.
    const close = capitals(capitals(new Paper(600, 300), 110, 150, 10), 100, 120, 10);
    expect(linesOf(close).map((line) => line.baseline[0])).toEqual([120, 150]);
  });

  it('parts columns by their gap and fields by the rule between them', () => {
    const columns = capitals(capitals(new Paper(900, 200), 60, 120, 10), 500, 120, 10);
    expect(linesOf(columns).map(sidesOf)).toEqual([
      [60, 247],
      [500, 687],
    ]);
    const joined = capitals(new Paper(600, 200), 60, 120, 20);
    expect(linesOf(joined)).toHaveLength(1);
    const between = 60 + Math.round(10 * LETTER * 0.8) - 2;
    expect(linesOf(joined, [{ x: between, top: 50, bottom: 150 }])).toHaveLength(2);
    // A rule that ends above the line or begins under it parts nothing.
    expect(linesOf(joined, [{ x: between, top: 0, bottom: 60 }])).toHaveLength(1);
    expect(linesOf(joined, [{ x: between, top: 140, bottom: 190 }])).toHaveLength(1);
  });

  it('gives marks over and under letters to their line', () => {
    const paper = capitals(capitals(new Paper(600, 300), 100, 120, 10), 100, 190, 10);
    // Over a letter of the upper line, under one of it, over one of the lower line, and one far from both.
    paper.fill(125, 86, 8, 5).fill(164, 123, 6, 5).fill(145, 157, 8, 5).fill(400, 250, 6, 6);
    const [upper, lower] = linesOf(paper);
    expect(upper).toMatchObject({ height: 24, rise: 34, drop: 8 });
    expect(lower).toMatchObject({ height: 24, rise: 33, drop: 0 });
    expect([upper?.blobs.length, lower?.blobs.length]).toEqual([12, 11]);
  });

  it('gives marks of a large title, as large as letters elsewhere, to the title', () => {
    const title = capitals(new Paper(900, 300), 100, 200, 8, 60);
    for (const x of [110, 206, 302]) title.fill(x, 122, 22, 12);
    const [line, ...others] = linesOf(title);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ height: 60, rise: 78 });
    expect(line?.blobs).toHaveLength(11);
  });

  it('follows a line that climbs a little', () => {
    const paper = new Paper(1200, 200);
    for (let i = 0; i < 50; i += 1) paper.fill(60 + i * 20, 96 + Math.round(i * 0.2), 14, LETTER);
    const [line] = linesOf(paper);
    const [left, right] = line!.baseline;
    expect(right - left).toBeGreaterThan(8);
    expect(right - left).toBeLessThan(12);
    expect(line?.height).toBeLessThan(27);
  });

  it('takes frames, arcs and specks for no letters', () => {
    const paper = new Paper(800, 400);
    // A frame, and dust of a pixel or two.
    paper.fill(100, 100, 100, 2).fill(100, 198, 100, 2).fill(100, 100, 2, 100).fill(198, 100, 2, 100);
    paper.fill(400, 200, 1, 2).fill(420, 210, 2, 1);
    expect(linesOf(paper)).toEqual([]);
    expect(linesOf(new Paper(50, 50))).toEqual([]);
  });

  it('uses every blob at most once, keeps blobs within their line and lines within the page', () => {
    const block = fc.record({
      x: fc.integer({ min: 0, max: 560 }),
      y: fc.integer({ min: 0, max: 360 }),
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 40 }), (blocks) => {
        const paper = new Paper(600, 400);
        for (const { x, y, width, height } of blocks) paper.fill(x, y, width, height);
        const lines = linesOf(paper);
        const used = lines.flatMap((line) => line.blobs.map((blob) => blob.join()));
        expect(new Set(used).size).toBe(used.length);
        for (const { box, blobs, height, rise } of lines) {
          const lefts = blobs.map((blob) => blob[0]);
          expect(box[0]).toBe(Math.min(...lefts));
          expect(box[0] + box[2]).toBe(Math.max(...blobs.map((blob) => blob[0] + blob[2])));
          expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
          expect(rise).toBeGreaterThanOrEqual(height);
          expect(height).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
