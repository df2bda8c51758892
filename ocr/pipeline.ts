import type { Line, PageReading, TableGrid, Word } from '../common/domain/reading.ts';
import type { EngineLine, OcrEngine } from './engines/engine.ts';
import { scaleBox } from './image/boxes.ts';
import { NOTHING_LEFT_OUT, type Without } from './optional-steps.ts';
import type { PageVerdict, ReadPage } from './reader.ts';
import { startClock } from './step-clock.ts';
import { lowConfidence } from './steps/inspect.ts';
import { findMarks } from './steps/marks/find-marks.ts';
import { type MarkPicture, makeMarkPicture } from './steps/marks/mark-picture.ts';
import { linesOfText } from './steps/pdf-text.ts';
import { preparePage } from './steps/prepare-page.ts';
import { inReadingOrder } from './steps/reading-order.ts';
import { recognise } from './steps/recognise.ts';
import { type PageImages, renderUpright } from './steps/render-upright.ts';
import { otherWords } from './steps/word-others.ts';

/** A page to read, and which images of it to write where. */
export interface PageJob extends PageImages {
  /** File that holds the page. */
  readonly path: string;
  /** 0-based page in it. */
  readonly index: number;
}

/**
 * Reads one page from its file to text, codes and findings; what is known before the text is told as soon as it is.
 * Throws the errors of decodePage.
 */
export async function readPage(
  job: PageJob,
  engine: OcrEngine | Promise<OcrEngine>,
  onStep: (step: string) => void = () => undefined,
  onVerdict: (verdict: PageVerdict) => void = () => undefined,
  without: Without = NOTHING_LEFT_OUT,
): Promise<ReadPage> {
  const clock = startClock(onStep);
  let picture: MarkPicture | undefined;
  const { sheet, ink, scale, codes, verdict, ownText, ...page } = await preparePage(job, engine, clock, {
    onVerdict,
    without,
    onUpright: async (upright, dpi) => {
      if (!without.has('marks')) picture = await clock.time('marks', async () => makeMarkPicture(upright, dpi));
      await renderUpright(upright, dpi, job);
    },
  });
  const engineLines = verdict.blank
    ? []
    : await clock.time('recognise', async () =>
        ownText === undefined
          ? await recognise(await engine, { ...sheet, ink, dpi: page.dpi * scale, without })
          : inReadingOrder(linesOfText(ownText, scale), sheet.tables, sheet.verticalRules),
      );
  const read = engineLines.map((line) => toPageLine(line, 1 / scale));
  const small = picture;
  const { marks, lines } =
    small === undefined || verdict.blank
      ? { marks: undefined, lines: read }
      : await clock.time('marks', async () => findMarks(small, { page: sheet.page, scale }, read));
  const confidence = meanConfidence(lines);
  const reading: PageReading = {
    index: job.index,
    width: page.width,
    height: page.height,
    dpi: page.dpi,
    rotation: page.rotation,
    skewDegrees: Math.round(page.skewDegrees * 100) / 100,
    blank: verdict.blank,
    confidence,
    text: lines.map((line) => line.words.map((word) => word.text).join(' ')).join('\n'),
    lines,
    ...(ownText === undefined ? {} : { textFrom: 'pdf' as const }),
    codes,
    ...(small === undefined ? {} : { inColour: small.scannedInColour }),
    ...(marks === undefined ? {} : { marks }),
    tables: sheet.tables.map((table) => scaleTable(table, 1 / scale)),
    findings: [...verdict.findings, ...lowConfidence(lines)],
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

function toPageLine(line: EngineLine, factor: number): Line {
  const words = line.words.map((word): Word => {
    const { text, box, confidence } = word;
    const others = otherWords(word);
    return { text, box: scaleBox(box, factor), confidence, ...(others.length > 0 ? { others } : {}) };
  });
  return { words, box: scaleBox(line.box, factor) };
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
