import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Box, DetectedCode, Rotation } from '../../common/domain/reading.ts';
import { scaleBox } from '../image/boxes.ts';
import { halve } from '../image/halve.ts';
import { cropGrey, encodePgm, type GreyRaster } from '../image/raster.ts';
import { findCodeAreas } from './find-code-areas.ts';
import { resizeGrey } from './work-scale.ts';

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

/** A code and how it lies. */
export interface FoundCode extends DetectedCode {
  /** Degrees clockwise by which the code is turned, to the nearest right angle. */
  readonly turn: Rotation;
}

/** Above this a code is looked for on a half-size copy: quicker, and noise of the scan is averaged away. */
const HALF_FROM_DPI = 220;
/** Areas that look like a code and are looked at closely, the densest first. */
const MOST_AREAS = 5;
/** Paper around an area that goes with it, as a share of its size: a code needs a quiet border. */
const MARGIN = 0.14;
/** Enlargements of an area in which its code is looked for. */
const ENLARGED = [1, 2, 3, 1.5] as const;
/** Largest picture of an area. */
const MOST_PIXELS = 2_500_000;

/**
 * Codes on a flattened page, in its pixels. The whole page is looked through once at about 150 dpi; when that finds
 * nothing, whatever has the texture of a code is looked at again, enlarged.
 */
export async function findCodes(
  page: GreyRaster,
  dpi: number,
  { closely = true }: { readonly closely?: boolean } = {},
): Promise<readonly FoundCode[]> {
  const scale = dpi >= HALF_FROM_DPI ? 0.5 : 1;
  const picture = scale === 1 ? page : halve(page);
  const found = await readCodes(picture, {});
  if (found.length > 0) return found.map((code) => moved(code, 1 / scale, 0, 0));
  if (!closely) return [];
  for (const [x, y, width, height] of codeAreas(picture, dpi * scale).slice(0, MOST_AREAS)) {
    const codes = await lookClosely(page, [x / scale, y / scale, width / scale, height / scale]);
    if (codes.length > 0) return codes;
  }
  return [];
}

/** Areas by their texture at this size and, for codes of large modules, at half of it. */
function codeAreas(picture: GreyRaster, dpi: number): readonly Box[] {
  const small = halve(picture);
  const coarse = findCodeAreas(small, dpi / 2).map((box): Box => [box[0] * 2, box[1] * 2, box[2] * 2, box[3] * 2]);
  return [...findCodeAreas(picture, dpi), ...coarse];
}

async function lookClosely(page: GreyRaster, [x, y, width, height]: Box): Promise<readonly FoundCode[]> {
  const margin = Math.ceil(MARGIN * Math.max(width, height));
  const left = Math.max(0, Math.floor(x - margin));
  const top = Math.max(0, Math.floor(y - margin));
  const part = cropGrey(page, left, top, x + width + margin - left, y + height + margin - top);
  for (const factor of ENLARGED) {
    if (part.width * part.height * factor * factor > MOST_PIXELS) continue;
    const codes = await readCodes(await resizeGrey(part, factor), { tryDenoise: true });
    if (codes.length > 0) return codes.map((code) => moved(code, 1 / factor, left, top));
  }
  return [];
}

function moved(code: FoundCode, factor: number, dx: number, dy: number): FoundCode {
  const [x, y, width, height] = scaleBox(code.box, factor);
  return { ...code, box: [x + dx, y + dy, width, height] };
}

/** A grey picture goes in as it is: four bytes a pixel would make the library's memory grow for good. */
async function readCodes(picture: GreyRaster, options: ReaderOptions): Promise<readonly FoundCode[]> {
  await prepare();
  const results = await readBarcodes(encodePgm(picture), { ...OPTIONS, ...options });
  return results
    .filter((result) => result.isValid && result.text !== '')
    .map(({ format, text, position }) => {
      const { topLeft, topRight } = position;
      const quarters = Math.round(Math.atan2(topRight.y - topLeft.y, topRight.x - topLeft.x) / (Math.PI / 2));
      return { format, text, box: boxAround(Object.values(position)), turn: TURNS[(quarters + 4) % 4] ?? 0 };
    });
}

const TURNS: readonly Rotation[] = [0, 90, 180, 270];

function boxAround(points: readonly { x: number; y: number }[]): Box {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}
