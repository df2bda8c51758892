import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import { randomDate } from './dates.ts';
import { EXTENSIONS, encodePage, encodePdf, encodeTiff } from './encode.ts';
import { makerOf, PAPER_MAKERS } from './forms/catalogue.ts';
import { makeContext, type Paper, type Sheet } from './forms/paper.ts';
import { seal } from './forms/parts.ts';
import { Random } from './random.ts';
import { findRecipe, RECIPES, type Recipe, type ScannedPage } from './recipes.ts';
import type { RenderedSheet, Renderer } from './render.ts';
import type { FieldBox, FileTruth, PageTruth } from './truth.ts';

/** One file of the corpus, and what it says. */
export interface CorpusFile {
  readonly truth: FileTruth;
  readonly bytes: Buffer;
}

export interface FileChoice {
  readonly type?: DocumentTypeId;
  readonly variant?: string;
  readonly recipe?: string;
}

/** The paper that a seed and an index stand for; type, form, day and people follow from them alone. */
export async function makePaper(random: Random, choice: FileChoice = {}): Promise<Paper> {
  const maker = choice.type === undefined ? random.pick(PAPER_MAKERS) : makerOf(choice.type);
  const variant =
    choice.variant === undefined
      ? random.weighted(maker.variants.map((candidate) => [candidate, candidate.weight] as const))
      : maker.variants.find((candidate) => candidate.name === choice.variant);
  if (variant === undefined) throw new RangeError(`${maker.type} has no variant ${choice.variant ?? ''}`);
  return variant.make(makeContext(random.fork('paper'), randomDate(random, variant.from, variant.to)));
}

/**
 * The file that seed and index stand for: the same bytes of content, effects and truth wherever the same Chromium and
 * fonts print it. Types and recipes go round so that any run of 14 and of 10 holds each.
 */
export async function makeFile(
  renderer: Renderer,
  seed: number,
  index: number,
  choice: FileChoice = {},
): Promise<CorpusFile> {
  const random = new Random(`corpus/${seed}/${index}`);
  const order = new Random(`order/${seed}`).shuffle(PAPER_MAKERS);
  const type = choice.type ?? order[index % order.length]!.type;
  const recipes = new Random(`recipes/${seed}/${Math.floor(index / RECIPES.length)}`).shuffle(RECIPES);
  const recipe = choice.recipe === undefined ? recipes[index % recipes.length]! : findRecipe(choice.recipe);
  const paper = await makePaper(random.fork('make'), { ...choice, type });
  const name = `${String(index).padStart(4, '0')}-${paper.variant}-${recipe.name}`;
  return scanPaper(renderer, paper, recipe, random.fork('scan'), { name, seed });
}

export interface ScanOptions {
  /** File name without extension. */
  readonly name: string;
  readonly seed: number;
  /** Fixed resolution of the print; else the sheet's own, else 300. */
  readonly dpi?: number;
  readonly encoding?: ReturnType<Recipe['encoding']>;
  /** Several pages become one file of this kind; pdf when absent. */
  readonly container?: 'pdf' | 'tiff';
  readonly planted?: readonly string[];
}

/** A paper's pages as they left the scanner. */
export interface ScannedPaper {
  readonly scans: readonly ScannedPage[];
  readonly pages: readonly PageTruth[];
  readonly boxes: Readonly<Record<string, FieldBox>>;
  /** Absent when no agency speaks in the paper. */
  readonly header?: Readonly<Record<string, string>>;
}

/** Prints a paper and scans it by a recipe. */
export async function scanSheets(
  renderer: Renderer,
  paper: Paper,
  recipe: Recipe,
  random: Random,
  fixedDpi?: number,
): Promise<ScannedPaper> {
  const scans: ScannedPage[] = [];
  const pages: PageTruth[] = [];
  const boxes: Record<string, FieldBox> = {};
  const header: Record<string, string> = {};
  for (const [index, sheet] of paper.sheets.entries()) {
    const dpi = fixedDpi ?? sheet.dpi ?? 300;
    const print = await printSheet(renderer, sheet, paper, dpi, recipe, random.fork(`seal${index}`));
    const scan = await recipe.scan(print.raster, dpi, random.fork(`page${index}`));
    scans.push(scan);
    pages.push(pageTruth(scan, print));
    for (const [key, place] of Object.entries(print.boxes))
      boxes[key] ??= {
        page: index,
        box: scan.mapBox(place.box),
        printed: place.printed,
        ...(place.handwritten ? { handwritten: true } : {}),
      };
    for (const [key, value] of Object.entries(print.header)) header[key] ??= value;
  }
  // Place and date alone stand on citizens' own papers too.
  const official = header.agency !== undefined || header.signerName !== undefined;
  return { scans, pages, boxes, ...(official ? { header } : {}) };
}

