import sharp from 'sharp';
import type { GreyRaster, Raster } from './raster.ts';

/** Grey copy shrunk so that its long side has at most so many pixels; never enlarged. */
export async function shrinkToGrey(raster: Raster, side: number): Promise<GreyRaster> {
  const scale = Math.min(1, side / Math.max(raster.width, raster.height));
  const width = Math.max(1, Math.round(raster.width * scale));
  const height = Math.max(1, Math.round(raster.height * scale));
  const { width: rawWidth, height: rawHeight, channels } = raster;
  const picture = sharp(raster.data, {
    raw: { width: rawWidth, height: rawHeight, channels },
    limitInputPixels: false,
  });
  const { data } = await picture
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width, height, channels: 1, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
