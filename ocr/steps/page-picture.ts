import { open, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { StationError } from '../../common/contract/errors.ts';
import type { PdfRaster } from '../../common/domain/pdf-raster.ts';
import type { Raster } from '../image/raster.ts';
import { shrink } from '../image/shrink.ts';
import { decodingError } from './image-errors.ts';
import { makeMixedRaster } from './mixed-raster.ts';
import { encodePageJpeg } from './page-jpeg.ts';

/** Colour, 200 dpi at least: Circular 01/2019/TT-BNV. */
const PDF_DPI = 200;
const MAGIC = 'tram-so-hoa page picture 1\n';

/** One image of a page in a PDF; layers cover the whole page, the later ones lie on top. */
export interface PictureLayer {
  /** `g4` is a stencil (ITU-T T.6, black = painted) in one colour. */
  readonly kind: 'jpeg' | 'g4';
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Of a stencil, 0..255. */
  readonly colour?: readonly [red: number, green: number, blue: number];
  /** How much of the page's width and height it spans; stencils end on whole tiles beyond its edge. */
  readonly spans: readonly [horizontal: number, vertical: number];
  readonly bytes: Uint8Array;
}

/** What a PDF shows of a page. */
export interface PagePicture {
  readonly raster: PdfRaster;
  readonly layers: readonly PictureLayer[];
}

/** Makes the picture of an upright page for a PDF from its pixels. */
export async function makePagePicture(page: Raster, dpi: number, raster: PdfRaster): Promise<PagePicture> {
  if (raster === 'mixed') return { raster, layers: await makeMixedRaster(page, dpi) };
  return jpegPicture(await shrink(page, pdfScale(dpi)));
}

/** The picture of a page that is already as small as in a PDF: see `pdfScale`. */
export async function jpegPicture(page: Raster): Promise<PagePicture> {
  const { width, height, channels } = page;
  const { bytes } = await encodePageJpeg(page);
  return { raster: 'jpeg', layers: [{ kind: 'jpeg', width, height, channels, spans: [1, 1], bytes }] };
}

/** Resolution of a page's picture in a PDF, as a share of its own. */
export function pdfScale(dpi: number): number {
  return Math.min(1, PDF_DPI / dpi);
}

/** Makes the picture of a page from its stored image. Throws the errors of decoding. */
export async function pictureOfUpright(upright: string, dpi: number, raster: PdfRaster): Promise<PagePicture> {
  const source = await readFile(upright);
  try {
    const { data, info } = await sharp(source, { limitInputPixels: false }).raw().toBuffer({ resolveWithObject: true });
    const channels = info.channels === 1 ? 1 : 3;
    return await makePagePicture({ width: info.width, height: info.height, channels, data }, dpi, raster);
  } catch (error) {
    throw decodingError(error, source, 'jpeg');
  }
}

/** Writes a picture into a file of the station's own: a line of JSON and the bytes of the layers. */
export async function writePagePicture(path: string, { raster, layers }: PagePicture): Promise<void> {
  const head = JSON.stringify({
    raster,
    layers: layers.map(({ bytes, ...layer }) => ({ ...layer, length: bytes.length })),
  });
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(Buffer.concat([Buffer.from(`${MAGIC}${head}\n`), ...layers.map((layer) => layer.bytes)]));
  } finally {
    await file.close();
  }
}

/** Reads what `writePagePicture` wrote. Throws file-damaged. */
export async function readPagePicture(path: string): Promise<PagePicture> {
  const bytes = await readFile(path);
  const end = bytes.indexOf(0x0a, MAGIC.length);
  if (end < 0 || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new StationError('file-damaged', 'picture');
  const head = JSON.parse(bytes.toString('utf8', MAGIC.length, end)) as {
    readonly raster: PdfRaster;
    readonly layers: readonly (Omit<PictureLayer, 'bytes'> & { readonly length: number })[];
  };
  let at = end + 1;
  const layers = head.layers.map(({ length, ...layer }) => {
    const part = bytes.subarray(at, at + length);
    at += length;
    return { ...layer, bytes: part };
  });
  if (at !== bytes.length) throw new StationError('file-damaged', 'picture');
  return { raster: head.raster, layers };
}