function pageTruth(scan: ScannedPage, print: RenderedSheet): PageTruth {
  const sideways = scan.rotation === 90 || scan.rotation === 270;
  return {
    width: sideways ? scan.raster.height : scan.raster.width,
    height: sideways ? scan.raster.width : scan.raster.height,
    dpi: scan.dpi,
    rotation: scan.rotation,
    skewDegrees: scan.skewDegrees,
    text: print.words.map((word) => word.text).join(' '),
    words: print.words.map((word) => ({ text: word.text, box: scan.mapBox(word.box) })),
    optional: print.optional.map((word) => ({ text: word.text, box: scan.mapBox(word.box) })),
    marks: print.marks.map((mark) => ({ ...mark, box: scan.mapBox(mark.box) })),
  };
}

/** Prints a paper, scans it by a recipe, and writes down the truth. */
export async function scanPaper(
  renderer: Renderer,
  paper: Paper,
  recipe: Recipe,
  random: Random,
  options: ScanOptions,
): Promise<CorpusFile> {
  const { scans, pages, boxes, header } = await scanSheets(renderer, paper, recipe, random, options.dpi);
  const { format, quality } = options.encoding ?? recipe.encoding(random.fork('encoding'));
  const [single] = scans;
  const planted = options.planted ?? paper.planted;
  const tiff = options.container === 'tiff';
  const extension = scans.length === 1 ? EXTENSIONS[format] : tiff ? 'tif' : 'pdf';
  const bytes =
    scans.length === 1 && single !== undefined
      ? await encodePage(single, format, quality)
      : tiff
        ? await encodeTiff(scans, quality)
        : await encodePdf(scans, quality);
  return {
    bytes,
    truth: {
      file: `${options.name}.${extension}`,
      type: paper.type,
      variant: paper.variant,
      recipe: recipe.name,
      seed: options.seed,
      pages,
      ...splitByHand(paper.fields, boxes),
      boxes,
      ...(paper.qr === undefined ? {} : { qr: paper.qr }),
      ...(paper.alsoRight === undefined ? {} : { alsoRight: paper.alsoRight }),
      ...(paper.mrz === undefined ? {} : { mrz: paper.mrz }),
      ...(header === undefined ? {} : { header }),
      ...(paper.tables === undefined || paper.look.hand !== undefined ? {} : { tables: paper.tables }),
      ...(planted === undefined ? {} : { planted }),
    },
  };
}

/** Printed values apart from written ones. */
export function splitByHand(
  values: Readonly<Record<string, string>>,
  boxes: Readonly<Record<string, FieldBox>>,
): { fields: Record<string, string>; handwritten?: Record<string, string> } {
  const isWritten = ([key]: readonly [string, string]): boolean => boxes[key]?.handwritten === true;
  const entries = Object.entries(values);
  const written = entries.filter(isWritten);
  const fields = Object.fromEntries(entries.filter((entry) => !isWritten(entry)));
  return written.length === 0 ? { fields } : { fields, handwritten: Object.fromEntries(written) };
}

async function printSheet(
  renderer: Renderer,
  sheet: Sheet,
  paper: Paper,
  dpi: number,
  recipe: Recipe,
  random: Random,
): Promise<RenderedSheet> {
  const print = await renderer.render(sheet, paper.look, dpi);
  const targets = Object.values(print.boxes).map((place) => place.box);
  if (recipe.sealOverText !== true || targets.length === 0) return print;
  const [x, y, width, height] = random.pick(targets);
  const mm = (pixels: number): number => (pixels / dpi) * 25.4;
  const across = Math.min(36, sheet.widthMm / 4);
  const left = mm(x + width * random.between(0.1, 0.9)) - across / 2;
  const top = mm(y + height / 2) - across / 2;
  const stamp = seal(
    random,
    'BỘ PHẬN MỘT CỬA ĐÃ TIẾP NHẬN',
    `left:${left.toFixed(1)}mm;top:${top.toFixed(1)}mm;width:${across}mm;height:${across}mm;margin:0`,
  );
  return renderer.render({ ...sheet, html: `${sheet.html}${stamp}` }, paper.look, dpi);
}

/** Writes a file and its NAME.truth.json into a folder. */
export async function writeCorpusFile(folder: string, file: CorpusFile): Promise<void> {
  await writeFile(join(folder, file.truth.file), file.bytes);
  await writeFile(
    join(folder, `${file.truth.file.replace(/\.[^.]+$/, '')}.truth.json`),
    `${JSON.stringify(file.truth)}\n`,
  );
}
