import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLine, type LinePicture } from '../../../../ocr/engines/lstm/line-picture.ts';
import { Paper } from '../pages/draw.ts';

const HEIGHT = 36;

function row(picture: LinePicture, y: number): readonly number[] {
  return [...picture.values.subarray(y * picture.width, (y + 1) * picture.width)];
}

/** Share of pixels that differ clearly. */
function shareUnlike(a: LinePicture, b: LinePicture): number {
  return a.values.filter((value, i) => Math.abs(value - b.values[i]!) > 0.2).length / a.values.length;
}

/** Upright bars 8 wide, 16 apart, from y 20 to y 52. */
function bars(paper: Paper, value: number, climb = 0): Paper {
  for (let i = 0; i < 20; i += 1) paper.fill(20 + i * 16, 20 + Math.round((climb * i) / 20), 8, 32, value);
  return paper;
}

describe('cutLine', () => {
  it('brings black to -1 and white to 1, whatever the strength of the print', () => {
    for (const [ink, paper] of [
      [0, 255],
      [120, 230],
    ] as const) {
      const picture = cutLine(bars(new Paper(400, 80, paper), ink).raster, [10, 18, 330, 36], HEIGHT);
      const middle = row(picture, HEIGHT / 2);
      expect(picture.width).toBe(330);
      expect(Math.min(...middle)).toBeCloseTo(-1, 1);
      expect(Math.max(...middle)).toBeCloseTo(1, 1);
    }
  });

  it('shrinks to the height wanted and says how', () => {
    const picture = cutLine(bars(new Paper(400, 120), 0).raster, [10, 6, 330, 72], HEIGHT);
    expect(picture).toMatchObject({ width: 165, scale: 2, left: 10 });
    expect(picture.values).toHaveLength(165 * HEIGHT);
    // Bars stand 16 apart on the page, 8 in the picture: dark where they stand, light between them.
    const middle = row(picture, HEIGHT / 2);
    expect([middle[6], middle[14]].map((value) => value! < -0.9)).toEqual([true, true]);
    expect([middle[10], middle[18]].map((value) => value! > 0.9)).toEqual([true, true]);
    // Over the bars there is paper.
    expect(row(picture, 2).every((value) => value > 0.9)).toBe(true);
  });

  it('takes what lies outside the page for paper, on every side', () => {
    const paper = bars(new Paper(348, 60), 0);
    const picture = cutLine(paper.raster, [-24, 2, 400, 72], HEIGHT);
    const first = row(picture, HEIGHT / 2);
    expect(first.slice(0, 10).every((value) => value > 0.9)).toBe(true);
    expect(first.slice(-6).every((value) => value > 0.9)).toBe(true);
    expect(row(picture, HEIGHT - 1).every((value) => value > 0.9)).toBe(true);
  });

  it('levels a line that climbs', () => {
    const level = cutLine(bars(new Paper(400, 120), 0).raster, [10, 18, 330, 36], HEIGHT);
    const sinking = cutLine(bars(new Paper(400, 120), 0, 20).raster, [10, 18, 330, 36], HEIGHT, 20);
    // A bar that lies across a step of the climb keeps a row of it.
    expect(shareUnlike(sinking, level)).toBeLessThan(0.04);
    const left = cutLine(bars(new Paper(400, 120), 0, 20).raster, [10, 18, 330, 36], HEIGHT);
    expect(shareUnlike(left, level)).toBeGreaterThan(0.15);
  });

  it('gives a whole picture of real numbers for any box near or off the page', () => {
    const { raster } = bars(new Paper(400, 80), 0);
    const place = fc.double({ min: -150, max: 500, noNaN: true });
    const side = fc.double({ min: 0.2, max: 300, noNaN: true });
    fc.assert(
      fc.property(place, place, side, side, fc.integer({ min: -40, max: 40 }), (x, y, w, h, climb) => {
        const { values, width } = cutLine(raster, [x, y, w, h], HEIGHT, climb);
        expect(values.length).toBe(width * HEIGHT);
        expect(values.every((value) => Number.isFinite(value))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
