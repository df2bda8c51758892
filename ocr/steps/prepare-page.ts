import type { Box, DetectedCode, Rotation } from '../../common/domain/reading.ts';
import type { OcrEngine } from '../engines/engine.ts';
import { boxAround, cornersOf, type Point, scaleBox } from '../image/boxes.ts';
import { greyCopy } from '../image/grey-copy.ts';
import { findPageInk, type PageInk } from '../image/page-ink.ts';
import { type GreyRaster, type Raster, turnHalf } from '../image/raster.ts';
import { release } from '../image/release.ts';
import { straighten, straightenPoint } from '../image/straighten.ts';
import type { Without } from '../optional-steps.ts';
import type { PageVerdict } from '../reader.ts';
import type { StepClock } from '../step-clock.ts';
import { flattenBackground } from './clean.ts';
import { decodePage } from './decode.ts';
import { type FoundCode, findCodesIn, isCardCode } from './find-codes.ts';
import { lookFirst, verdictOf } from './first-look.ts';
import { greyWithoutSeals, isBilevel } from './grey.ts';
import { isBlank } from './inspect.ts';
import { findOwnText, type PdfText } from './pdf-text.ts';
import { removeRules, type WithoutRules } from './remove-rules.ts';
import { findResolution } from './resolution.ts';
import { measureSkew } from './skew.ts';
import { isUpsideDown } from './upside-down.ts';
import { resizeGrey, workScale } from './work-scale.ts';

/** A page ready to be read: upright, level, cleaned. Its colours are left behind so that reading has the memory. */
export interface PreparedPage {
  /** Of the upright page. */
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  /** Factor from pixels of the page to those of `sheet`. */
  readonly scale: number;
  readonly rotation: Rotation;
  readonly skewDegrees: number;
  /** Without rules and codes, in which an engine would see letters. */
  readonly sheet: WithoutRules;
  /** Of the sheet, when it has been looked for already. */
  readonly ink: PageInk | undefined;
  /** In pixels of the page. */
  readonly codes: readonly DetectedCode[];
  readonly verdict: PageVerdict;
  /** Of a PDF that carries its text: there is nothing to recognise. */
  readonly ownText: PdfText | undefined;
}

export interface PrepareOptions {
  /** Told what is known before any text is read; once more when a closer look finds a code, or that a page is blank. */
  readonly onVerdict: (verdict: PageVerdict) => void;
  /** Gets the upright page in its colours. */
  readonly onUpright: (page: Raster, dpi: number) => Promise<void>;
  readonly without: Without;
}

/**
 * Everything from the file to the picture that an engine reads. What the clerk can act on at once, codes and flaws of
 * the scan, comes first. Throws the errors of decodePage.
 */
