import { type Finding, finding } from '../../common/domain/findings.ts';
import type { Box, DetectedCode } from '../../common/domain/reading.ts';
import { greyCopy, scaleToSide } from '../image/grey-copy.ts';
import { halveToGrey } from '../image/halve.ts';
import type { GreyRaster, Raster } from '../image/raster.ts';
import { release } from '../image/release.ts';
import { sampleRows } from '../image/sample-rows.ts';
import type { Without } from '../optional-steps.ts';
import type { PageVerdict } from '../reader.ts';
import { flattenBackground } from './clean.ts';
import { countCutEdges } from './cut-edges.ts';
import { codeAreas, type FoundCode, isCardCode, moveCode, readCodes } from './find-codes.ts';
import { inspectPicture, isBlank, medianEdgeWidth } from './inspect.ts';
import { workScale } from './work-scale.ts';

/** What small copies of a page tell of it before anything is done to the page itself. */
export interface FirstLook {
  /** The flattened copy on which axis and skew are measured. */
  readonly small: GreyRaster;
  /** As they lie on the page as it came, in its pixels. */
  readonly codes: readonly FoundCode[];
  /** Where a code may be that was too fine for this look; likewise. */
  readonly codeAreas: readonly Box[];
  /** The copy holds next to no ink. */
  readonly inkless: boolean;
  /** Of the scan; they don't matter when the page is blank. */
  readonly flaws: readonly Finding[];
}

export interface FirstLookOptions {
  readonly dpi: number;
  readonly bilevel: boolean;
  readonly without: Without;
}

/** Above this a page is looked at on a copy of half its size: quicker, and noise of the scan is averaged away. */
const HALF_FROM_DPI = 220;
/** Long side of the copy on which axis, skew and edges are measured. */
const SMALL_SIDE = 1000;
/** The copy of a sheet of A4 has about so many pixels per inch; a card's has blocks of as many pixels. */
const SMALL_DPI = 120;
/** Every so many rows one is looked at for how sharp it is. */
const EVERY_ROW = 10;

/**
 * Codes and flaws of the scan, by copies of a page as it came: cheap enough for the clerk to know at once. Codes are
 * looked for once over at about 150 dpi.
 */
export async function lookFirst(page: Raster, { dpi, bilevel, without }: FirstLookOptions): Promise<FirstLook> {
  const work = workScale(dpi, page.width, page.height);
  const scale = dpi * work >= HALF_FROM_DPI ? work / 2 : work;
  const flatten = (grey: GreyRaster, greyDpi: number): GreyRaster => {
    if (bilevel) return grey;
    const flat = flattenBackground(grey, greyDpi);
    release(grey, page);
    return flat;
  };
  const shrunk = scale === 0.5 ? halveToGrey(page) : await greyCopy(page, scale);
  // From the page itself: what touches an edge is told by single pixels of it.
  const small = flatten(await greyCopy(page, scaleToSide(page, SMALL_SIDE)), SMALL_DPI);
  const copy = flatten(shrunk, dpi * scale);
  const found = without.has('codes') ? [] : await readCodes(copy);
  const again = found.length === 0 && !without.has('codes') && !without.has('codes-again');
  const areas = again ? codeAreas(copy, dpi * scale) : [];
  const inkless = isBlank(copy);
  release(copy, page, small);
  const rows = flatten(sampleRows(page, EVERY_ROW), dpi);
  const edgePixels = medianEdgeWidth(rows);
  release(rows, page);
  const flaws = inspectPicture({ dpi, edgePixels, cutEdges: countCutEdges(small) });
  return {
    small,
    codes: found.map((code) => moveCode(code, 1 / scale, 0, 0)),
    codeAreas: areas.map(([x, y, width, height]) => [x / scale, y / scale, width / scale, height / scale]),
    inkless,
    flaws,
  };
}

/** What codes, ink and flaws come to. A page with a code is none that is blank. */
export function verdictOf(
  codes: readonly Pick<DetectedCode, 'format' | 'text'>[],
  inkless: boolean,
  flaws: readonly Finding[],
): PageVerdict {
  const blank = inkless && codes.length === 0;
  return {
    blank,
    card: codes.some(isCardCode),
    codes: codes.map(({ format, text }) => ({ format, text })),
    findings: blank ? [finding('blank-page')] : flaws,
  };
}
