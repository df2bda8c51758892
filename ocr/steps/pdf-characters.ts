import { StationError } from '../../common/contract/errors.ts';
import type { Box } from '../../common/domain/reading.ts';
import type { PdfDocument } from './pdf-document.ts';
import { type Pdfium, readFloats, readInts, withScratch } from './pdfium.ts';

/** One character of a PDF's own text. */
export interface PdfCharacter {
  /** As it is meant, white space as one space. */
  readonly text: string;
  /** In pixels of the page's picture. */
  readonly box: Box;
  readonly hidden: boolean;
  readonly unmapped: boolean;
}

/** The part of PDFium's interface that reads text (fpdf_text.h). */
interface PdfiumText extends Pdfium {
  _FPDFPage_SetRotation(page: number, turn: number): void;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_HasUnicodeMapError(text: number, index: number): number;
  _FPDFText_GetTextObject(text: number, index: number): number;
  _FPDFText_GetCharBox(text: number, index: number, left: number, right: number, bottom: number, top: number): number;
  /** Writes four floats: left, top, right, bottom. */
  _FPDFText_GetLooseCharBox(text: number, index: number, box: number): number;
  _FPDF_PageToDevice(
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotate: number,
    x: number,
    y: number,
    deviceX: number,
    deviceY: number,
  ): number;
}

/** A page with more is no paper. */
const MAX_CHARACTERS = 60_000;
const MAX_OBJECTS = 5000;
const IMAGE = 3;
const INVISIBLE = 3;
/** Device coordinates are whole numbers; this many stand for a pixel. */
const FINE = 16;
/** No letter is as flat as this share of its line. */
const SHAPELESS = 0.02;
const LIGATURE = /[\ufb00-\ufb06]/u;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The characters of a page in the order of the file, and the share of the page that pictures cover. */
export function readCharacters(
  { pdfium: plain, handle }: PdfDocument,
  index: number,
  picture: Size,
): { readonly characters: readonly PdfCharacter[]; readonly pictured: number } {
  const pdfium = plain as PdfiumText;
  const page = pdfium._FPDF_LoadPage(handle, index);
  if (page === 0) throw new StationError('file-damaged', `no page ${index + 1}`);
  // PDFium turns the order of the letters round on a page that is shown upside down, so they are read as written.
  const turn = pdfium._FPDFPage_GetRotation(page);
  pdfium._FPDFPage_SetRotation(page, 0);
  const text = pdfium._FPDFText_LoadPage(page);
  try {
    const count = text === 0 ? 0 : pdfium._FPDFText_CountChars(text);
    if (count < 1 || count > MAX_CHARACTERS) return { characters: [], pictured: 0 };
    return {
      characters: charactersOf(pdfium, { page, text, turn, picture }, count),
      pictured: picturedShare(pdfium, page),
    };
  } finally {
    if (text !== 0) pdfium._FPDFText_ClosePage(text);
    pdfium._FPDFPage_SetRotation(page, turn);
    pdfium._FPDF_ClosePage(page);
  }
}

interface TextPage {
  readonly page: number;
  readonly text: number;
  /** Quarter turns clockwise under which a viewer shows the page. */
  readonly turn: number;
  readonly picture: Size;
}

function charactersOf(pdfium: PdfiumText, place: TextPage, count: number): readonly PdfCharacter[] {
  const { text } = place;
  const characters: PdfCharacter[] = [];
  const modes = new Map<number, boolean>();
  withScratch(pdfium, 48, (scratch) => {
    for (let i = 0; i < count; i += 1) {
      let code = pdfium._FPDFText_GetUnicode(text, i);
      if (code >= 0xd800 && code < 0xdc00 && i + 1 < count) {
        const low = pdfium._FPDFText_GetUnicode(text, i + 1);
        if (low >= 0xdc00 && low < 0xe000) code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      } else if (code >= 0xdc00 && code < 0xe000) continue;
      const meant = meaningOf(code);
      if (meant === '') continue;
      const object = pdfium._FPDFText_GetTextObject(text, i);
      let hidden = modes.get(object);
      if (hidden === undefined) {
        hidden = object !== 0 && pdfium._FPDFTextObj_GetTextRenderMode(object) === INVISIBLE;
        modes.set(object, hidden);
      }
      const box = boxOf(pdfium, place, i, scratch);
      // What PDFium adds between words has no place of its own.
      if (box === undefined && meant !== ' ') continue;
      const unmapped = pdfium._FPDFText_HasUnicodeMapError(text, i) === 1;
      characters.push({ text: meant, box: box ?? [0, 0, 0, 0], hidden, unmapped });
    }
  });
  return characters;
}

/** The character that a code stands for; nothing for what can't be seen. */
function meaningOf(code: number): string {
  // PDFium's sign for a hyphen at the end of a line.
  if (code === 0x02 || code === 0xad) return '-';
  if (code <= 0x20 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x3000) return ' ';
  if ((code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) || code === 0xfeff) return '';
  const sign = String.fromCodePoint(code);
  return LIGATURE.test(sign) ? sign.normalize('NFKC') : sign;
}

function boxOf(
  pdfium: PdfiumText,
  { page, text, turn, picture }: TextPage,
  index: number,
  scratch: number,
): Box | undefined {
  if (pdfium._FPDFText_GetCharBox(text, index, scratch, scratch + 8, scratch + 16, scratch + 24) === 0)
    return undefined;
  let [left = 0, right = 0, bottom = 0, top = 0] = new Float64Array(pdfium.HEAPU8.slice(scratch, scratch + 32).buffer);
  if (pdfium._FPDFText_GetLooseCharBox(text, index, scratch) !== 0) {
    const [l = 0, t = 0, r = 0, b = 0] = readFloats(pdfium, scratch, 4);
    // Letters without a shape, as under a scan, have no box but that of their font.
    if (!(right > left && top - bottom > SHAPELESS * (t - b))) [left, top, right, bottom] = [l, t, r, b];
  }
  if (!(right > left && top > bottom)) return undefined;
  const corner = (x: number, y: number): readonly [number, number] => {
    const [width, height] = [picture.width * FINE, picture.height * FINE];
    pdfium._FPDF_PageToDevice(page, 0, 0, width, height, turn, x, y, scratch + 32, scratch + 36);
    const [dx = 0, dy = 0] = readInts(pdfium, scratch + 32, 2);
    return [dx / FINE, dy / FINE];
  };
  const [ax, ay] = corner(left, top);
  const [bx, by] = corner(right, bottom);
  return [Math.min(ax, bx), Math.min(ay, by), Math.abs(bx - ax), Math.abs(by - ay)];
}

/** How much of the page lies under pictures, those over each other counted twice; at most 1. */
function picturedShare(pdfium: PdfiumText, page: number): number {
  const area = pdfium._FPDF_GetPageWidthF(page) * pdfium._FPDF_GetPageHeightF(page);
  const count = Math.min(MAX_OBJECTS, pdfium._FPDFPage_CountObjects(page));
  let covered = 0;
  withScratch(pdfium, 16, (scratch) => {
    for (let i = 0; i < count; i += 1) {
      const object = pdfium._FPDFPage_GetObject(page, i);
      if (pdfium._FPDFPageObj_GetType(object) !== IMAGE) continue;
      if (pdfium._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) continue;
      const [left = 0, bottom = 0, right = 0, top = 0] = readFloats(pdfium, scratch, 4);
      covered += Math.max(0, right - left) * Math.max(0, top - bottom);
    }
  });
  return area > 0 ? Math.min(1, covered / area) : 0;
}
