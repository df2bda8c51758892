import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { decodingError } from './image-errors.ts';

/** Colour, 200 dpi at least: Circular 01/2019/TT-BNV. */
const PDF_DPI = 200;
/** For an A4 sheet; text and fonts of the PDF take some 8 KB more. */
const BUDGET_BYTES = 142 * 1024;
const QUALITY = { low: 20, high: 60 } as const;
/** How much smaller the careful encoding is than the quick one that probes for the quality. */
const CAREFUL_SHARE = 0.79;

export interface PageJpeg {
  readonly bytes: Uint8Array;
  readonly quality: number;
}

/**
 * The picture of a page for a PDF: 200 dpi, 4:2:0, at the best quality that stays within 150 KB for an A4 sheet (and
 * the like share for other sizes), never below a floor at which text stays clean.
 */
export async function encodePageJpeg(upright: string, dpi: number): Promise<PageJpeg> {
  const source = await readFile(upright);
  try {
    const { width, height } = await sharp(source).metadata();
    const scale = Math.min(1, PDF_DPI / dpi);
    const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
    const { data, info } = await sharp(source)
      .resize({ ...size, fit: 'fill', fastShrinkOnLoad: false })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const sheet = (size.width * size.height) / (8.27 * 11.69 * PDF_DPI * PDF_DPI);
    const budget = BUDGET_BYTES * Math.max(0.25, sheet);
    const raw = { width: info.width, height: info.height, channels: info.channels as 1 | 3 };
    const encode: Encode = (quality, careful) =>
      sharp(data, { raw })
        .jpeg({
          quality,
          chromaSubsampling: '4:2:0',
          optimiseCoding: true,
          quantisationTable: 3,
          ...(careful ? { trellisQuantisation: true, overshootDeringing: true, progressive: true } : {}),
        })
        .toBuffer();
    return await searchQuality(encode, budget);
  } catch (error) {
    throw decodingError(error, source, 'jpeg');
  }
}

/** `careful` takes six times as long and comes out a fifth smaller. */
type Encode = (quality: number, careful: boolean) => Promise<Buffer>;

/** Finds the quality by quick encodings, then encodes carefully once, or twice when the guess was too high. */
async function searchQuality(encode: Encode, budget: number): Promise<PageJpeg> {
  let [low, high]: [number, number] = [QUALITY.low, QUALITY.high];
  const fits = async (quality: number): Promise<boolean> =>
    (await encode(quality, false)).length * CAREFUL_SHARE <= budget;
  if (await fits(high)) {
    low = high;
  } else {
    while (high - low > 6) {
      const middle = (low + high) >> 1;
      if (await fits(middle)) low = middle;
      else high = middle;
    }
  }
  const bytes = await encode(low, true);
  if (bytes.length <= budget || low === QUALITY.low) return { bytes, quality: low };
  const quality = Math.max(QUALITY.low, Math.floor(low * (budget / bytes.length) ** 1.5) - 1);
  return { bytes: await encode(quality, true), quality };
}
