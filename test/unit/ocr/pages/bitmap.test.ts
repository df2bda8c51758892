import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBits, toBitmap } from '../../../../ocr/image/bitmap.ts';
import { findBlobs } from '../../../../ocr/image/blobs.ts';
import { halve } from '../../../../ocr/image/halve.ts';
import type { GreyRaster } from '../../../../ocr/image/raster.ts';
import { Paper } from './draw.ts';

const pictures = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data): GreyRaster => ({ width, height, channels: 1, data })),
  );

describe('toBitmap', () => {
  it('sets the bit of every darker pixel and no other', () => {
    fc.assert(
      fc.property(pictures, fc.integer({ min: 1, max: 255 }), (picture, ink) => {
        const { words, stride } = toBitmap(picture, ink);
        for (let y = 0; y < picture.height; y += 1) {
          for (let x = 0; x < picture.width; x += 1) {
            const bit = (words[y * stride + (x >> 5)]! >>> (x & 31)) & 1;
            expect(bit).toBe(picture.data[y * picture.width + x]! < ink ? 1 : 0);
          }
        }
        const dark = picture.data.filter((value) => value < ink).length;
        expect(words.reduce((sum, word) => sum + countBits(word), 0)).toBe(dark);
      }),
    );
  });
});

describe('findBlobs', () => {
  it('joins what touches, also by a corner, and counts every dark pixel once', () => {
    const paper = new Paper(100, 40).fill(30, 5, 4, 4).fill(34, 9, 3, 3).fill(60, 5, 10, 1).fill(99, 30, 1, 10);
    const { count, left, top, right, bottom, pixels } = findBlobs(paper.raster, 128);
    const boxes = Array.from({ length: count }, (_, i) => [left[i], top[i], right[i], bottom[i], pixels[i]]);
    expect(boxes.sort((a, b) => a[0]! - b[0]!)).toEqual([
      [30, 5, 36, 11, 25],
      [60, 5, 69, 5, 10],
      [99, 30, 99, 39, 10],
    ]);
    fc.assert(
      fc.property(pictures, (picture) => {
        const found = findBlobs(picture, 128);
        expect(found.pixels.reduce((sum, value) => sum + value, 0)).toBe(
          picture.data.filter((value) => value < 128).length,
        );
      }),
    );
  });
});

describe('halve', () => {
  it('makes each pixel the mean of four', () => {
    const picture: GreyRaster = { width: 5, height: 2, channels: 1, data: Uint8Array.of(0, 4, 9, 9, 1, 8, 4, 9, 9, 1) };
    expect(halve(picture)).toEqual({ width: 2, height: 1, channels: 1, data: Uint8Array.of(4, 9) });
    expect(halve({ width: 1, height: 1, channels: 1, data: Uint8Array.of(7) }).data).toEqual(Uint8Array.of(7));
  });
});
