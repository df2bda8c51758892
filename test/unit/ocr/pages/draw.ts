import type { GreyRaster } from '../../../../ocr/image/raster.ts';

/** A white page to draw on in black. */
export class Paper {
  readonly raster: GreyRaster;

  constructor(width: number, height: number, value = 255) {
    this.raster = { width, height, channels: 1, data: new Uint8Array(width * height).fill(value) };
  }

  fill(x: number, y: number, width: number, height: number, value = 0): this {
    for (let row = y; row < y + height; row += 1) {
      const from = row * this.raster.width;
      this.raster.data.fill(value, from + x, from + x + width);
    }
    return this;
  }

  /** Dots of a leader. */
  dots(x: number, y: number, count: number, pitch: number, side = 5): this {
    for (let i = 0; i < count; i += 1) this.fill(x + i * pitch, y, side, side);
    return this;
  }

  /**
   * A line of shapes like letters that stand on a baseline: bodies of equal height, some with a rising stroke, some with a
   * mark above, none that hangs below.
   */
  textLine(x: number, baseline: number, letters: number, size = 24): this {
    for (let i = 0; i < letters; i += 1) {
      const left = x + Math.round(i * size * 0.9) + Math.floor(i / 5) * size;
      const stroke = Math.max(2, Math.round(size / 6));
      const width = Math.round(size * 0.6);
      const height = Math.round(size * (i % 3 === 0 ? 1.3 : i % 7 === 3 ? 1.1 : 0.8));
      this.fill(left, baseline - height, stroke, height);
      this.fill(
        left + width - stroke,
        baseline - Math.round(size * (i % 2 === 0 ? 0.8 : 0.75)),
        stroke,
        Math.round(size * (i % 2 === 0 ? 0.8 : 0.75)),
      );
      this.fill(left, baseline - stroke, width, stroke);
      if (i % 4 === 1) this.fill(left + stroke, baseline - Math.round(size * 1.25) - (i % 5), stroke, stroke);
    }
    return this;
  }

  page(lines = 20): this {
    for (let i = 0; i < lines; i += 1) this.textLine(120, 150 + i * 60, 30 + (i % 4) * 4);
    return this;
  }

  at(x: number, y: number): number {
    return this.raster.data[y * this.raster.width + x]!;
  }
}

/** Pixels of a rectangle darker than grey. */
export function inkIn(raster: GreyRaster, x: number, y: number, width: number, height: number): number {
  let count = 0;
  for (let row = y; row < y + height; row += 1) {
    for (let column = x; column < x + width; column += 1) {
      if (raster.data[row * raster.width + column]! < 128) count += 1;
    }
  }
  return count;
}
