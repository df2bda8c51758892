import sharp from 'sharp';
import type { GreyRaster } from '../image/raster.ts';

/** A sheet scanned at more than this is cleaned and read on a smaller copy: it costs time and adds nothing. */
const MOST_DPI = 420;
const TARGET_DPI = 300;
/** Smaller pictures than this stay as they are whatever their resolution: a card at 600 dpi has 2.6 million. */
const SMALL_PIXELS = 6_000_000;

/** Factor from page pixels to the pixels in which a page is cleaned and read. */
export function workScale(dpi: number, width: number, height: number): number {
  return dpi > MOST_DPI && width * height > SMALL_PIXELS ? TARGET_DPI / dpi : 1;
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
