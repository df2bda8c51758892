import { describe, expect, it } from 'vitest';
import { findBlobs } from '../../../../ocr/image/blobs.ts';
import { letterHeight } from '../../../../ocr/steps/letter-height.ts';
import { Paper } from './draw.ts';

/** Blocks 30 to a row, each as high as told. */
function blocks(heights: readonly number[]): Paper {
  const paper = new Paper(1600, 1200);
  for (const [i, height] of heights.entries())
    paper.fill(20 + (i % 30) * 50, 60 + Math.floor(i / 30) * 120, 14, height);
  return paper;
}

const heightOf = (paper: Paper) => letterHeight(findBlobs(paper.raster, 150));

describe('letterHeight', () => {
  it('is the height of most letters, whatever else is on the page', () => {
    const letters = Array<number>(60).fill(20);
    expect(heightOf(blocks(letters))).toBe(20);
    const specks = Array<number>(140).fill(3);
    const large = Array<number>(20).fill(44);
    const page = blocks([...letters, ...specks, ...large]);
    // A rule and a frame's side are no letters.
    page.fill(20, 1100, 1500, 3).fill(1590, 20, 3, 1000);
    expect(heightOf(page)).toBe(20);
  });

  it('is unknown where too few letters tell', () => {
    expect(heightOf(blocks(Array<number>(24).fill(20)))).toBeUndefined();
    expect(heightOf(blocks(Array<number>(25).fill(20)))).toBe(20);
    expect(heightOf(new Paper(100, 100))).toBeUndefined();
  });
});
