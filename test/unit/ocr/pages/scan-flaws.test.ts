import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cropGrey, type GreyRaster } from '../../../../ocr/image/raster.ts';
import { countCutEdges } from '../../../../ocr/steps/cut-edges.ts';
import { inspectPicture, medianEdgeWidth } from '../../../../ocr/steps/inspect.ts';
import { Paper } from './draw.ts';

/** A page as small as the copy on which edges are looked at: words are pieces of 6 pixels' height. */
function smallPage(): GreyRaster {
  const paper = new Paper(700, 1000);
  for (let line = 0; line < 40; line += 1) {
    for (let word = 0; word < 14; word += 1) paper.fill(60 + word * 40, 60 + line * 22, 30, 6);
  }
  return paper.raster;
}

describe('countCutEdges', () => {
  it('finds nothing at the border of a whole page, of a frame or of a shadow', () => {
    expect(countCutEdges(smallPage())).toBe(0);
    const framed = new Paper(700, 1000).fill(0, 0, 700, 2).fill(0, 0, 2, 1000).fill(690, 0, 10, 1000);
    expect(countCutEdges(framed.raster)).toBe(0);
    const specks = new Paper(700, 1000);
    for (let i = 0; i < 30; i += 1) specks.fill(i * 20, 0, 2, 1);
    expect(countCutEdges(specks.raster)).toBe(0);
  });

  it('finds a last line that is cut, and words cut on the right', () => {
    const page = smallPage();
    expect(countCutEdges(cropGrey(page, 0, 0, 700, 60 + 30 * 22 + 3))).toBe(1);
    expect(countCutEdges(cropGrey(page, 0, 0, 60 + 5 * 40 + 15, 1000))).toBe(1);
    expect(countCutEdges(cropGrey(page, 70, 63, 500, 600))).toBeGreaterThanOrEqual(2);
  });
});

describe('blurred pages', () => {
  // Strokes as wide as those of a title: thin ones fade before they blur.
  const paper = new Paper(2400, 1500);
  for (let line = 0; line < 10; line += 1) paper.textLine(100, 200 + line * 120, 26, 70);
  const page = paper.raster;
  const codes = async (sigma: number): Promise<readonly string[]> => {
    const { width, height } = page;
    const blurred = await sharp(page.data, { raw: { width, height, channels: 1 } })
      .blur(sigma)
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    const edgePixels = medianEdgeWidth({ width, height, channels: 1, data: new Uint8Array(blurred) });
    return inspectPicture({ dpi: 300, edgePixels, cutEdges: 0 }).map(({ code }) => code);
  };

  it('are told from sharp and slightly soft ones', async () => {
    expect(await codes(0.5)).toEqual([]);
    expect(await codes(1.5)).toEqual([]);
    expect(await codes(4)).toEqual(['blurred']);
  });

  it('are not taken for coarse ones', () => {
    const signs = { edgePixels: 2, cutEdges: 0 };
    expect(inspectPicture({ ...signs, dpi: 140 }).map(({ code }) => code)).toEqual(['low-resolution']);
    expect(inspectPicture({ ...signs, dpi: 300, cutEdges: 2 }).map(({ code }) => code)).toEqual(['cut-edge']);
  });
});
