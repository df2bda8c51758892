import sharp from 'sharp';
import type { Raster } from '../image/raster.ts';

/** Long side of the preview, in pixels. */
const PREVIEW_SIDE = 1000;
const UPRIGHT_QUALITY = 88;
const PREVIEW_QUALITY = 72;

/** Writes the upright page as a JPEG at its own resolution, and a small one to show at once. */
export async function renderUpright(page: Raster, dpi: number, upright: string, preview: string): Promise<void> {
  const raw = { width: page.width, height: page.height, channels: page.channels };
  await sharp(page.data, { raw, limitInputPixels: false })
    .withDensity(dpi)
    .jpeg({ quality: UPRIGHT_QUALITY, chromaSubsampling: '4:4:4' })
    .toFile(upright);
  // From the file: a JPEG is decoded at a quarter of its size for a tenth of the work.
  await sharp(upright, { limitInputPixels: false })
    .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: PREVIEW_QUALITY })
    .toFile(preview);
}
