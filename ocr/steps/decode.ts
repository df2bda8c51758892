import sharp, { type Metadata } from 'sharp';
import { StationError } from '../../common/contract/errors.ts';
import type { Raster } from '../image/raster.ts';
import { detectFormat, HEAD_BYTES, type InputFormat } from './detect-format.ts';
import { type FileBytes, withFile } from './file-bytes.ts';
import { decodingError } from './image-errors.ts';
import { countScans, describesSrgb } from './jpeg-head.ts';
import { LIMITS, sidesInWords, sizeInWords } from './limits.ts';
import { closePdf, drawPdfPage } from './pdf-input.ts';
import { readPixels } from './read-pixels.ts';
import { readTiffPage, type TiffPage } from './tiff-pages.ts';

/** One page in memory, as a viewer would show it: EXIF orientation applied, sRGB or grey, no transparency. */
export interface DecodedPage {
  readonly raster: Raster;
  /** Pixels per inch that the file states, if it states any. */
  readonly statedDpi: number | undefined;
}

/**
 * Decodes one page of a file, of which it reads no more than that page.
 * Throws file-truncated, file-damaged, image-too-small, image-too-large and the errors of openFile.
 */
export async function decodePage(path: string, index: number): Promise<DecodedPage> {
  return withFile(path, async (file) => {
    const format = detectFormat(await file.read(0, HEAD_BYTES));
    if (format === 'pdf') return await drawPdfPage(path, file, index);
    closePdf();
    if (format === 'tiff') return decodeTiffPage(path, file, index);
    return decodePicture(await readImage(file), format, { page: 0 });
  });
}

/** The bytes of a file that holds one picture. Throws file-too-large. */
async function readImage(file: FileBytes): Promise<Buffer> {
  if (file.size > LIMITS.imageBytes) {
    throw new StationError('file-too-large', `${sizeInWords(file.size)} > ${sizeInWords(LIMITS.imageBytes)}`);
  }
  const bytes = Buffer.allocUnsafe(file.size);
  await file.fill(bytes);
  return bytes;
}

async function decodeTiffPage(path: string, file: FileBytes, index: number): Promise<DecodedPage> {
  const { bytes, numberInFile, dpi } = await readTiffPage(file, index, checkSize);
  if (bytes === undefined) return decodePicture(path, 'tiff', { page: numberInFile, dpi });
  return decodePicture(bytes, 'tiff', { page: 0, dpi });
}

interface PictureOptions {
  readonly page: number;
  /** Set when the container says more than the decoder tells. */
  readonly dpi?: TiffPage['dpi'];
}

/** How much the pixels may be off square before the picture is stretched: fax machines make them twice as high. */
const SQUARE_TOLERANCE = 0.03;
const MAX_STRETCH = 4;

async function decodePicture(
  input: Buffer | string,
  format: InputFormat,
  { page, dpi }: PictureOptions,
): Promise<DecodedPage> {
  try {
    const metadata = await sharp(input, { page, limitInputPixels: false }).metadata();
    checkSize(metadata.width, metadata.height);
    if (format === 'jpeg' && typeof input !== 'string' && countScans(input) > LIMITS.jpegScans) {
      throw new StationError('file-damaged', `> ${LIMITS.jpegScans} scans`);
    }
    const raster = await readPixels(input, {
      page,
      grey: metadata.space === 'b-w' || metadata.space === 'grey16',
      // Half of the work on a JPEG would go into turning sRGB into sRGB.
      ignoreIcc: describesSrgb(metadata.icc),
      turn: 'exif',
      size: dpi === undefined ? undefined : squareSize(metadata, dpi),
    });
    const stated = dpi === undefined ? metadata.density : Math.max(dpi.x, dpi.y);
    return { raster, statedDpi: stated !== undefined && Number.isFinite(stated) && stated > 0 ? stated : undefined };
  } catch (error) {
    throw decodingError(error, input, format);
  }
}

/** The size at which pixels are square; undefined when they are, or when what is stated is no page at all. */
function squareSize(
  { width, height, orientation = 1 }: Metadata,
  { x, y }: { readonly x: number; readonly y: number },
): { readonly width: number; readonly height: number } | undefined {
  const ratio = x / y;
  if (Math.abs(ratio - 1) < SQUARE_TOLERANCE || Math.max(ratio, 1 / ratio) > MAX_STRETCH) return undefined;
  const size = ratio > 1 ? { width, height: Math.round(height * ratio) } : { width: Math.round(width / ratio), height };
  checkSize(size.width, size.height);
  return orientation < 5 ? size : { width: size.height, height: size.width };
}

/** Throws image-too-small and image-too-large, with the size and the limit. */
function checkSize(width: number, height: number): void {
  const size = `${sidesInWords(width, height)} px`;
  if (Math.min(width, height) < LIMITS.minSide || width * height < LIMITS.minPixels) {
    throw new StationError('image-too-small', size);
  }
  if (Math.max(width, height) > LIMITS.side || width * height > LIMITS.pixels) {
    throw new StationError('image-too-large', size);
  }
}
