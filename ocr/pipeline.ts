import type { Finding } from '../common/domain/findings.ts';
import type { Box, DetectedCode, Line, PageReading, Rotation, TableGrid } from '../common/domain/reading.ts';
import type { EngineLine, OcrEngine } from './engines/engine.ts';
import { type GreyRaster, turnHalf } from './image/raster.ts';
import { straighten } from './image/straighten.ts';
import type { ReadPage } from './reader.ts';
import { flattenBackground } from './steps/clean.ts';
import { decodePage } from './steps/decode.ts';
import { findCodes, findCodesCarefully } from './steps/find-codes.ts';
import { greyWithoutSeals, isBilevel } from './steps/grey.ts';
import { inspectPage, isBlank, medianEdgeWidth } from './steps/inspect.ts';
import { recognise } from './steps/recognise.ts';
import { removeRules } from './steps/remove-rules.ts';
import { type PageImages, renderUpright } from './steps/render-upright.ts';
import { findResolution } from './steps/resolution.ts';
import { measureSkew } from './steps/skew.ts';
import { isUpsideDown } from './steps/upside-down.ts';
import { resizeGrey, workScale } from './steps/work-scale.ts';

/** A page to read, and which images of it to write where. */
export interface PageJob extends PageImages {
  /** File that holds the page. */
  readonly path: string;
  /** 0-based page in it. */
  readonly index: number;
}

/** Reads one page from its file to text, codes and findings. Throws the errors of decodePage. */
export async function readPage(
  job: PageJob,
  engine: OcrEngine,
  onStep: (step: string) => void = () => undefined,
): Promise<ReadPage> {
  const clock = startClock(onStep);
  const decoded = await clock.time('decode', () => decodePage(job.path, job.index));
  const { dpi } = findResolution(decoded.raster.width, decoded.raster.height, decoded.statedDpi);
  const bilevel = isBilevel(decoded.raster);
  const lie = await clock.time('deskew', () => measureSkew(decoded.raster, bilevel));
  let rotation: Rotation = lie.sideways ? 90 : 0;
  let upright = await clock.time('straighten', () =>
    straighten(decoded.raster, { rotation, skewDegrees: lie.skewDegrees }),
  );
  const scale = workScale(dpi, upright.width, upright.height);
  const workDpi = dpi * scale;
  let cleaned = await clock.time('clean', async () => {
    const grey = await resizeGrey(greyWithoutSeals(upright, dpi), scale);
    return bilevel ? grey : flattenBackground(grey, workDpi);
  });
  let cleared = await clock.time('rules', async () => removeRules(cleaned, workDpi, bilevel));
  const blank = isBlank(cleared.page);
  if (!blank && (await clock.time('upright', () => isUpsideDown(cleared.page, engine)))) {
    rotation = rotation === 0 ? 180 : 270;
    upright = turnHalf(upright);
    cleaned = turnHalf(cleaned);
    cleared = await clock.time('rules', async () => removeRules(cleaned, workDpi, bilevel));
  }
  let codes = await clock.time('codes', () => findCodes(upright, dpi));
  const page = whiten(cleared.page, codes, scale);
  const engineLines = blank
    ? []
    : await clock.time('recognise', () => recognise(engine, { ...cleared, page, dpi: workDpi }));
  if (codes.length === 0 && isCard(engineLines)) {
    codes = await clock.time('codes', () => findCodesCarefully(upright));
  }
  const lines = engineLines.map((line) => toPageLine(line, 1 / scale));
  const confidence = meanConfidence(lines);
  const edge = medianEdgeWidth(page);
  const findings: readonly Finding[] = inspectPage({
    dpi,
    blank: blank && codes.length === 0,
    edgeInches: edge === undefined ? undefined : edge / workDpi,
    confidence,
    lines: engineLines,
  });
  await clock.time('render', () => renderUpright(upright, dpi, job));
  const reading: PageReading = {
    index: job.index,
    width: upright.width,
    height: upright.height,
    dpi,
    rotation,
    skewDegrees: Math.round(lie.skewDegrees * 100) / 100,
    blank: blank && codes.length === 0,
    confidence,
    text: lines.map((line) => line.words.map((word) => word.text).join(' ')).join('\n'),
    lines,
    codes,
    tables: cleared.tables.map((table) => scaleTable(table, 1 / scale)),
    findings,
    timings: clock.timings(),
  };
  return { reading, ...imagesOf(job) };
}

function imagesOf({ upright, preview, picture }: PageImages): Pick<ReadPage, 'artefacts' | 'picture'> {
  return {
    ...(upright === undefined || preview === undefined ? {} : { artefacts: { upright, preview } }),
    ...(picture === undefined ? {} : { picture: picture.path }),
  };
}

/** True when the text says that a citizen card or health-insurance card lies on the page; both carry a code. */
function isCard(lines: readonly EngineLine[]): boolean {
  return lines.some((line) =>
    /căn cước|citizen identity|identity card|bảo hiểm y tế/iu.test(line.words.map((word) => word.text).join(' ')),
  );
}

/** The page without its codes: an engine sees letters in them. */
function whiten(page: GreyRaster, codes: readonly DetectedCode[], scale: number): GreyRaster {
  if (codes.length === 0) return page;
  const data = Uint8Array.from(page.data);
  for (const { box } of codes) {
    const [x, y, width, height] = scaleBox(box, scale);
    const left = Math.max(0, x - 4);
    const right = Math.min(page.width, x + width + 4);
    for (let row = Math.max(0, y - 4); row < Math.min(page.height, y + height + 4); row += 1) {
      data.fill(255, row * page.width + left, row * page.width + right);
    }
  }
  return { ...page, data };
}

function toPageLine(line: EngineLine, factor: number): Line {
  const words = line.words.map(({ text, box, confidence }) => ({ text, box: scaleBox(box, factor), confidence }));
  return { words, box: scaleBox(line.box, factor) };
}

function scaleBox([x, y, width, height]: Box, factor: number): Box {
  const left = Math.round(x * factor);
  const top = Math.round(y * factor);
  return [left, top, Math.round((x + width) * factor) - left, Math.round((y + height) * factor) - top];
}

function scaleTable({ box, columns, rows }: TableGrid, factor: number): TableGrid {
  const scaled = (value: number): number => Math.round(value * factor);
  return { box: scaleBox(box, factor), columns: columns.map(scaled), rows: rows.map(scaled) };
}

/** Mean word confidence weighted by length, 0 without words. */
function meanConfidence(lines: readonly Line[]): number {
  let sum = 0;
  let letters = 0;
  for (const line of lines) {
    for (const word of line.words) {
      sum += word.confidence * word.text.length;
      letters += word.text.length;
    }
  }
  return letters === 0 ? 0 : Math.round((sum / letters) * 1000) / 1000;
}

interface Clock {
  time<T>(step: string, work: () => Promise<T>): Promise<T>;
  timings(): Readonly<Record<string, number>>;
}

function startClock(onStep: (step: string) => void): Clock {
  const timings: Record<string, number> = {};
  return {
    async time(step, work) {
      onStep(step);
      const from = performance.now();
      const result = await work();
      timings[step] = Math.round((timings[step] ?? 0) + performance.now() - from);
      return result;
    },
    timings: () => timings,
  };
}
