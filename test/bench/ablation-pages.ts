import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PageReading } from '../../common/domain/reading.ts';
import type { OcrEngine } from '../../ocr/engines/engine.ts';
import { createLineEngine } from '../../ocr/engines/lstm/create-line-engine.ts';
import { NOTHING_LEFT_OUT, OPTIONAL_STEPS, type OptionalStep, type Without } from '../../ocr/optional-steps.ts';
import { readPage } from '../../ocr/pipeline.ts';
import { assembleDocuments } from '../../ocr/steps/assemble-documents.ts';
import { ablationTable, compare, totalsOf } from './ablation.ts';
import { evenly } from './contender.ts';
import type { FieldScore, WordCount } from './metrics.ts';
import { type BenchFile, scorePapers, scoreText } from './score.ts';

/** What one file gave and cost. */
export interface ExactAndWords {
  readonly words: WordCount;
  readonly fields: readonly FieldScore[];
  readonly cpuMs: number;
  readonly pages: number;
}

/**
 * Reads files with every step and with each one left out, in this process, and says what each step brings and costs.
 * The variants take turns file by file, in an order that turns as well, so that a busy machine weighs on all alike.
 */
export async function ablate(
  files: readonly BenchFile[],
  count: number,
  folder: string,
  say: (text: string) => void,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const chosen = evenly(files, count);
  const variants: readonly (OptionalStep | undefined)[] = [undefined, ...OPTIONAL_STEPS];
  const measured = new Map(variants.map((step): [OptionalStep | undefined, ExactAndWords[]] => [step, []]));
  const engine = await createLineEngine();
  try {
    for (const [index, file] of chosen.entries()) {
      say(`${basename(file.path)} without each step`);
      // Whoever comes first pays for what is loaded once: nobody's time.
      await measure(file, engine, NOTHING_LEFT_OUT, folder);
      for (const step of index % 2 === 0 ? variants : variants.toReversed()) {
        const without: Without = step === undefined ? NOTHING_LEFT_OUT : new Set([step]);
        measured.get(step)!.push(await measure(file, engine, without, folder));
      }
    }
  } finally {
    await engine.close();
  }
  const full = totalsOf(measured.get(undefined)!);
  const rows = OPTIONAL_STEPS.map((step) => compare(step, full, totalsOf(measured.get(step)!)));
  const pages = chosen.reduce((sum, file) => sum + file.truth.pages.length, 0);
  return `## Ablation\n\n${pages} pages of ${chosen.length} files, each step left out in turn; figures are what the step brings, CPU time what it costs.\n\n${ablationTable(full, rows)}`;
}

async function measure(file: BenchFile, engine: OcrEngine, without: Without, folder: string): Promise<ExactAndWords> {
  const pages: PageReading[] = [];
  let cpuMs = 0;
  for (const index of file.truth.pages.keys()) {
    const before = process.cpuUsage();
    const job = { path: file.path, index, upright: join(folder, 'page.jpg'), preview: join(folder, 'preview.jpg') };
    const { reading } = await readPage(job, engine, undefined, undefined, without);
    const used = process.cpuUsage(before);
    cpuMs += (used.user + used.system) / 1000;
    pages.push(reading);
  }
  const documents = assembleDocuments(pages, { today: new Date().toISOString().slice(0, 10) });
  const result = {
    pages: pages.map((page) => page.text),
    reading: { source: file.truth.file, sha256: '', pages, documents },
  };
  const fields = scorePapers(file, result).flatMap((paper) => paper.fields);
  return { words: scoreText(file, result).words, fields, cpuMs, pages: pages.length };
}
