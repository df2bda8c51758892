import sharp from 'sharp';
import type { PdfRaster } from '../../common/domain/pdf-raster.ts';
import type { Raster } from '../image/raster.ts';
import { shrink } from '../image/shrink.ts';
import { jpegPicture, makePagePicture, pdfScale, writePagePicture } from './page-picture.ts';

/** Long side of the preview, in pixels. */
const PREVIEW_SIDE = 1000;
const UPRIGHT_QUALITY = 88;
const PREVIEW_QUALITY = 72;

/** Where the images of a page are written; what has no path is not made. */
export interface PageImages {
  /** JPEG of the upright page at its own resolution. */
  readonly upright?: string;
  /** JPEG, 1000 px on the long side, to show at once. */
  readonly preview?: string;
  /** What a PDF will show of the page. */
  readonly picture?: { readonly path: string; readonly raster: PdfRaster };
}

/** Writes the images of a page from its pixels: each comes from memory, none is decoded again. */
export async function renderUpright(page: Raster, dpi: number, images: PageImages): Promise<void> {
  const { upright, preview, picture } = images;
  if (upright !== undefined) {
    await asImage(page)
      .withDensity(dpi)
      .jpeg({ quality: UPRIGHT_QUALITY, chromaSubsampling: '4:4:4', optimiseCoding: false })
      .toFile(upright);
  }
  let small = page;
  if (preview !== undefined || picture?.raster === 'jpeg') small = await shrink(page, pdfScale(dpi));
  if (picture?.raster === 'jpeg') await writePagePicture(picture.path, await jpegPicture(small));
  else if (picture !== undefined) {
    await writePagePicture(picture.path, await makePagePicture(page, dpi, picture.raster));
  }
  if (preview !== undefined) {
    const scale = PREVIEW_SIDE / Math.max(small.width, small.height);
    await asImage(await shrink(small, scale))
      .jpeg({ quality: PREVIEW_QUALITY, optimiseCoding: false })
      .toFile(preview);
  }
}

function asImage({ data, width, height, channels }: Raster): ReturnType<typeof sharp> {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false }).toColourspace(
    channels === 1 ? 'b-w' : 'srgb',
  );
}
