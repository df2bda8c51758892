import type { Box, Rotation } from '../../common/domain/reading.ts';
import type { EngineLine, EngineWord } from '../engines/engine.ts';
import type { Raster } from '../image/raster.ts';
import { detectFormat, HEAD_BYTES } from './detect-format.ts';
import { withFile } from './file-bytes.ts';
import { lineOf } from './lines.ts';
import { type PdfCharacter, readCharacters } from './pdf-characters.ts';
import { withPdf } from './pdf-document.ts';
import { isTrustworthy } from './trust-text.ts';

/** The text that a page of a PDF carries itself, as it is; nothing says yet that it is any good. */
export interface PdfText {
  /** Size in pixels of the picture that the boxes refer to, which may lie turned. */
  readonly picture: { readonly width: number; readonly height: number };
  readonly words: readonly EngineWord[];
  /** Clockwise turn of most of the text in the picture. */
  readonly rotation: Rotation;
  /** Share of letters that are drawn invisibly, as under a scan. */
  readonly hidden: number;
  /** Share of letters whose font doesn't say what they mean. */
  readonly unmapped: number;
  /** Share of the page that pictures cover, 0..1. */
  readonly pictured: number;
}

const CONFIDENCE = { shown: 0.97, hidden: 0.88 } as const;
/** Gaps between letters beyond this share of their height part words. */
const WORD_GAP = 0.6;
/** Gaps between words beyond this multiple of their height part lines. */
const LINE_GAP = 2;

/** The text that a page of a PDF carries itself, when it is what its picture shows. Throws what opening a PDF throws. */
export async function findOwnText(path: string, index: number, page: Raster): Promise<PdfText | undefined> {
  const text = await readPdfText(path, index, page);
  return text !== undefined && isTrustworthy(text, page) ? text : undefined;
}

/**
 * The text of one page of a PDF in pixels of that page's picture, undefined when the file is no PDF or the page has no
 * text. Throws what opening a PDF throws.
 */
export async function readPdfText(
  path: string,
  index: number,
  picture: { readonly width: number; readonly height: number },
): Promise<PdfText | undefined> {
  return withFile(path, async (file) => {
    if (detectFormat(await file.read(0, HEAD_BYTES)) !== 'pdf') return undefined;
    const found = await withPdf(path, file, (document) => readCharacters(document, index, picture));
    const { characters, pictured } = found;
    const letters = characters.filter(({ text }) => text.trim() !== '');
    if (letters.length === 0) return undefined;
    const share = (is: (letter: PdfCharacter) => boolean): number => letters.filter(is).length / letters.length;
    const rotation = rotationOf(characters);
    const upright = characters.map((letter) => ({ ...letter, box: turnBack(letter.box, rotation, picture) }));
    const words = wordsOf(upright).map((word) => ({ ...word, box: turnForth(word.box, rotation, picture) }));
    const hidden = share((letter) => letter.hidden);
    return {
      picture: { width: picture.width, height: picture.height },
      words,
      rotation,
      hidden,
      unmapped: share((letter) => letter.unmapped),
      pictured,
    };
  });
}

/** The words as lines of the upright page at a scale, in the order of the file. */
export function linesOfText({ words, rotation, picture }: PdfText, scale: number): readonly EngineLine[] {
  const lines: EngineWord[][] = [];
  for (const word of words) {
    const [x, y, width, height] = turnBack(word.box, rotation, picture);
    const placed = { ...word, box: [x * scale, y * scale, width * scale, height * scale] as const };
    const last = lines.at(-1)?.at(-1);
    if (last !== undefined && follows(last.box, placed.box)) lines.at(-1)!.push(placed);
    else lines.push([placed]);
  }
  return lines.map((line) => lineOf(line, Math.min(...line.map((word) => word.confidence))));
}

/** On the same row, to the right, not far away. */
function follows([ax, ay, aw, ah]: Box, [bx, by, , bh]: Box): boolean {
  const overlap = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  const gap = bx - (ax + aw);
  return overlap > 0.4 * Math.min(ah, bh) && gap > -0.5 * ah && gap < LINE_GAP * Math.max(ah, bh);
}

