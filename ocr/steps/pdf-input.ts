import { StationError } from '../../common/contract/errors.ts';
import type { Raster } from '../image/raster.ts';
import type { FileBytes } from './file-bytes.ts';
import { LIMITS, sidesInWords } from './limits.ts';
import { closePdf, type PdfDocument, withPdf } from './pdf-document.ts';
import { findPagePictures, readPagePicture } from './pdf-picture.ts';
import { withScratch } from './pdfium.ts';

export { closePdf };

/** Resolution at which pages with letters or lines of their own are drawn, and the most for any page. */
const DRAW_DPI = 300;
/** Pages too large for that are drawn smaller, down to this. */
const LOWEST_DPI = 72;
/** Shorter sides than a card's (in points) hold a page in another unit than points. */
const SHORTEST_SIDE = 136;
const HIGHEST_DPI = 1200;
/** Share of the pixel limit for a page that has to be drawn: PDFium holds it besides. */
const DRAWN_SHARE = 0.6;

export interface PdfPage {
  readonly raster: Raster;
  /** Pixels per inch of its paper; undefined when the page says nothing credible. */
  readonly statedDpi: number | undefined;
}

/** Pages of a PDF; it stays open for the pages that follow. Throws file-encrypted, file-damaged or file-truncated. */
export async function countPdfPages(path: string, file: FileBytes): Promise<number> {
  return withPdf(path, file, ({ pdfium, handle }) => {
    const pages = pdfium._FPDF_GetPageCount(handle);
    if (pages < 1) throw new StationError('file-damaged', 'no pages');
    return pages;
  });
}

/**
 * One page as pixels. A scan comes out as it was put in: the picture that fills a page is taken at its own resolution.
 * Every other page is drawn, with annotations and form fields, at 300 dpi or that of its pictures if they are all it has.
 * Throws file-damaged, image-too-small and image-too-large besides the errors of `countPdfPages`.
 */
export async function drawPdfPage(path: string, file: FileBytes, index: number): Promise<PdfPage> {
  return withPdf(path, file, async (document) => {
    const { pdfium, handle } = document;
    const page = index < pdfium._FPDF_GetPageCount(handle) ? pdfium._FPDF_LoadPage(handle, index) : 0;
    if (page === 0) throw new StationError('file-damaged', `no page ${index + 1}`);
    let faulty = true;
    try {
      const result = await readPage(document, page);
      faulty = false;
      return result;
    } catch (error) {
      faulty = !(error instanceof StationError);
      throw error;
    } finally {
      // After a fault inside PDFium nothing of it may be called any more.
      if (!faulty) pdfium._FPDF_ClosePage(page);
    }
  });
}

async function readPage(document: PdfDocument, page: number): Promise<PdfPage> {
  const { pdfium } = document;
  const width = pdfium._FPDF_GetPageWidthF(page);
  const height = pdfium._FPDF_GetPageHeightF(page);
  const found = findPagePictures(pdfium, page);
  if (found.fills !== undefined) {
    const raster = await readPagePicture(document, page, found.fills);
    if (raster !== undefined) return { raster, statedDpi: found.fills.dpi * (raster.width / found.fills.turnedWidth) };
  }
  const dpi = fittingDpi(width, height, found.dpi);
  const size = { width: Math.round((width * dpi) / 72), height: Math.round((height * dpi) / 72) };
  return { raster: withoutColour(draw(document, page, size)), statedDpi: dpi > DRAW_DPI ? undefined : dpi };
}

/** The resolution to draw at, within the limits. Throws image-too-small, and image-too-large below 72 dpi. */
function fittingDpi(width: number, height: number, wanted: number | undefined): number {
  const points = `${sidesInWords(width, height)} pt`;
  const short = Math.min(width, height);
  if (!(short >= 8)) throw new StationError('image-too-small', points);
  const byArea = 72 * Math.sqrt((LIMITS.pixels * DRAWN_SHARE) / (width * height));
  const bySide = (72 * LIMITS.side) / Math.max(width, height);
  const best = short < SHORTEST_SIDE ? Math.min(HIGHEST_DPI, (DRAW_DPI * SHORTEST_SIDE) / short) : DRAW_DPI;
  const dpi = Math.min(wanted === undefined ? best : Math.min(best, wanted), Math.floor(byArea), Math.floor(bySide));
  if (dpi < Math.min(LOWEST_DPI, wanted ?? LOWEST_DPI)) throw new StationError('image-too-large', points);
  const pixels = [(width * dpi) / 72, (height * dpi) / 72] as const;
  if (Math.min(...pixels) < LIMITS.minSide || pixels[0] * pixels[1] < LIMITS.minPixels) {
    throw new StationError('image-too-small', points);
  }
  return dpi;
}

/** FPDFBitmap_BGR, and the flags FPDF_ANNOT and FPDF_REVERSE_BYTE_ORDER: RGB comes out. No LCD_TEXT: grey edges. */
const BITMAP_BGR = 2;
const [DRAW_ANNOTATIONS, REVERSE_BYTE_ORDER] = [0x01, 0x10];
const WHITE = 0xffff_ffff;

function draw(document: PdfDocument, page: number, { width, height }: { width: number; height: number }): Raster {
  const { pdfium } = document;
  const stride = width * 3;
  return withScratch(pdfium, stride * height, (pixels) => {
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, BITMAP_BGR, pixels, stride);
    if (bitmap === 0) throw new RangeError('out of PDF memory');
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    withForm(document, page, (form) => {
      pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, DRAW_ANNOTATIONS | REVERSE_BYTE_ORDER);
      if (form !== 0) pdfium._FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, REVERSE_BYTE_ORDER);
    });
    pdfium._FPDFBitmap_Destroy(bitmap);
    return { width, height, channels: 3, data: pdfium.HEAPU8.slice(pixels, pixels + stride * height) };
  });
}

/** FPDF_FORMFILLINFO has 140 bytes; all zero but its version. */
const FORM_INFO_BYTES = 256;

/** Form fields are drawn through an environment of their own; 0 when the document has none. */
function withForm({ pdfium, handle }: PdfDocument, page: number, work: (form: number) => void): void {
  if (pdfium._FPDF_GetFormType(handle) === 0) {
    work(0);
    return;
  }
  withScratch(pdfium, FORM_INFO_BYTES, (info) => {
    pdfium.HEAPU8.fill(0, info, info + FORM_INFO_BYTES);
    pdfium.HEAPU8[info] = 2;
    const form = pdfium._FPDFDOC_InitFormFillEnvironment(handle, info);
    if (form !== 0) pdfium._FORM_OnAfterLoadPage(page, form);
    work(form);
    if (form === 0) return;
    pdfium._FORM_OnBeforeClosePage(page, form);
    pdfium._FPDFDOC_ExitFormFillEnvironment(form);
  });
}

/** One channel when no pixel has a colour: a third of the memory and work from here on. */
function withoutColour(raster: Raster): Raster {
  const { data } = raster;
  for (let p = 0; p < data.length; p += 3) {
    if (data[p] !== data[p + 1] || data[p] !== data[p + 2]) return raster;
  }
  const grey = new Uint8Array(data.length / 3);
  for (let i = 0, p = 0; i < grey.length; i += 1, p += 3) grey[i] = data[p]!;
  return { ...raster, channels: 1, data: grey };
}
