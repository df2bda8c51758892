import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Box, DetectedCode } from '../../common/domain/reading.ts';
import type { GreyRaster, Raster } from '../image/raster.ts';
import { shrinkToGrey } from '../image/shrink.ts';

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

/**
 * Codes on an upright page, found on a half-size copy, which is quicker and reads better than the full one on scans of
 * 200 dpi and more; `full` looks at the page itself. Boxes are in pixels of the page.
 */
export async function findCodes(page: Raster, mode: 'half' | 'full'): Promise<readonly DetectedCode[]> {
  await prepare();
  const side = Math.max(page.width, page.height);
  const picture = await shrinkToGrey(page, mode === 'half' ? side / 2 : side);
  const scale = page.width / picture.width;
  const results = await readBarcodes(asImageData(picture), {
    ...OPTIONS,
    ...(mode === 'full' ? { tryInvert: true, tryDenoise: true } : {}),
  });
  return results
    .filter((result) => result.isValid && result.text !== '')
    .map((result) => ({
      format: result.format,
      text: result.text,
      box: boxAround(Object.values(result.position), scale),
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
