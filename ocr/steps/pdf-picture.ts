import { StationError } from '../../common/contract/errors.ts';
import type { Raster } from '../image/raster.ts';
import { decodingError } from './image-errors.ts';
import { describesSrgb } from './jpeg-head.ts';
import { LIMITS, sidesInWords } from './limits.ts';
import type { PdfDocument } from './pdf-document.ts';
import { type Pdfium, readFloats, readInts, withScratch } from './pdfium.ts';
import { readPixels } from './read-pixels.ts';
import { turnRaster } from './turn-raster.ts';

/** A picture that fills its page. */
export interface PagePicture {
  readonly object: number;
  readonly width: number;
  readonly height: number;
  /** Pixels per inch of the page. */
  readonly dpi: number;
  /** Clockwise turn under which a viewer shows it. */
  readonly turn: 0 | 90 | 180 | 270;
  /** Its width as a viewer shows it, in pixels. */
  readonly turnedWidth: number;
}

export interface PagePictures {
  /** Resolution of the finest picture when the page has pictures and nothing else to see. */
  readonly dpi?: number;
  /** The only thing to see on the page, from edge to edge. */
  readonly fills?: PagePicture;
}

/** FPDF_PAGEOBJ_TEXT, _IMAGE and _FORM of fpdf_edit.h. */
const [TEXT, IMAGE, FORM] = [1, 3, 5];
/** Rendering mode of the text that programs put under a scan. */
const INVISIBLE = 3;
/** More objects than this is no scan, and not worth a look at each. */
const MAX_OBJECTS = 5000;
const MAX_DEPTH = 4;
/** How much a picture may stick out of the page or leave free, as a share of the page's side. */
const EDGE = 0.01;
/** From here on a picture comes out at 300 dpi instead: it would be shrunk before it is read anyway. */
const FINE_DPI = 500;
const USUAL_DPI = 300;

/** What pictures a page consists of; nothing when it has anything else that can be seen. */
export function findPagePictures(pdfium: Pdfium, page: number): PagePictures {
  const count = pdfium._FPDFPage_CountObjects(page);
  if (count < 1 || count > MAX_OBJECTS || pdfium._FPDFPage_GetAnnotCount(page) > 0) return {};
  const images: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const object = pdfium._FPDFPage_GetObject(page, i);
    if (pdfium._FPDFPageObj_GetType(object) === IMAGE) images.push(object);
    else if (!isInvisible(pdfium, object, MAX_DEPTH)) return {};
  }
  const placed = images.map((object) => placeOf(pdfium, object)).filter((place) => place !== undefined);
  if (placed.length === 0 || placed.length < images.length) return {};
  const dpi = Math.max(...placed.map((place) => Math.max(place.dpi.x, place.dpi.y)));
  const fills = placed.length === 1 ? fillingPicture(pdfium, page, placed[0]!) : undefined;
  return fills === undefined ? { dpi } : { dpi, fills };
}

function isInvisible(pdfium: Pdfium, object: number, depth: number): boolean {
  const type = pdfium._FPDFPageObj_GetType(object);
  if (type === TEXT) return pdfium._FPDFTextObj_GetTextRenderMode(object) === INVISIBLE;
  if (type !== FORM || depth === 0) return false;
  const count = pdfium._FPDFFormObj_CountObjects(object);
  if (count < 0 || count > MAX_OBJECTS) return false;
  for (let i = 0; i < count; i += 1) {
    if (!isInvisible(pdfium, pdfium._FPDFFormObj_GetObject(object, i), depth - 1)) return false;
  }
  return true;
}

interface Placed {
  readonly object: number;
  readonly width: number;
  readonly height: number;
  readonly matrix: readonly number[];
  readonly dpi: { readonly x: number; readonly y: number };
}

/** Pixels and place of an image object: its matrix takes the unit square to the page (ISO 32000-1, 8.3.4). */
function placeOf(pdfium: Pdfium, object: number): Placed | undefined {
  return withScratch(pdfium, 32, (scratch) => {
    if (pdfium._FPDFImageObj_GetImagePixelSize(object, scratch, scratch + 4) === 0) return undefined;
    const [width = 0, height = 0] = readInts(pdfium, scratch, 2);
    if (pdfium._FPDFPageObj_GetMatrix(object, scratch) === 0) return undefined;
    const matrix = readFloats(pdfium, scratch, 6);
    const [a = 0, b = 0, c = 0, d = 0] = matrix;
    const dpi = { x: (72 * width) / Math.hypot(a, b), y: (72 * height) / Math.hypot(c, d) };
    return width > 0 && height > 0 && Number.isFinite(dpi.x + dpi.y)
      ? { object, width, height, matrix, dpi }
      : undefined;
  });
}

