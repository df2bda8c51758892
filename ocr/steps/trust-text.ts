import type { Box } from '../../common/domain/reading.ts';
import type { Raster } from '../image/raster.ts';
import { isGluedSyllables } from '../repair/syllable.ts';
import type { PdfText } from './pdf-text.ts';

/** From here on a page is a scan, and its text somebody else's recognition or a stamp on it. */
const SCANNED = 0.5;
/** Least share of words that could be Vietnamese, a name or a number. */
const PLAUSIBLE = { shown: 0.7, hidden: 0.85 } as const;
const MOST_UNMAPPED = 0.05;
/** Least share of words that lie on ink. */
const ON_INK = 0.85;
/** Least share of the ink that words must cover. */
const COVERED = { drawn: 0.15, scanned: 0.55 } as const;
/** Vietnamese without its marks is what a recogniser for another language makes of it. */
const FEWEST_MARKED = 0.15;
const WORDS_TO_JUDGE = 12;
/** Side of the squares in which ink is looked for, as a share of the page's longer side. */
const SQUARE = 1 / 400;
const CONTRAST = 60;

/**
 * Whether the text that a PDF carries is what its page shows: letters that its fonts explain, words that could be
 * Vietnamese (a legacy encoding or poor recognition has few), each on ink, and little ink without words.
 */
export function isTrustworthy(text: PdfText, page: Raster): boolean {
  const { words, unmapped } = text;
  if (words.length === 0 || unmapped > MOST_UNMAPPED) return false;
  const scanned = text.pictured >= SCANNED || text.hidden > 0.5;
  const tokens = words.map((word) => word.text).filter((word) => /[\p{L}\p{N}\p{Co}\ufffd]/u.test(word));
  if (tokens.length === 0) return false;
  const share = tokens.filter(isPlausible).length / tokens.length;
  if (share < (scanned ? PLAUSIBLE.hidden : PLAUSIBLE.shown)) return false;
  if (scanned && lacksMarks(tokens)) return false;
  const ink = new InkMap(page);
  const onInk = words.filter((word) => ink.isIn(word.box)).length / words.length;
  if (onInk < ON_INK) return false;
  return ink.coveredBy(words.map((word) => word.box)) >= (scanned ? COVERED.scanned : COVERED.drawn);
}

const LETTERS = /^[a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]+$/u;
const MARKED = /[^\u0020-\u007e]/u;

/** A number, a code, an address, or letters of which syllables can be made. */
function isPlausible(token: string): boolean {
  if (/[\p{Co}\p{Cn}\ufffd]/u.test(token)) return false;
  const parts =
    token
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  if (/[@/\d<]/.test(token)) return parts.every((part) => LETTERS.test(part));
  // Signs of legacy encodings stand where letters should: `hoµ`, `x·`, `C«ng`.
  if (/\p{L}[^\p{L}\p{N}\p{P}\s]|[^\p{L}\p{N}\p{P}\s]\p{L}|\p{L}[¸·¶¹»¼½¾ª«¬º]|[¸·¶¹»¼½¾ª«¬º]\p{L}/u.test(token))
    return false;
  return parts.every((part) => LETTERS.test(part) && (part.length < 3 || isGluedSyllables(part) || isForeign(part)));
}

/** Roman numerals and abbreviations (UBND, TNHH) have no syllables; foreign words no marks. */
function isForeign(part: string): boolean {
  return !MARKED.test(part) && (part.length <= 5 || /^[a-z]*[aeiouy][a-z]*$/.test(part));
}

function lacksMarks(tokens: readonly string[]): boolean {
  const words = tokens.filter((token) => /^\p{L}{3,}/u.test(token));
  if (words.length < WORDS_TO_JUDGE) return false;
  return words.filter((word) => MARKED.test(word)).length / words.length < FEWEST_MARKED;
}

/** Where a page has ink: small squares that are neither of one tone nor wholly dark. */
class InkMap {
  readonly #side: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #squares: Uint8Array;

  constructor(page: Raster) {
    this.#side = Math.max(3, Math.round(Math.max(page.width, page.height) * SQUARE));
    this.#columns = Math.ceil(page.width / this.#side);
    this.#rows = Math.ceil(page.height / this.#side);
    this.#squares = new Uint8Array(this.#columns * this.#rows);
    const { data, width, height, channels } = page;
    const lightest = new Uint8Array(this.#columns);
    const darkest = new Uint8Array(this.#columns);
    for (let row = 0; row < this.#rows; row += 1) {
      lightest.fill(0);
      darkest.fill(255);
      for (let y = row * this.#side; y < Math.min(height, (row + 1) * this.#side); y += 1) {
        for (let x = 0; x < width; x += 1) {
          const value = data[(y * width + x) * channels + (channels === 1 ? 0 : 1)]!;
          const column = Math.floor(x / this.#side);
          if (value > lightest[column]!) lightest[column] = value;
          if (value < darkest[column]!) darkest[column] = value;
        }
      }
      for (let column = 0; column < this.#columns; column += 1) {
        if (lightest[column]! - darkest[column]! >= CONTRAST) this.#squares[row * this.#columns + column] = 1;
      }
    }
  }

  /** True when any square under a box has ink. */
  isIn(box: Box): boolean {
    let found = false;
    this.#under(box, 0, (square) => {
      found ||= this.#squares[square] === 1;
    });
    return found;
  }

  /** Share of the inked squares that lie under the boxes or beside them. */
  coveredBy(boxes: readonly Box[]): number {
    const covered = new Uint8Array(this.#squares.length);
    for (const box of boxes) {
      this.#under(box, 1, (square) => {
        covered[square] = 1;
      });
    }
    let all = 0;
    let under = 0;
    for (const [square, ink] of this.#squares.entries()) {
      if (ink === 0) continue;
      all += 1;
      under += covered[square]!;
    }
    return all === 0 ? 1 : under / all;
  }

  #under([x, y, width, height]: Box, margin: number, visit: (square: number) => void): void {
    const left = Math.max(0, Math.floor(x / this.#side) - margin);
    const right = Math.min(this.#columns - 1, Math.floor((x + width) / this.#side) + margin);
    const top = Math.max(0, Math.floor(y / this.#side) - margin);
    const bottom = Math.min(this.#rows - 1, Math.floor((y + height) / this.#side) + margin);
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) visit(row * this.#columns + column);
    }
  }
}
