import { describe, expect, it } from 'vitest';
import type { OcrEngine } from '../../../../ocr/engines/engine.ts';
import { createNullEngine } from '../../../../ocr/engines/null.ts';
import { findPageInk } from '../../../../ocr/image/page-ink.ts';
import { type GreyRaster, turnHalf } from '../../../../ocr/image/raster.ts';
import { isBlank } from '../../../../ocr/steps/inspect.ts';
import { baselineRatio, isUpsideDown } from '../../../../ocr/steps/upside-down.ts';
import { inkIn, Paper } from './draw.ts';

/** Reads a mark in the left half of the strip with certainty, one in the right half without. */
function engineThatLikesTheLeft(): OcrEngine {
  return {
    name: 'tesseract',
    readLines: async (picture: GreyRaster, zones) => {
      const half = picture.width >> 1;
      const left = inkIn(picture, 0, 0, half, picture.height);
      const right = inkIn(picture, half, 0, half, picture.height);
      const confidence = left > right ? 0.9 : 0.3;
      return zones.map(() => [...'chữ viết'].map((text, i) => ({ text, left: i * 9, right: i * 9 + 8, confidence })));
    },
    close: async () => undefined,
  };
}

const isTurned = (page: GreyRaster, engine: OcrEngine): Promise<boolean> =>
  isUpsideDown(page, findPageInk(page), engine);

describe('isUpsideDown', () => {
  it('tells by the baselines', async () => {
    const page = new Paper(1600, 1400).page().raster;
    expect(baselineRatio(page)).toBeGreaterThan(1.1);
    expect(await isTurned(page, createNullEngine())).toBe(false);
    expect(await isTurned(turnHalf(page), createNullEngine())).toBe(true);
  });

  it('asks the engine when the baselines do not tell', async () => {
    const bars = new Paper(800, 800);
    for (let i = 0; i < 8; i += 1) bars.fill(60 + i * 20, 390, 6, 30);
    expect(baselineRatio(bars.raster)).toBeCloseTo(1, 2);
    expect(await isTurned(bars.raster, engineThatLikesTheLeft())).toBe(false);
    expect(await isTurned(turnHalf(bars.raster), engineThatLikesTheLeft())).toBe(true);
  });
});

describe('isBlank', () => {
  it('takes specks and a shadow at the edge for an empty page, and one short line for a page', () => {
    const empty = new Paper(2480, 3508).fill(0, 0, 30, 3508).dots(900, 900, 1, 1);
    expect(isBlank(empty.raster)).toBe(true);
    expect(isBlank(new Paper(2480, 3508).textLine(400, 900, 24, 32).raster)).toBe(false);
  });
});