/** The picture with its turn, when it is upright or turned by quarters, has square pixels and ends with the page. */
function fillingPicture(pdfium: Pdfium, page: number, placed: Placed): PagePicture | undefined {
  const { object, width, height, matrix, dpi } = placed;
  const turn = quarterTurn(matrix);
  if (turn === undefined || Math.abs(dpi.x / dpi.y - 1) > 0.02) return undefined;
  if (pdfium._FPDFPageObj_HasTransparency(object) !== 0) return undefined;
  if (pdfium._FPDFClipPath_CountPaths(pdfium._FPDFPageObj_GetClipPath(object)) > 0) return undefined;
  const isWhole = withScratch(pdfium, 32, (scratch) => {
    pdfium._FPDF_GetPageBoundingBox(page, scratch);
    const [left = 0, top = 0, right = 0, bottom = 0] = readFloats(pdfium, scratch, 4);
    pdfium._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12);
    const [l = 0, b = 0, r = 0, t = 0] = readFloats(pdfium, scratch, 4);
    const [sideX, sideY] = [EDGE * (right - left), EDGE * (top - bottom)];
    const [offX, offY] = [
      Math.max(Math.abs(l - left), Math.abs(r - right)),
      Math.max(Math.abs(b - bottom), Math.abs(t - top)),
    ];
    return offX <= sideX && offY <= sideY;
  });
  if (!isWhole) return undefined;
  const shown = ((turn + 90 * pdfium._FPDFPage_GetRotation(page)) % 360) as PagePicture['turn'];
  const sideways = shown === 90 || shown === 270;
  return { object, width, height, dpi: dpi.x, turn: shown, turnedWidth: sideways ? height : width };
}

/** Clockwise turn of a matrix; undefined when it slants or mirrors. */
function quarterTurn([a = 0, b = 0, c = 0, d = 0]: readonly number[]): PagePicture['turn'] | undefined {
  const small = 1e-3 * Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
  if (Math.abs(b) <= small && Math.abs(c) <= small && a * d > 0) return a > 0 ? 0 : 180;
  if (Math.abs(a) <= small && Math.abs(d) <= small && b * c < 0) return b < 0 ? 90 : 270;
  return undefined;
}

/**
 * The pixels of a picture as it was put into the PDF, turned as a viewer shows them. Undefined when the PDF does
 * something to it (masks, inverts, other colour spaces) that is left to drawing. Throws file-damaged and
 * image-too-large.
 */
export async function readPagePicture(
  document: PdfDocument,
  page: number,
  picture: PagePicture,
): Promise<Raster | undefined> {
  const { pdfium } = document;
  const { object, width, height, turn, dpi } = picture;
  if (width * height > LIMITS.pixels || Math.max(width, height) > LIMITS.side) {
    throw new StationError('image-too-large', `${sidesInWords(width, height)} px`);
  }
  if (width * height < LIMITS.minPixels || Math.min(width, height) < LIMITS.minSide) {
    throw new StationError('image-too-small', `${sidesInWords(width, height)} px`);
  }
  const raw = rawData(pdfium, object);
  if (raw === undefined || !isPlain(document.bytes(), raw)) return undefined;
  if (filterOf(pdfium, object) !== 'DCTDecode') {
    return dpi > FINE_DPI ? undefined : turnRaster(pixelsOf(pdfium, object), turn);
  }
  const space = colourSpace(pdfium, object, page);
  if (space === undefined) return undefined;
  try {
    const scale = dpi > FINE_DPI ? USUAL_DPI / dpi : 1;
    const [across, down] = turn % 180 === 0 ? [width, height] : [height, width];
    const size = scale === 1 ? undefined : { width: Math.round(across * scale), height: Math.round(down * scale) };
    return await readPixels(raw, { grey: space === 'grey', ignoreIcc: true, turn, size });
  } catch (error) {
    throw decodingError(error, raw, 'jpeg');
  }
}

/** The bytes of an image as they stand in the file; undefined for none. */
function rawData(pdfium: Pdfium, object: number): Buffer | undefined {
  const size = pdfium._FPDFImageObj_GetImageDataRaw(object, 0, 0);
  if (size < 16) return undefined;
  return withScratch(pdfium, size, (scratch) => {
    pdfium._FPDFImageObj_GetImageDataRaw(object, scratch, size);
    return Buffer.from(pdfium.HEAPU8.slice(scratch, scratch + size).buffer);
  });
}

/** Longest dictionary that is looked at before an image's data. */
const DICTIONARY_BYTES = 4096;
/** What changes an image between its data and the page. `#` could spell any of it otherwise. */
const CHANGES = /\/(SMask|SMaskInData|Mask|Decode|ImageMask|ColorTransform)(?![A-Za-z])|#/;

