import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { asSharp, type Raster } from './effects.ts';
import type { Encoding } from './recipes.ts';

export interface PageImage {
  readonly raster: Raster;
  readonly dpi: number;
}

export const EXTENSIONS: Readonly<Record<Encoding, string>> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  tiff: 'tif',
  'tiff-g4': 'tif',
};

/** One page in a format, with its resolution in the metadata. */
export async function encodePage(page: PageImage, format: Encoding, quality: number): Promise<Buffer> {
  const image = asSharp(page.raster).withMetadata({ density: page.dpi });
  const perMm = page.dpi / 25.4;
  switch (format) {
    case 'jpeg':
      return image.jpeg({ quality, mozjpeg: true }).toBuffer();
    case 'png':
      return image.png({ compressionLevel: 8 }).toBuffer();
    case 'webp':
      return image.webp({ quality }).toBuffer();
    case 'tiff':
      return image.tiff({ compression: 'jpeg', quality, xres: perMm, yres: perMm }).toBuffer();
    case 'tiff-g4':
      return asSharp(page.raster)
        .greyscale()
        .threshold(128)
        .toColourspace('b-w')
        .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: perMm, yres: perMm })
        .toBuffer();
  }
}

/** A PDF of page images, as scanners write them: no text, each page in its physical size. */
export async function encodePdf(pages: readonly PageImage[], quality: number): Promise<Buffer> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  for (const page of pages) {
    const jpeg = await pdf.embedJpg(await encodePage(page, 'jpeg', quality));
    const width = (page.raster.width / page.dpi) * 72;
    const height = (page.raster.height / page.dpi) * 72;
    pdf.addPage([width, height]).drawImage(jpeg, { x: 0, y: 0, width, height });
  }
  return Buffer.from(await pdf.save());
}

/** A TIFF of several pages of one size. */
export async function encodeTiff(pages: readonly PageImage[], quality: number): Promise<Buffer> {
  const files = await Promise.all(pages.map((page) => asSharp(page.raster).png({ compressionLevel: 1 }).toBuffer()));
  const perMm = pages[0]!.dpi / 25.4;
  return sharp(files, { join: { animated: true } })
    .tiff({ compression: 'jpeg', quality, xres: perMm, yres: perMm })
    .toBuffer();
}
