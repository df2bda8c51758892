import sharp from 'sharp';
import type { Raster } from '../image/raster.ts';

/** For an A4 sheet; text, fonts and frame of the PDF take some 20 KB more: 150 KB in all. */
const BUDGET_BYTES = 124 * 1024;
/** Sheets of this many pixels (A4 at 200 dpi) have the whole budget, others their share. */
const SHEET_PIXELS = 8.27 * 11.69 * 200 * 200;
const LEAST_SHARE = 0.25;
/** Below the floor letters fray; above the ceiling nothing is gained. */
const QUALITY = { floor: 20, ceiling: 62 } as const;
const PROBE_QUALITY = 40;
/** Rows of pixels that are encoded together at 4:2:0. */
const BAND = 16;
/** Of a page of enough bands every so many are probed; a line of text spans two or three. */
const PROBE_EVERY = 4;
const FEWEST_BANDS = 24;
/** Tables of a JPEG. */
const HEAD_BYTES = 620;
/** Bytes go with this power of the quantiser's scale. */
const SIZE_POWER = 0.46;
/** What the first guess aims at, so that it seldom has to be mended. */
const AIM = 0.95;

export interface PageJpeg {
  readonly bytes: Uint8Array;
  readonly quality: number;
}

/**
 * JPEG of a page for a PDF: 4:2:0, at the best quality that keeps an A4 sheet of 200 dpi within 150 KB
 * (and other sizes within the like share), never below a floor at which text stays clean. The encoding of a
 * part tells how much is on the page; the real one follows, and is made again only when it missed.
 */
export async function encodePageJpeg(page: Raster): Promise<PageJpeg> {
  const budget = BUDGET_BYTES * Math.max(LEAST_SHARE, (page.width * page.height) / SHEET_PIXELS);
  const probe = await probedBytes(page);
  let quality = qualityFor(budget * AIM, { quality: PROBE_QUALITY, bytes: probe });
  let bytes = await encode(page, quality);
  for (let again = 0; again < 2 && bytes.length > budget && quality > QUALITY.floor; again += 1) {
    quality = Math.min(quality - 1, qualityFor(budget * (AIM - 0.04 * again), { quality, bytes: bytes.length }));
    bytes = await encode(page, Math.max(QUALITY.floor, quality));
  }
  const last = Math.max(QUALITY.floor, quality);
  // At the floor only the order of the same values can still spare bytes.
  if (bytes.length > budget) bytes = await encode(page, last, true);
  return { bytes, quality: last };
}

/** What an encoding of the page would take, by that of every so many rows of its blocks. */
async function probedBytes(page: Raster): Promise<number> {
  const bands = Math.floor(page.height / BAND);
  if (bands < FEWEST_BANDS) return (await encode(page, PROBE_QUALITY)).length;
  const bytesOfBand = BAND * page.width * page.channels;
  const taken = Math.ceil(bands / PROBE_EVERY);
  const data = new Uint8Array(taken * bytesOfBand);
  for (let i = 0; i < taken; i += 1) {
    const from = i * PROBE_EVERY * bytesOfBand;
    data.set(page.data.subarray(from, from + bytesOfBand), i * bytesOfBand);
  }
  const bytes = (await encode({ ...page, height: taken * BAND, data }, PROBE_QUALITY)).length - HEAD_BYTES;
  return HEAD_BYTES + (bytes * page.height) / (taken * BAND);
}

/** Encodes at a given quality; progressive scans spare a fourteenth of the bytes and take thrice as long. */
export function encode(page: Raster, quality: number, progressive = false): Promise<Buffer> {
  const { width, height, channels } = page;
  return sharp(page.data, { raw: { width, height, channels }, limitInputPixels: false })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg({
      quality,
      chromaSubsampling: '4:2:0',
      quantisationTable: 3,
      optimiseCoding: true,
      progressive,
    })
    .toBuffer();
}

/** The quality at which a page that took so many bytes at another would take `budget`. */
function qualityFor(budget: number, known: { quality: number; bytes: number }): number {
  const scale = scaleOf(known.quality) * (known.bytes / budget) ** (1 / SIZE_POWER);
  const quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
  return Math.round(Math.min(QUALITY.ceiling, Math.max(QUALITY.floor, quality)));
}

/** By how many per cent libjpeg multiplies its quantisers at a quality. */
function scaleOf(quality: number): number {
  return quality < 50 ? 5000 / quality : 200 - 2 * quality;
}
