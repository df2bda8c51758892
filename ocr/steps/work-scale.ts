import sharp from 'sharp';
import type { GreyRaster } from '../image/raster.ts';

/** Engines know letters of scans at 300 dpi; between these two a page is read as it is. */
const READABLE_DPI = { low: 150, high: 420 } as const;
const TARGET_DPI = 300;

/** Factor from page pixels to the pixels in which text is read. */
export function workScale(dpi: number, wanted: number = TARGET_DPI): number {
  return dpi < READABLE_DPI.low || dpi > READABLE_DPI.high ? wanted / dpi : 1;
}

/** A grey picture resized by a factor. */
export async function resizeGrey(grey: GreyRaster, factor: number): Promise<GreyRaster> {
  if (factor === 1) return grey;
  const width = Math.max(1, Math.round(grey.width * factor));
  const height = Math.max(1, Math.round(grey.height * factor));
  const { data } = await sharp(grey.data, { raw: { width: grey.width, height: grey.height, channels: 1 } })
    .resize(width, height, { fit: 'fill', kernel: factor > 1 ? 'cubic' : 'lanczos3' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width, height, channels: 1, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
