import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inkLevel } from '../../../../ocr/image/ink-level.ts';
import { Paper } from './draw.ts';

/** A page of letters of one strength on paper of one. */
function printed(ink: number, paper = 250): Paper {
  const page = new Paper(600, 400, paper);
  for (let y = 40; y < 360; y += 40) for (let x = 40; x < 560; x += 20) page.fill(x, y, 10, 20, ink);
  return page;
}

describe('inkLevel', () => {
  it('stays about the usual for full print', () => {
    expect(inkLevel(printed(20).raster)).toBeGreaterThanOrEqual(135);
    expect(inkLevel(printed(20).raster)).toBeLessThanOrEqual(150);
  });

  it('rises for faint print so far that the print is ink and the paper is not', () => {
    const level = inkLevel(printed(165).raster);
    expect(level).toBeGreaterThan(inkLevel(printed(20).raster));
    expect(inkLevel(printed(185, 250).raster)).toBeGreaterThanOrEqual(level);
    expect(level).toBeLessThanOrEqual(195);
  });

  it('is the usual for a page of one value', () => {
    expect(inkLevel(new Paper(100, 100).raster)).toBe(150);
  });

  it('keeps between its limits whatever is on the page', () => {
    const page = fc.uint8Array({ minLength: 1, maxLength: 900 });
    fc.assert(
      fc.property(page, (data) => {
        const level = inkLevel({ width: data.length, height: 1, channels: 1, data });
        expect(level).toBeGreaterThanOrEqual(135);
        expect(level).toBeLessThanOrEqual(195);
      }),
    );
  });
});