/** True when the dictionary before an image's data says nothing of masks, inversion or transforms. */
function isPlain(file: Buffer, raw: Buffer): boolean {
  const start = file.indexOf(raw);
  if (start < 0) return false;
  const before = file.toString('latin1', Math.max(0, start - DICTIONARY_BYTES), start);
  const dictionary = /\bobj\b((?:(?!\bobj\b)[\s\S])*)stream\r?\n?$/.exec(before)?.[1];
  return dictionary !== undefined && !CHANGES.test(dictionary);
}

/** The name of the only filter; undefined for several. */
function filterOf(pdfium: Pdfium, object: number): string | undefined {
  if (pdfium._FPDFImageObj_GetImageFilterCount(object) !== 1) return undefined;
  return withScratch(pdfium, 64, (scratch) => {
    const length = pdfium._FPDFImageObj_GetImageFilter(object, 0, scratch, 64);
    return Buffer.from(pdfium.HEAPU8.slice(scratch, scratch + Math.min(64, Math.max(1, length)) - 1)).toString(
      'latin1',
    );
  });
}

/** FPDF_COLORSPACE_DEVICEGRAY, _DEVICERGB, _CALGRAY, _CALRGB and _ICCBASED of fpdf_edit.h. */
const COLOUR_SPACES = { deviceGrey: 1, deviceRgb: 2, calGrey: 4, calRgb: 5, icc: 7 } as const;
const METADATA_BYTES = 28;
const MAX_PROFILE_BYTES = 1 << 20;

/** Grey or RGB of the usual kind; undefined for spaces that have to be converted. */
function colourSpace(pdfium: Pdfium, object: number, page: number): 'grey' | 'rgb' | undefined {
  const [bits = 0, space = 0] = withScratch(pdfium, METADATA_BYTES, (scratch) => {
    if (pdfium._FPDFImageObj_GetImageMetadata(object, page, scratch) === 0) return [];
    return readInts(pdfium, scratch + 16, 2);
  });
  if (space === COLOUR_SPACES.deviceGrey || space === COLOUR_SPACES.calGrey) return 'grey';
  if (space === COLOUR_SPACES.deviceRgb || space === COLOUR_SPACES.calRgb) return 'rgb';
  if (space !== COLOUR_SPACES.icc) return undefined;
  if (bits === 8) return 'grey';
  return describesSrgb(profileOf(pdfium, object, page)) ? 'rgb' : undefined;
}

function profileOf(pdfium: Pdfium, object: number, page: number): Uint8Array | undefined {
  return withScratch(pdfium, 8, (length) => {
    if (pdfium._FPDFImageObj_GetIccProfileDataDecoded(object, page, 0, 0, length) === 0) return undefined;
    const [size = 0] = readInts(pdfium, length, 1);
    if (size < 1 || size > MAX_PROFILE_BYTES) return undefined;
    return withScratch(pdfium, size, (scratch) => {
      pdfium._FPDFImageObj_GetIccProfileDataDecoded(object, page, scratch, size, length);
      return pdfium.HEAPU8.slice(scratch, scratch + size);
    });
  });
}

/** FPDFBitmap_Gray, _BGR, _BGRx and _BGRA of fpdfview.h by bytes a pixel. */
const BITMAP_BYTES: Readonly<Record<number, 1 | 3 | 4>> = { 1: 1, 2: 3, 3: 4, 4: 4 };

/** The decoded pixels of an image. Throws file-damaged when it has none. */
function pixelsOf(pdfium: Pdfium, object: number): Raster {
  const bitmap = pdfium._FPDFImageObj_GetBitmap(object);
  if (bitmap === 0) throw new StationError('file-damaged', 'picture');
  const step = BITMAP_BYTES[pdfium._FPDFBitmap_GetFormat(bitmap)];
  const [width, height] = [pdfium._FPDFBitmap_GetWidth(bitmap), pdfium._FPDFBitmap_GetHeight(bitmap)];
  const stride = pdfium._FPDFBitmap_GetStride(bitmap);
  const from = pdfium._FPDFBitmap_GetBuffer(bitmap);
  if (step === undefined || from === 0) throw new StationError('file-damaged', 'picture');
  const source = pdfium.HEAPU8.subarray(from, from + stride * height);
  const channels = step === 1 ? 1 : 3;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0, to = 0; y < height; y += 1) {
    const row = source.subarray(y * stride, y * stride + width * step);
    if (step === 1) data.set(row, y * width);
    else {
      for (let p = 0; p < row.length; p += step, to += 3) {
        data[to] = row[p + 2]!;
        data[to + 1] = row[p + 1]!;
        data[to + 2] = row[p]!;
      }
    }
  }
  pdfium._FPDFBitmap_Destroy(bitmap);
  return { width, height, channels, data };
}
