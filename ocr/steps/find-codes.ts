import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Box, DetectedCode, Rotation } from '../../common/domain/reading.ts';
import type { Point } from '../image/boxes.ts';
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
export interface FoundCode extends Omit<DetectedCode, 'box'> {
  readonly corners: readonly Point[];
  /** Degrees clockwise by which the code is turned, to the nearest right angle. */
  readonly turn: Rotation;
}

/** Areas that look like a code and are looked at closely, the densest first. */
const MOST_AREAS = 5;
/** Smallest side in inches of a code whose modules are large enough to show at 75 dpi. */
const COARSE_CODE = 0.45;
/** Paper around an area that goes with it, as a share of its size: a code needs a quiet border. */
const MARGIN = 0.14;
/** Enlargements of an area in which its code is looked for. */
const ENLARGED = [1, 2, 3, 1.5] as const;
/** Largest picture of an area. */
const MOST_PIXELS = 2_500_000;

/**
 * Where a code may be that a look at a flattened copy of about 150 dpi didn't read, in pixels of the copy: by texture at
 * this size and, for codes of large modules, at half of it.
 */
export function codeAreas(copy: GreyRaster, dpi: number): readonly Box[] {
  const fine = findCodeAreas(copy, dpi);
  const coarse = findCodeAreas(halve(copy), dpi / 2, COARSE_CODE)
    .map(([x, y, width, height]): Box => [2 * x, 2 * y, 2 * width, 2 * height])
    .filter((box) => !fine.some((other) => holdsMiddle(other, box)));
  return [...fine, ...coarse].slice(0, MOST_AREAS);
}

function holdsMiddle([x, y, width, height]: Box, other: Box): boolean {
  const [cx, cy] = [other[0] + other[2] / 2, other[1] + other[3] / 2];
  return cx >= x && cx <= x + width && cy >= y && cy <= y + height;
}

/** The codes of the first area of a flattened page that holds any, looked at enlarged; in pixels of the page. */
export async function findCodesIn(page: GreyRaster, areas: readonly Box[]): Promise<readonly FoundCode[]> {
  for (const area of areas) {
    const codes = await lookClosely(page, area);
    if (codes.length > 0) return codes;
  }
  return [];
}

async function lookClosely(page: GreyRaster, [x, y, width, height]: Box): Promise<readonly FoundCode[]> {
  const margin = Math.ceil(MARGIN * Math.max(width, height));
  const left = Math.max(0, Math.floor(x - margin));
  const top = Math.max(0, Math.floor(y - margin));
  const part = cropGrey(page, left, top, x + width + margin - left, y + height + margin - top);
  for (const factor of ENLARGED) {
    if (part.width * part.height * factor * factor > MOST_PIXELS) continue;
    const codes = await readCodes(await resizeGrey(part, factor), { tryDenoise: true });
    if (codes.length > 0) return codes.map((code) => moveCode(code, 1 / factor, left, top));
  }
  return [];
}

/** A code seen in a part of a page or in a copy of another size, on the page itself. */
export function moveCode(code: FoundCode, factor: number, dx: number, dy: number): FoundCode {
  return { ...code, corners: code.corners.map(([x, y]) => [x * factor + dx, y * factor + dy]) };
}

/**
 * Codes that one look at a flattened picture reads, in its pixels. A grey picture goes in as it is: four bytes a pixel
 * would make the library's memory grow for good.
 */
export async function readCodes(picture: GreyRaster, options: ReaderOptions = {}): Promise<readonly FoundCode[]> {
  await prepare();
  const results = await readBarcodes(encodePgm(picture), { ...OPTIONS, ...options });
  return results
    .filter((result) => result.isValid && result.text !== '')
    .map(({ format, text, position }) => {
      const { topLeft, topRight } = position;
      const quarters = Math.round(Math.atan2(topRight.y - topLeft.y, topRight.x - topLeft.x) / (Math.PI / 2));
      const corners = Object.values(position).map(({ x, y }): Point => [x, y]);
      return { format, text, corners, turn: TURNS[(quarters + 4) % 4] ?? 0 };
    });
}

/** A citizen card's QR: fields divided by bars after a number of 12 digits. */
export function isCardCode({ text }: Pick<DetectedCode, 'text'>): boolean {
  return /^\s*\d{12}\|/.test(text);
}

const TURNS: readonly Rotation[] = [0, 90, 180, 270];
