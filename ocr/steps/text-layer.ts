import type { Line, PageReading } from '../../common/domain/reading.ts';
import { GLYPH_WIDTH } from './glyphless-font.ts';

/** From one step of height to the next, below the share at which programs take two sizes for different text. */
const STEP = 1.04;
/** Lines whose height differs by less have the letters of the page's text. */
const SAME_LETTERS = 1.35;

/** Name under which page content refers to the invisible font of a step of height. */
export function textFont(step: number): string {
  return `F${step}`;
}

/** Height of a word in a step's font, in thousandths of the font size. */
export function stepAscent(step: number): number {
  return 1000 * STEP ** step;
}

/**
 * PDF operators that lay the words of a page invisibly over their boxes, in reading order, each followed by a space.
 * Text is written as UTF-16 codes (Identity-H); every code that occurs is added to `used`. All words of a line have about
 * the same font size, as printed text has, or programs would take them for different text and part them: fonts of several
 * ascents, whose steps are added to `steps`, make up for the height of their boxes.
 */
export function drawTextLayer(reading: PageReading, used: Set<number>, steps = new Set<number>()): string {
  const rows = reading.lines.map(wordsOf).filter((words) => words.length > 0);
  const heights = rows.map((words) => Math.max(...words.map((word) => word.box[3])));
  const usual = median(heights);
  const operators = ['BT', '3 Tr'];
  for (const [i, words] of rows.entries()) {
    const height = heights[i]!;
    const alike = Math.max(height / usual, usual / height) < SAME_LETTERS;
    for (const word of words) operators.push(drawWord(word, reading, alike ? usual : height, used, steps));
  }
  operators.push('ET');
  return operators.join('\n');
}

interface PlacedWord {
  readonly text: string;
  readonly box: readonly [x: number, y: number, width: number, height: number];
}

function wordsOf(line: Line): readonly PlacedWord[] {
  return line.words.filter((word) => word.box[2] > 0 && word.box[3] > 0 && word.text !== '');
}

function drawWord(
  word: PlacedWord,
  reading: PageReading,
  lineHeight: number,
  used: Set<number>,
  steps: Set<number>,
): string {
  const [x, y, width, height] = word.box;
  const scale = 72 / reading.dpi;
  const step = Math.round(Math.log(height / lineHeight) / Math.log(STEP)) || 0;
  steps.add(step);
  const size = (height * scale * 1000) / stepAscent(step);
  const codes = codesOf(word.text);
  const natural = (codes.length * GLYPH_WIDTH * size) / 1000;
  const stretch = natural === 0 ? 100 : (100 * width * scale) / natural;
  const left = x * scale;
  const bottom = (reading.height - y - height) * scale;
  const all = [...codes, 0x20];
  for (const code of all) used.add(code);
  const hex = all.map((code) => code.toString(16).padStart(4, '0')).join('');
  return `/${textFont(step)} ${round(size)} Tf ${round(stretch)} Tz 1 0 0 1 ${round(left)} ${round(bottom)} Tm <${hex}> Tj`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 1;
}

/** UTF-16 codes of NFC text; characters outside the basic plane don't occur in Vietnamese and become `?`. */
function codesOf(text: string): number[] {
  return [...text.normalize('NFC')].map((character) => {
    const code = character.codePointAt(0)!;
    return code > 0xffff ? 0x3f : code;
  });
}

function round(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** ToUnicode map with one bfchar a character: ranges come out garbled in some programs. */
export function toUnicodeMap(used: ReadonlySet<number>): string {
  const codes = [...used].sort((a, b) => a - b).map((code) => code.toString(16).padStart(4, '0').toUpperCase());
  const blocks: string[] = [];
  for (let i = 0; i < codes.length; i += 100) {
    const part = codes.slice(i, i + 100);
    blocks.push(`${part.length} beginbfchar\n${part.map((code) => `<${code}> <${code}>`).join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}
