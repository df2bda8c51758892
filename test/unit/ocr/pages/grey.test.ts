import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../../ocr/image/raster.ts';
import { flattenBackground } from '../../../../ocr/steps/clean.ts';
import { greyWithoutSeals, isBilevel } from '../../../../ocr/steps/grey.ts';
import { Paper } from './draw.ts';

const RED = [205, 24, 34] as const;

class ColourPaper {
  readonly raster: Raster;

  constructor(width: number, height: number) {
    this.raster = { width, height, channels: 3, data: new Uint8Array(width * height * 3).fill(250) };
  }

  fill(x: number, y: number, width: number, height: number, colour: readonly number[]): this {
    for (let row = y; row < y + height; row += 1) {
      for (let column = x; column < x + width; column += 1) {
        for (let c = 0; c < 3; c += 1) this.raster.data[(row * this.raster.width + column) * 3 + c] = colour[c]!;
      }
    }
    return this;
  }

  ring(cx: number, cy: number, radius: number, colour: readonly number[]): this {
    for (let degrees = 0; degrees < 360; degrees += 0.2) {
      const angle = (degrees * Math.PI) / 180;
      this.fill(Math.round(cx + radius * Math.cos(angle)), Math.round(cy + radius * Math.sin(angle)), 6, 6, colour);
    }
    return this;
  }
}

function valueAt(raster: Raster, x: number, y: number): number {
  return raster.data[y * raster.width + x]!;
}

describe('greyWithoutSeals', () => {
  it('fades a round seal and keeps the black print under it', () => {
    const paper = new ColourPaper(900, 900).ring(450, 450, 200, RED).fill(300, 440, 300, 8, [10, 10, 10]);
    const grey = greyWithoutSeals(paper.raster, 300);
    expect(valueAt(grey, 453, 253)).toBeGreaterThan(190);
    expect(valueAt(grey, 400, 444)).toBeLessThan(30);
  });

  it('keeps the print of a red title dark', () => {
    const title = new ColourPaper(1600, 400);
    for (let i = 0; i < 20; i += 1) title.fill(100 + i * 60, 150, 34, 44, RED);
    const grey = greyWithoutSeals(title.raster, 300);
    expect(valueAt(grey, 110, 170)).toBeLessThan(100);
  });

  it('takes pale red for the pattern of the paper', () => {
    const grey = greyWithoutSeals(new ColourPaper(400, 400).fill(0, 100, 400, 5, [240, 178, 172]).raster, 300);
    expect(valueAt(grey, 200, 102)).toBeGreaterThan(230);
  });

  it('leaves a grey picture as it is', () => {
    const { raster } = new Paper(50, 50).fill(10, 10, 5, 5);
    expect(greyWithoutSeals(raster, 300)).toBe(raster);
  });
});

describe('flattenBackground', () => {
  it('makes paper in a shadow white and keeps ink dark', () => {
    const paper = new Paper(1200, 800);
    for (let x = 0; x < 1200; x += 1) paper.fill(x, 0, 1, 800, 90 + Math.round(x / 8));
    for (let i = 0; i < 10; i += 1) paper.fill(100 + i * 100, 300, 8, 40, 20);
    const flat = flattenBackground(paper.raster, 300);
    expect(valueAt(flat, 60, 100)).toBeGreaterThan(235);
    expect(valueAt(flat, 1150, 700)).toBeGreaterThan(235);
    expect(valueAt(flat, 103, 320)).toBeLessThan(70);
  });
});

describe('isBilevel', () => {
  it('tells a photocopy from a photograph', () => {
    const copy = new Paper(400, 400).fill(50, 50, 200, 20);
    expect(isBilevel(copy.raster)).toBe(true);
    const photo = new Paper(400, 400);
    for (let y = 0; y < 400; y += 1) photo.fill(0, y, 400, 1, 60 + Math.round(y / 3));
    expect(isBilevel(photo.raster)).toBe(false);
  });
});
