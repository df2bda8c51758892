import sharp, { type FailOnOptions, type Metadata } from 'sharp';
import { StationError } from '../../common/contract/errors.ts';
import type { Raster } from '../image/raster.ts';
import { detectFormat, HEAD_BYTES, type InputFormat } from './detect-format.ts';
import { decodingError } from './image-errors.ts';
import { LIMITS } from './limits.ts';
import { readBytes } from './open-file.ts';
import { drawPdfPage } from './pdf-input.ts';

/** One page in memory, as a viewer would show it: EXIF orientation applied, sRGB or grey, no transparency. */
export interface DecodedPage {
  readonly raster: Raster;
  /** Pixels per inch that the file states, if it states any. */
  readonly statedDpi: number | undefined;
}

/**
 * Decodes one page of a file.
 * Throws file-truncated, file-damaged, image-too-small, image-too-large and the errors of openFile.
 */
export async function decodePage(path: string, index: number): Promise<DecodedPage> {
  const bytes = await readBytes(path);
  const format = detectFormat(bytes.subarray(0, HEAD_BYTES));
  if (format === 'pdf') {
    const { raster, dpi } = await drawPdfPage(path, async () => bytes, index);
    checkSize(raster.width, raster.height);
    return { raster, statedDpi: dpi };
  }
  return decodeImage(bytes, format, format === 'tiff' ? index : 0);
}

async function decodeImage(bytes: Uint8Array, format: InputFormat, page: number): Promise<DecodedPage> {
  try {
    const metadata = await sharp(bytes, { page, limitInputPixels: false }).metadata();
    checkSize(metadata.width, metadata.height);
    const grey = metadata.space === 'b-w' || metadata.space === 'grey16';
    const decode = async (failOn: FailOnOptions): Promise<Raster> => {
      const { data, info } = await sharp(bytes, { page, failOn, limitInputPixels: LIMITS.pixels })
        .autoOrient()
        .flatten({ background: '#ffffff' })
        .toColourspace(grey ? 'b-w' : 'srgb')
        .raw({ depth: 'uchar' })
        .toBuffer({ resolveWithObject: true });
      return asRaster(data, info);
    };
    const raster = await decode('warning').catch((error: unknown) => {
      if (LOST_PIXELS.test(error instanceof Error ? error.message : '')) throw error;
      // Odd tags, padding and profiles: scanners write them by the thousand and every pixel is there.
      return decode('truncated');
    });
    return { raster, statedDpi: statedDpi(metadata) };
  } catch (error) {
    throw decodingError(error, bytes, format);
  }
}

/** Decoders' warnings after which part of the picture is grey or garbled. */
const LOST_PIXELS = /premature end|huffman|truncat|not enough data|corrupt(?!.*extraneous)/i;

function asRaster(data: Buffer, info: { width: number; height: number; channels: number }): Raster {
  const { width, height, channels } = info;
  if (channels !== 1 && channels !== 3) throw new StationError('file-damaged', `${channels} channels`);
  return { width, height, channels, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

function statedDpi({ density }: Metadata): number | undefined {
  return density !== undefined && Number.isFinite(density) && density > 0 ? density : undefined;
}

function checkSize(width: number, height: number): void {
  const size = `${width} x ${height} pixels`;
  if (Math.min(width, height) < LIMITS.minSide || width * height < LIMITS.minPixels) {
    throw new StationError('image-too-small', size);
  }
  if (Math.max(width, height) > LIMITS.side || width * height > LIMITS.pixels) {
    throw new StationError('image-too-large', size);
  }
}
