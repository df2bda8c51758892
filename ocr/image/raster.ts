/** Pixels in memory, row by row from the top left, 8 bits a channel. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 1 = grey, 3 = RGB interleaved. */
  readonly channels: 1 | 3;
  /** width * height * channels bytes. */
  readonly data: Uint8Array;
}

/** A raster of one channel, 0 = black. */
export interface GreyRaster extends Raster {
  readonly channels: 1;
}

/** An empty grey raster of one value. */
export function filledGrey(width: number, height: number, value: number): GreyRaster {
  return { width, height, channels: 1, data: new Uint8Array(width * height).fill(value) };
}

export function isGrey(raster: Raster): raster is GreyRaster {
  return raster.channels === 1;
}

/** The part of a grey raster inside a rectangle, which is cut to the raster, with a border of `pad` white pixels. */
export function cropGrey(
  raster: GreyRaster,
  left: number,
  top: number,
  width: number,
  height: number,
  pad = 0,
): GreyRaster {
  const x0 = Math.max(0, Math.floor(left));
  const y0 = Math.max(0, Math.floor(top));
  const x1 = Math.min(raster.width, Math.ceil(left + width));
  const y1 = Math.min(raster.height, Math.ceil(top + height));
  const w = Math.max(1, x1 - x0);
  const h = Math.max(1, y1 - y0);
  const out = filledGrey(w + 2 * pad, h + 2 * pad, 255);
  for (let y = 0; y < Math.min(h, y1 - y0); y += 1) {
    const from = (y0 + y) * raster.width + x0;
    out.data.set(raster.data.subarray(from, from + (x1 - x0)), (y + pad) * out.width + pad);
  }
  return out;
}

/** The same picture turned by 180 degrees. */
export function turnHalf<R extends Raster>(raster: R): R {
  const { data, channels } = raster;
  const out = new Uint8Array(data.length);
  if (channels === 1) {
    for (let i = 0, j = data.length - 1; j >= 0; i += 1, j -= 1) out[i] = data[j]!;
  } else {
    for (let i = 0, j = data.length - 3; j >= 0; i += 3, j -= 3) {
      out[i] = data[j]!;
      out[i + 1] = data[j + 1]!;
      out[i + 2] = data[j + 2]!;
    }
  }
  return { ...raster, data: out };
}

/** Binary PGM (P5), the form in which an engine takes an image without any decoder guessing. */
export function encodePgm(raster: GreyRaster): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${raster.width} ${raster.height}\n255\n`);
  const out = new Uint8Array(header.length + raster.data.length);
  out.set(header);
  out.set(raster.data, header.length);
  return out;
}
