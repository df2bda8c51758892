import sharp from 'sharp';
import type { GreyRaster, Raster } from './raster.ts';

/** Grey copy of a picture at another size. */
export async function greyCopy(raster: Raster, scale: number): Promise<GreyRaster> {
  const width = Math.max(1, Math.round(raster.width * scale));
  const height = Math.max(1, Math.round(raster.height * scale));
  const raw = { width: raster.width, height: raster.height, channels: raster.channels };
  const { data } = await sharp(raster.data, { raw, limitInputPixels: false })
    .resize(width, height, { fit: 'fill', kernel: scale > 1 ? 'cubic' : 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width, height, channels: 1, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

/** The scale at which the long side of a picture has at most so many pixels, 1 at most. */
export function scaleToSide(raster: Raster, side: number): number {
  return Math.min(1, side / Math.max(raster.width, raster.height));
}
