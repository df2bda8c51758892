import { type Finding, finding } from '../../common/domain/findings.ts';
import type { Line } from '../../common/domain/reading.ts';
import type { GreyRaster } from '../image/raster.ts';

/** Digitised papers must have 200 dpi at least (Circular 01/2019/TT-BNV); a scale a little off is let pass. */
const MIN_DPI = 190;
/** Share of a page that ink covers at least; a date stamp alone is more. */
const BLANK_INK = 0.0004;
const INK = 150;
/**
 * Widest median edge of letters that are read well, in inches: blurred pages lose a word in four from 4.5 / 300 on, and
 * photographs have 3 / 300. Few pixels of a coarse scan aren't blur.
 */
const BLURRED_EDGE = { inches: 4.1 / 300, pixels: 2.5 } as const;
/**
 * Words below a confidence and the share of a page's letters in them from which on too much of it is guessed: pages that
 * lose a word in five have 15 % and more, readable ones 6 % at most, backs of cards with their pattern 10 %.
 */
const UNSURE = { word: 0.8, share: 0.12, fewestLetters: 20 } as const;

/** Fewer edges than these have no middle to speak of. */
const FEWEST_EDGES = 100;

export interface PictureSigns {
  readonly dpi: number;
  /** Median width of the edges of letters, in pixels of the page; undefined when there are too few. */
  readonly edgePixels: number | undefined;
  /** Number of sides of the picture that cut through text. */
  readonly cutEdges: number;
}

/**
 * The quality gate: what the clerk should scan again while the paper is in hand. Known before any text is read; of a
 * blank page none of it matters.
 */
export function inspectPicture(signs: PictureSigns): readonly Finding[] {
  const findings: Finding[] = [];
  if (signs.dpi < MIN_DPI) findings.push(finding('low-resolution', { detail: `(${signs.dpi} dpi)` }));
  if (isBlurred(signs.edgePixels ?? 0, signs.dpi)) findings.push(finding('blurred'));
  if (signs.cutEdges > 0) findings.push(finding('cut-edge'));
  return findings;
}

function isBlurred(edgePixels: number, dpi: number): boolean {
  return edgePixels > BLURRED_EDGE.pixels && edgePixels > BLURRED_EDGE.inches * dpi;
}

/** What is known only when the page has been read. */
export function lowConfidence(lines: readonly Line[]): readonly Finding[] {
  let letters = 0;
  let unsure = 0;
  for (const { text, confidence } of lines.flatMap((line) => line.words)) {
    letters += text.length;
    if (confidence < UNSURE.word) unsure += text.length;
  }
  return letters >= UNSURE.fewestLetters && unsure >= letters * UNSURE.share ? [finding('low-confidence')] : [];
}

/** True when a flattened page without rules holds next to no ink; a border of 3 % is left out (punch holes, shadows). */
export function isBlank(page: GreyRaster): boolean {
  const x0 = Math.round(page.width * 0.03);
  const y0 = Math.round(page.height * 0.03);
  let inked = 0;
  let seen = 0;
  for (let y = y0; y < page.height - y0; y += 2) {
    for (let x = x0; x < page.width - x0; x += 2, seen += 1) {
      if (page.data[y * page.width + x]! < INK) inked += 1;
    }
  }
  return inked < seen * BLANK_INK;
}

/**
 * Median number of pixels that letters take to go from paper to ink along rows of a flattened page; undefined below
 * 100 edges.
 */
export function medianEdgeWidth({ width, height, data }: GreyRaster): number | undefined {
  const widths = new Uint32Array(32);
  let count = 0;
  for (let y = 0; y < height; y += 1) {
    const from = y * width;
    let paper = -1;
    for (let x = 0; x < width; x += 1) {
      const value = data[from + x]!;
      if (value > 200) {
        paper = x;
      } else if (value < 90 && paper >= 0) {
        const across = x - paper;
        if (across < widths.length) {
          widths[across] = widths[across]! + 1;
          count += 1;
        }
        paper = -1;
      }
    }
  }
  if (count < FEWEST_EDGES) return undefined;
  let seen = 0;
  for (let i = 0; i < widths.length; i += 1) {
    const here = widths[i]!;
    // Between two whole numbers of pixels, by how many edges of this width lie below the middle one.
    if ((seen + here) * 2 >= count) return i - 1 + (count / 2 - seen) / here;
    seen += here;
  }
  return undefined;
}
