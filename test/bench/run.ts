import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ablate } from './ablation-pages.ts';
import { loadSet, makeCorpus } from './bench-files.ts';
import { endure } from './endurance.ts';
import { currentLoad, describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { ownReader } from './own-reader.ts';
import { reportRealScans } from './real-scans.ts';
import { writeReport } from './report.ts';
import { pageSizes, scaling } from './scaling.ts';
import type { BenchFile } from './score.ts';
import { installedReaders, readAll } from './side-by-side.ts';

/**
 * `npm run bench -- [--seed N]`: reads the committed samples and a fresh corpus with the station and, where they are
 * installed, native tesseract and OCRmyPDF; prints the figures and writes docs/bench. All options: README.md beside.
 */
const ROOT = new URL('../../', import.meta.url).pathname;
const options = readOptions(process.argv.slice(2), 1 + (Math.floor(Date.now() / 1000) % 1_000_000));
const work = options.keep ?? (await mkdtemp(join(tmpdir(), 'sohoa-bench-')));

try {
  if (options.real === undefined) await benchCorpus();
  else {
    const markdown = await reportRealScans(options.real, options, work, say);
    await publish(options.out ?? join(ROOT, 'docs/bench/real-scans.md'), markdown, {});
  }
} finally {
  if (options.keep === undefined) await rm(work, { recursive: true, force: true });
}

async function benchCorpus(): Promise<void> {
  const before = await describeMachine();
  const corpus = join(work, 'corpus');
  say(`printing ${options.count} papers and ${options.stacks} stacks of seed ${options.seed}`);
  await makeCorpus(corpus, options);
  const files = [
    ...(await loadSet(join(ROOT, 'main/training/samples'), 'samples')),
    ...(await loadSet(corpus, 'fresh')),
  ];
  const own = ownReader(options.workers);
  const others = options.alone ? [] : await installedReaders(say);
  const read = await readAll(own, others, { ...options, files, folder: work, say }).finally(() => own.close());
  const further = await measureFurther(files);
  const { markdown, pictures } = writeReport({
    files,
    ...read,
    before,
    loadAfter: currentLoad(),
    command: options.command,
    seed: options.seed,
    day: new Date().toISOString().slice(0, 10),
    more: further.map((one) => one.markdown),
  });
  const all = Object.assign({}, pictures, ...further.map((one) => one.pictures)) as Readonly<Record<string, string>>;
  await publish(options.out ?? join(ROOT, 'docs/bench/latest.md'), markdown, all);
}

interface Further {
  readonly markdown: string;
  readonly pictures: Readonly<Record<string, string>>;
}

/** What takes longer than most want to wait, each asked for by its own option. */
async function measureFurther(files: readonly BenchFile[]): Promise<readonly Further[]> {
  const further: Further[] = [];
  if (options.ablate !== undefined)
    further.push({ markdown: await ablate(files, options.ablate, join(work, 'ablation'), say), pictures: {} });
  if (options.scaling) further.push({ markdown: await scaling(files, work, say), pictures: {} });
  if (options.sizes) further.push({ markdown: await pageSizes(files, work, say), pictures: {} });
  if (options.endurance !== undefined) {
    const { markdown, picture } = await endure(files, options.endurance, {
      workers: options.workers,
      folder: work,
      say,
    });
    further.push({ markdown, pictures: { 'memory.svg': picture } });
  }
  return further;
}

async function publish(out: string, markdown: string, pictures: Readonly<Record<string, string>>): Promise<void> {
  console.log(markdown);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, markdown);
  for (const [name, picture] of Object.entries(pictures)) await writeFile(join(dirname(out), name), picture);
  say(`written to ${out}`);
}

function say(text: string): void {
  console.error(`bench: ${text}`);
}
