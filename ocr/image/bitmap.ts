import type { GreyRaster } from './raster.ts';

/** Ink and paper at one bit a pixel, 32 pixels a word: white stretches are passed over 32 pixels at a time. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Words a row. */
  readonly stride: number;
  /** Bit x & 31 of word y * stride + (x >> 5), 1 = ink; beyond the width 0. */
  readonly words: Uint32Array;
}

/** Pixels darker than `ink`. */
export function toBitmap({ width, height, data }: GreyRaster, ink: number): Bitmap {
  const stride = (width + 31) >> 5;
  const words = new Uint32Array(stride * height);
  const whole = width & ~31;
  for (let y = 0, p = 0, at = 0; y < height; y += 1) {
    for (const end = p + whole; p < end; p += 32, at += 1) {
      let word = 0;
      for (let q = p; q < p + 32; q += 4) {
        // The sign bit of value - ink says "darker".
        word = (word >>> 1) | ((data[q]! - ink) & 0x80000000);
        word = (word >>> 1) | ((data[q + 1]! - ink) & 0x80000000);
        word = (word >>> 1) | ((data[q + 2]! - ink) & 0x80000000);
        word = (word >>> 1) | ((data[q + 3]! - ink) & 0x80000000);
      }
      words[at] = word;
    }
    const rest = width - whole;
    if (rest === 0) continue;
    let word = 0;
    for (const end = p + rest; p < end; p += 1) word = (word >>> 1) | ((data[p]! - ink) & 0x80000000);
    words[at] = word >>> (32 - rest);
    at += 1;
  }
  return { width, height, stride, words };
}

/** Bits set in a word. */
export function countBits(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
