import sharp, { type FailOnOptions } from 'sharp';
import { StationError } from '../../common/contract/errors.ts';
import type { Raster } from '../image/raster.ts';
import { LIMITS } from './limits.ts';

export interface PixelOptions {
  /** 0-based page of a file that holds several. */
  readonly page?: number;
  /** One channel comes out instead of three. */
  readonly grey: boolean;
  /** True when the colour profile changes nothing, or doesn't count. */
  readonly ignoreIcc: boolean;
  /** Clockwise quarter turns in degrees; `exif` for what the file itself says. */
  readonly turn: 'exif' | 0 | 90 | 180 | 270;
  /** Size after turning, when it is to be another than the file's. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

/**
 * Decodes a picture to 8 bits a channel, transparent parts white. A file with odd tags is decoded leniently, one that
 * has lost pixels never. Throws what the decoder throws.
 */
export function readPixels(input: Buffer | string, options: PixelOptions): Promise<Raster> {
  return decode(input, options, 'warning').catch((error: unknown) => {
    if (LOST_PIXELS.test(error instanceof Error ? error.message : '')) throw error;
    // Odd tags, padding and profiles: scanners write them by the thousand and every pixel is there.
    return decode(input, options, 'truncated');
  });
}

/** Decoders' warnings after which part of the picture is grey or garbled, and what another try wouldn't mend. */
const LOST_PIXELS = /premature end|huffman|truncat|not enough data|corrupt(?!.*extraneous)|timeout|pixel limit/i;

async function decode(
  input: Buffer | string,
  { page = 0, grey, ignoreIcc, turn, size }: PixelOptions,
  failOn: FailOnOptions,
): Promise<Raster> {
  const picture = sharp(input, { page, failOn, ignoreIcc, limitInputPixels: LIMITS.pixels });
  picture.timeout({ seconds: LIMITS.decodeSeconds });
  if (turn === 'exif') picture.autoOrient();
  else if (turn !== 0) picture.rotate(turn);
  if (size !== undefined) picture.resize({ ...size, fit: 'fill', kernel: 'cubic' });
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .toColourspace(grey ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 1 && channels !== 3) throw new StationError('file-damaged', `${channels} channels`);
  return { width, height, channels, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