/** Letters that stand together; rows of dots to write on are none. */
function wordsOf(characters: readonly PdfCharacter[]): readonly EngineWord[] {
  const words: EngineWord[] = [];
  let open: PdfCharacter[] = [];
  const close = (): void => {
    const text = open
      .map((letter) => letter.text)
      .join('')
      .normalize('NFC');
    if (text !== '')
      words.push({ text, box: around(open), confidence: open[0]!.hidden ? CONFIDENCE.hidden : CONFIDENCE.shown });
    open = [];
  };
  for (const [i, letter] of characters.entries()) {
    if (letter.text.trim() === '' || isLeader(characters, i)) {
      close();
      continue;
    }
    const last = open.at(-1);
    if (last !== undefined && !touches(last.box, letter.box)) close();
    open.push(letter);
  }
  close();
  return words;
}

/** One of three dots or strokes or more in a row. */
function isLeader(characters: readonly PdfCharacter[], at: number): boolean {
  const sign = characters[at]!.text;
  if (sign === '…') return true;
  if (!/^[._]$/.test(sign)) return false;
  let from = at;
  let to = at;
  while (characters[from - 1]?.text === sign) from -= 1;
  while (characters[to + 1]?.text === sign) to += 1;
  return to - from >= 2;
}

function touches([ax, ay, aw, ah]: Box, [bx, by, , bh]: Box): boolean {
  const height = Math.max(ah, bh, 1);
  const gap = bx - (ax + aw);
  // Dots and marks are flat: what counts is that neither lies a row above or below.
  const apart = Math.max(by - (ay + ah), ay - (by + bh));
  return gap < WORD_GAP * height && gap > -1.5 * height && apart < 0.8 * height;
}

function around(letters: readonly PdfCharacter[]): Box {
  const left = Math.min(...letters.map(({ box }) => box[0]));
  const top = Math.min(...letters.map(({ box }) => box[1]));
  const right = Math.max(...letters.map(({ box }) => box[0] + box[2]));
  const bottom = Math.max(...letters.map(({ box }) => box[1] + box[3]));
  return [left, top, right - left, bottom - top];
}

/** The way in which most letters follow each other. */
function rotationOf(characters: readonly PdfCharacter[]): Rotation {
  const votes = new Map<Rotation, number>();
  for (let i = 1; i < characters.length; i += 1) {
    const [a, b] = [characters[i - 1]!, characters[i]!];
    if (a.text.trim() === '' || b.text.trim() === '') continue;
    const dx = b.box[0] + b.box[2] / 2 - a.box[0] - a.box[2] / 2;
    const dy = b.box[1] + b.box[3] / 2 - a.box[1] - a.box[3] / 2;
    const reach = 2 * Math.max(a.box[2], a.box[3], b.box[2], b.box[3]);
    if (Math.abs(dx) + Math.abs(dy) > reach || Math.abs(Math.abs(dx) - Math.abs(dy)) < 0.1 * reach) continue;
    const turn = Math.abs(dx) > Math.abs(dy) ? (dx > 0 ? 0 : 180) : dy > 0 ? 90 : 270;
    votes.set(turn, (votes.get(turn) ?? 0) + 1);
  }
  return [...votes].reduce<readonly [Rotation, number]>((best, vote) => (vote[1] > best[1] ? vote : best), [0, 0])[0];
}

/** A box of the turned picture on the upright page. */
function turnBack([x, y, w, h]: Box, rotation: Rotation, picture: { width: number; height: number }): Box {
  if (rotation === 90) return [y, picture.width - x - w, h, w];
  if (rotation === 180) return [picture.width - x - w, picture.height - y - h, w, h];
  return rotation === 270 ? [picture.height - y - h, x, h, w] : [x, y, w, h];
}

/** A box of the upright page in the turned picture. */
function turnForth([x, y, w, h]: Box, rotation: Rotation, picture: { width: number; height: number }): Box {
  if (rotation === 90) return [picture.width - y - h, x, h, w];
  if (rotation === 180) return [picture.width - x - w, picture.height - y - h, w, h];
  return rotation === 270 ? [y, picture.height - x - w, h, w] : [x, y, w, h];
}
