import type { Box, DetectedCode, Line, PageReading, Word } from '../../common/domain/reading.ts';

/** Text that starts at an x position, in pixels of a 2480 x 3508 page. */
export type Cell = readonly [x: number, text: string];

/** One line height of a page: text from the left margin, or cells side by side; an empty text leaves space. */
export type BuiltRow = string | readonly Cell[];

export interface BuildPageOptions {
  readonly index?: number;
  readonly width?: number;
  readonly height?: number;
  /** Distance between rows. */
  readonly pitch?: number;
  /** Engine confidence of every word. */
  readonly confidence?: number;
  readonly codes?: readonly DetectedCode[];
  /** Cells become lines of their own, as they do where vertical rules were found. */
  readonly splitCells?: boolean;
}

const LETTER = 22;
const HEIGHT = 42;
const MARGIN = 260;

function wordsOf(x: number, y: number, text: string, confidence: number): readonly Word[] {
  return [...text.matchAll(/\S+/gu)].map((match) => ({
    text: match[0].normalize('NFC'),
    box: [x + match.index * LETTER, y, match[0].length * LETTER - 6, HEIGHT] as Box,
    confidence,
  }));
}

function lineOf(words: readonly Word[]): Line {
  const left = Math.min(...words.map((word) => word.box[0]));
  const right = Math.max(...words.map((word) => word.box[0] + word.box[2]));
  const top = Math.min(...words.map((word) => word.box[1]));
  return { words, box: [left, top, right - left, HEIGHT] };
}

/** A page reading made by hand: every row one line, words where a typewriter would put them. */
export function buildPage(rows: readonly BuiltRow[], options: BuildPageOptions = {}): PageReading {
  const {
    index = 0,
    width = 2480,
    height = 3508,
    pitch = 84,
    confidence = 0.95,
    codes = [],
    splitCells = false,
  } = options;
  const lines: Line[] = [];
  for (const [at, row] of rows.entries()) {
    const y = 180 + at * pitch;
    const cells: readonly Cell[] = typeof row === 'string' ? [[MARGIN, row]] : row;
    const groups = cells.map(([x, text]) => wordsOf(x, y, text, confidence)).filter((words) => words.length > 0);
    if (groups.length === 0) continue;
    if (splitCells) lines.push(...groups.map(lineOf));
    else lines.push(lineOf(groups.flat()));
  }
  const text = lines.map((line) => line.words.map((word) => word.text).join(' ')).join('\n');
  return {
    index,
    width,
    height,
    dpi: 300,
    rotation: 0,
    skewDegrees: 0,
    blank: lines.length === 0 && codes.length === 0,
    confidence,
    text,
    lines,
    codes,
    findings: [],
    timings: {},
  };
}