export async function preparePage(
  { path, index }: { readonly path: string; readonly index: number },
  engine: OcrEngine | Promise<OcrEngine>,
  clock: StepClock,
  { onVerdict, onUpright, without }: PrepareOptions,
): Promise<PreparedPage> {
  const decoded = await clock.time('decode', () => decodePage(path, index));
  const { dpi } = findResolution(decoded.raster.width, decoded.raster.height, decoded.statedDpi);
  const bilevel = isBilevel(decoded.raster);
  const look = await clock.time('inspect', () => lookFirst(decoded.raster, { dpi, bilevel, without }));
  const first = verdictOf(look.codes, look.inkless, look.flaws);
  onVerdict(first);
  const ownText = await clock.time('own-text', () => findOwnText(path, index, decoded.raster));
  const measured = ownText === undefined ? await clock.time('deskew', () => measureSkew(look.small)) : AS_WRITTEN;
  const skewDegrees = without.has('deskew') ? 0 : measured.skewDegrees;
  let rotation: Rotation = ownText?.rotation ?? (measured.sideways ? 90 : 0);
  const lie = { rotation, skewDegrees };
  let upright = await clock.time('straighten', () => straighten(decoded.raster, lie));
  const { width, height } = upright;
  const scale = workScale(dpi, width, height);
  const workDpi = dpi * scale;
  const place = (point: Point): Point => {
    const [x, y] = straightenPoint(point, decoded.raster, lie);
    return [x * scale, y * scale];
  };
  release(decoded.raster, upright);
  let cleaned = await clock.time('clean', async () => {
    const seen = without.has('seals') ? await greyCopy(upright, 1) : greyWithoutSeals(upright, dpi);
    const grey = await resizeGrey(seen, scale);
    release(seen, grey, upright);
    if (bilevel || without.has('background')) return grey;
    const flat = flattenBackground(grey, workDpi);
    release(grey, upright);
    return flat;
  });
  const areas = look.codeAreas.map((area) => boxAround(cornersOf(area).map(place)));
  let found =
    areas.length === 0
      ? look.codes.map((code) => ({
          ...code,
          corners: code.corners.map(place),
          turn: turnedBack(code.turn, lie.rotation),
        }))
      : await clock.time('codes', () => findCodesIn(cleaned, areas));
  const clear = (page: GreyRaster): WithoutRules =>
    without.has('rules')
      ? { ...NO_RULES, page: { ...page, data: page.data.slice() } }
      : removeRules(page, workDpi, bilevel, without);
  let sheet = await clock.time('rules', () => clear(cleaned));
  const inkless = isBlank(sheet.page);
  const verdict = verdictOf(found, inkless, look.flaws);
  if (verdict.blank !== first.blank || found.length !== first.codes.length) onVerdict(verdict);
  const mayBeTurned = ownText === undefined && !inkless && !without.has('upside-down');
  const told = directionOfCard(found);
  const ink =
    mayBeTurned && told === undefined ? await clock.time('upright', () => findPageInk(sheet.page)) : undefined;
  const turned = ink === undefined ? told : await clock.time('upright', () => isUpsideDown(sheet.page, ink, engine));
  if (mayBeTurned && turned) {
    rotation = rotation === 0 ? 180 : 270;
    const before = [upright, cleaned, sheet.page];
    upright = turnHalf(upright);
    cleaned = turnHalf(cleaned);
    const { width: across, height: down } = cleaned;
    found = found.map((code) => ({ ...code, corners: code.corners.map(([x, y]): Point => [across - x, down - y]) }));
    sheet = await clock.time('rules', () => clear(cleaned));
    for (const picture of before) release(picture, upright, cleaned, sheet.page);
  }
  release(cleaned, upright, sheet.page);
  const boxes = found.map((code) => boxAround(code.corners));
  whitenCodes(sheet.page, boxes);
  await clock.time('render', () => onUpright(upright, dpi));
  release(upright, sheet.page);
  const codes = found.map(({ format, text }, i) => ({ format, text, box: scaleBox(boxes[i]!, 1 / scale) }));
  const still = turned || found.length > 0 ? undefined : ink;
  return {
    width,
    height,
    dpi,
    scale,
    rotation,
    skewDegrees,
    sheet,
    ink: still,
    codes,
    verdict,
    ownText,
  };
}

/** Text of a PDF says itself which way it runs. */
const AS_WRITTEN = { sideways: false, skewDegrees: 0 } as const;

const NO_RULES = { verticalRules: [], tables: [], digitBoxes: [] } as const;

/** How a code lies once its page has been turned back. */
function turnedBack(turn: Rotation, rotation: Rotation): Rotation {
  return ((turn - rotation + 360) % 360) as Rotation;
}

/** The code of a citizen card is printed upright: true when it stands on its head, undefined when it doesn't tell. */
function directionOfCard(codes: readonly FoundCode[]): boolean | undefined {
  const turn = codes.find(isCardCode)?.turn;
  return turn === 0 || turn === 180 ? turn === 180 : undefined;
}

function whitenCodes({ width, height, data }: GreyRaster, codes: readonly Box[]): void {
  for (const box of codes) {
    const left = Math.max(0, box[0] - 4);
    const right = Math.min(width, box[0] + box[2] + 4);
    for (let y = Math.max(0, box[1] - 4); y < Math.min(height, box[1] + box[3] + 4); y += 1) {
      data.fill(255, y * width + left, y * width + right);
    }
  }
}
