import sharp from 'sharp';
import type { Raster } from './raster.ts';

/** The same page with fewer pixels, each the mean of those it stands for. */
export async function shrink(page: Raster, scale: number): Promise<Raster> {
  if (scale >= 1) return page;
  const { width, height, channels } = page;
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const { data } = await sharp(page.data, { raw: { width, height, channels }, limitInputPixels: false })
    .resize({ ...size, fit: 'fill', kernel: 'linear' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...size, channels, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
