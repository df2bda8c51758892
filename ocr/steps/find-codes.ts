import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Box, DetectedCode } from '../../common/domain/reading.ts';
import { greyCopy } from '../image/grey-copy.ts';
import type { GreyRaster, Raster } from '../image/raster.ts';

const OPTIONS: ReaderOptions = {
  formats: ['QRCode', 'Code128'],
  // Without it no code on a card is found.
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  maxNumberOfSymbols: 8,
  textMode: 'Plain',
};

let ready: Promise<unknown> | undefined;

/** zxing from disk: by itself it would fetch its program from a public server. */
function prepare(): Promise<unknown> {
  ready ??= (async () => {
    const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  })();
  return ready;
}

/** Below this a code's modules are too few pixels wide on a half-size copy. */
const COARSE_DPI = 220;
const SHARP_DPI = 300;
/** Largest copy that is looked through. */
const MOST_PIXELS = 24_000_000;

/**
 * Codes on a page, found on a half-size copy: quicker than the page itself, and noise of the scan is averaged away.
 * A page of low resolution is looked through again enlarged. Boxes are in pixels of the page.
 */
export async function findCodes(page: Raster, dpi: number): Promise<readonly DetectedCode[]> {
  const found = await findAtScale(page, 0.5, {});
  return found.length > 0 || dpi >= COARSE_DPI ? found : findAtScale(page, Math.min(2, SHARP_DPI / dpi), {});
}

/** A second, slower look for a code that must be there: a citizen card was read, its code was not. */
export async function findCodesCarefully(page: Raster): Promise<readonly DetectedCode[]> {
  for (const scale of [1, 0.75, 1.5, 2]) {
    if (page.width * page.height * scale * scale > MOST_PIXELS) continue;
    const found = await findAtScale(page, scale, { tryDenoise: true });
    if (found.length > 0) return found;
  }
  return [];
}

async function findAtScale(page: Raster, scale: number, options: ReaderOptions): Promise<readonly DetectedCode[]> {
  await prepare();
  const picture = await greyCopy(page, scale);
  const results = await readBarcodes(asImageData(picture), { ...OPTIONS, ...options });
  return results
    .filter((result) => result.isValid && result.text !== '')
    .map((result) => ({
      format: result.format,
      text: result.text,
      box: boxAround(Object.values(result.position), page.width / picture.width),
    }));
}

/** Grey pixels as the RGBA that the library takes. */
function asImageData(picture: GreyRaster): ImageData {
  const data = new Uint8ClampedArray(picture.width * picture.height * 4);
  const words = new Uint32Array(data.buffer);
  for (let i = 0; i < words.length; i += 1) words[i] = 0xff000000 | (picture.data[i]! * 0x010101);
  return { data, width: picture.width, height: picture.height, colorSpace: 'srgb' } as ImageData;
}

function boxAround(points: readonly { x: number; y: number }[], scale: number): Box {
  const xs = points.map((point) => point.x * scale);
  const ys = points.map((point) => point.y * scale);
  const left = Math.round(Math.min(...xs));
  const top = Math.round(Math.min(...ys));
  return [left, top, Math.round(Math.max(...xs)) - left, Math.round(Math.max(...ys)) - top];
}
