import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { imageError } from './image-errors.ts';

/** Colour, 200 dpi at least: Circular 01/2019/TT-BNV. */
const PDF_DPI = 200;
const BUDGET_BYTES = 150 * 1024;
const QUALITY = { low: 22, start: 42, high: 60 } as const;

export interface PageJpeg {
  readonly bytes: Uint8Array;
  readonly quality: number;
}

/**
 * The picture of a page for a PDF: 200 dpi, 4:2:0, at the best quality that stays within 150 KB for an A4 sheet (and
 * the like share for other sizes), never below a floor at which text stays clean.
 */
export async function encodePageJpeg(upright: string, dpi: number): Promise<PageJpeg> {
  try {
    const source = await readFile(upright);
    const { width, height } = await sharp(source).metadata();
    const scale = Math.min(1, PDF_DPI / dpi);
    const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
    const { data, info } = await sharp(source)
      .resize({ ...size, fit: 'fill', fastShrinkOnLoad: false })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const sheet = (size.width * size.height) / (8.27 * 11.69 * PDF_DPI * PDF_DPI);
    const budget = BUDGET_BYTES * Math.max(0.25, sheet);
    const encode = (quality: number): Promise<Buffer> =>
      sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels as 1 | 3 } })
        .jpeg({ quality, mozjpeg: true, chromaSubsampling: '4:2:0' })
        .toBuffer();
    return await searchQuality(encode, budget);
  } catch (error) {
    throw imageError(error);
  }
}

/** At most three encodings: sizes grow about with the power 0.8 of quality, which makes the second guess good. */
async function searchQuality(encode: (quality: number) => Promise<Buffer>, budget: number): Promise<PageJpeg> {
  let best: PageJpeg | undefined;
  let quality: number = QUALITY.start;
  for (let round = 0; round < 3; round += 1) {
    const bytes = await encode(quality);
    const fits = bytes.length <= budget;
    if (fits && (best === undefined || quality > best.quality)) best = { bytes, quality };
    if (!fits && quality <= QUALITY.low) return best ?? { bytes, quality };
    const ratio = budget / bytes.length;
    if (fits && (ratio < 1.25 || quality >= QUALITY.high)) break;
    const next = Math.round(quality * ratio ** 1.2 * 0.97);
    const bounded = Math.min(QUALITY.high, Math.max(QUALITY.low, next));
    if (bounded === quality || (best !== undefined && bounded <= best.quality)) break;
    quality = round === 1 && !fits ? QUALITY.low : bounded;
  }
  if (best !== undefined) return best;
  return { bytes: await encode(QUALITY.low), quality: QUALITY.low };
}
