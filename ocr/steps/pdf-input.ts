import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { StationError } from '../../common/contract/errors.ts';
import type { Raster } from '../image/raster.ts';
import { decodingError } from './image-errors.ts';
import { LIMITS } from './limits.ts';

/** Resolution at which PDF pages are drawn. */
const PDF_DPI = 300;
/** Pages too large for that are drawn smaller, down to this. */
const LOWEST_DPI = 72;

export interface DrawnPdfPage {
  readonly raster: Raster;
  readonly dpi: number;
}

let library: Promise<PDFiumLibrary> | undefined;
let opened: { readonly path: string; readonly document: PDFiumDocument } | undefined;

function loadLibrary(): Promise<PDFiumLibrary> {
  library ??= (async () => {
    const wasm = await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
    return PDFiumLibrary.init({ wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) });
  })();
  return library;
}

/** Pages of a PDF; it stays open for the pages that follow. Throws file-encrypted or file-damaged. */
export async function countPdfPages(path: string, bytes: Uint8Array): Promise<number> {
  return (await openPdf(path, bytes)).getPageCount();
}

/** Draws one page with its annotations and form fields, its /Rotate applied. */
export async function drawPdfPage(
  path: string,
  bytes: () => Promise<Uint8Array>,
  index: number,
): Promise<DrawnPdfPage> {
  const document = opened?.path === path ? opened.document : await openPdf(path, await bytes());
  if (index >= document.getPageCount()) throw new StationError('file-damaged', `no page ${index + 1}`);
  const page = loadPage(document, index);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const dpi = fittingDpi(originalWidth, originalHeight);
  // Width and height as they are: the library would round the page down to whole points first.
  const width = Math.round((originalWidth * dpi) / 72);
  const height = Math.round((originalHeight * dpi) / 72);
  const drawn = await page.render({ width, height, scale: 1, render: 'bitmap', renderFormFields: true });
  return { raster: withoutAlpha(drawn.data, drawn.width, drawn.height), dpi };
}

function loadPage(document: PDFiumDocument, index: number): ReturnType<PDFiumDocument['getPage']> {
  try {
    return document.getPage(index);
  } catch (error) {
    throw new StationError('file-damaged', `page ${index + 1}`, { cause: error });
  }
}

async function openPdf(path: string, bytes: Uint8Array): Promise<PDFiumDocument> {
  const pdfium = await loadLibrary();
  opened?.document.destroy();
  opened = undefined;
  try {
    const document = await pdfium.loadDocument(bytes);
    opened = { path, document };
    return document;
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    if (/password|security/i.test(words)) throw new StationError('file-encrypted', undefined, { cause: error });
    throw decodingError(error, bytes, 'pdf');
  }
}

/** 300 dpi, or the resolution at which a giant page still fits the limits. Throws image-too-large below 72 dpi. */
function fittingDpi(widthPoints: number, heightPoints: number): number {
  if (!(widthPoints >= 1 && heightPoints >= 1)) throw new StationError('image-too-small');
  const byArea = 72 * Math.sqrt((LIMITS.pixels * 0.6) / (widthPoints * heightPoints));
  const bySide = (72 * LIMITS.side) / Math.max(widthPoints, heightPoints);
  const dpi = Math.min(PDF_DPI, Math.floor(byArea), Math.floor(bySide));
  if (dpi < LOWEST_DPI) throw new StationError('image-too-large', `${widthPoints} x ${heightPoints} points`);
  return dpi;
}

/** RGB of opaque RGBA pixels. */
function withoutAlpha(rgba: Uint8Array, width: number, height: number): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let p = 0, q = 0; p < data.length; p += 3, q += 4) {
    data[p] = rgba[q]!;
    data[p + 1] = rgba[q + 1]!;
    data[p + 2] = rgba[q + 2]!;
  }
  return { width, height, channels: 3, data };
}
