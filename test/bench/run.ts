import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ablate } from './ablation-pages.ts';
import { loadSet, makeCorpus } from './bench-files.ts';
import { endure } from './endurance.ts';
import { benchCommits } from './load/commits.ts';
import { benchDay } from './load/day.ts';
import { benchSending } from './load/sending.ts';
import { currentLoad, describeMachine, describeMachineLine, type Machine, noisyNote } from './machine.ts';
import { paragraphs } from './markdown.ts';
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
  if (options.real !== undefined) {
    const markdown = await reportRealScans(options.real, options, work, say);
    await publish('real-scans.md', markdown, {});
  } else if (options.load) await benchStation();
  else if (options.scaling || options.sizes || options.endurance !== undefined) await benchLoad();
  else await benchReading();
} finally {
  if (options.keep === undefined) await rm(work, { recursive: true, force: true });
}

async function loadFiles(): Promise<readonly BenchFile[]> {
  const corpus = join(work, 'corpus');
  say(`printing ${options.count} papers and ${options.stacks} stacks of seed ${options.seed}`);
  await makeCorpus(corpus, options);
  return [...(await loadSet(join(ROOT, 'main/training/samples'), 'samples')), ...(await loadSet(corpus, 'fresh'))];
}

/** Accuracy, confidence, speed beside others, and what each step is worth. */
async function benchReading(): Promise<void> {
  const before = await describeMachine();
  const files = await loadFiles();
  const own = ownReader(options.workers);
  const others = options.alone ? [] : await installedReaders(say);
  const read = await readAll(own, others, { ...options, files, folder: work, say }).finally(() => own.close());
  const ablation = options.ablate === 0 ? '' : await ablate(files, options.ablate, join(work, 'ablation'), say);
  const { markdown, pictures } = writeReport({
    files,
    ...read,
    before,
    loadAfter: currentLoad(),
    command: options.command,
    seed: options.seed,
    day: new Date().toISOString().slice(0, 10),
    more: [ablation],
  });
  await publish('latest.md', markdown, pictures);
}

/** What the station does besides reading: keeping and sending. */
async function benchStation(): Promise<void> {
  const before = await describeMachine();
  const parts = [
    await benchCommits(join(work, 'commits'), say),
    await benchSending(join(work, 'sending'), options.seed, say),
    options.dossiers === 0 ? '' : await benchDay(join(work, 'day'), options.dossiers, say),
  ];
  await publish('load.md', page('Keeping and sending', before, parts), {});
}

/** What more processes, larger pages and many pages do. */
async function benchLoad(): Promise<void> {
  const before = await describeMachine();
  const files = await loadFiles();
  if (options.scaling || options.sizes) {
    const parts = [
      options.scaling ? await scaling(files, work, say) : '',
      options.sizes ? await pageSizes(files, work, say) : '',
    ];
    await publish('scaling.md', page('Workers and page sizes', before, parts), {});
  }
  if (options.endurance !== undefined) {
    const { workers } = options;
    const { markdown, picture } = await endure(files, options.endurance, { workers, folder: work, say });
    await publish('endurance.md', page('Endurance', before, [markdown]), { 'memory.svg': picture });
  }
}

function page(title: string, before: Machine, parts: readonly string[]): string {
  const head = [`# ${title}`, `\`${options.command}\``, describeMachineLine(before, currentLoad()), noisyNote(before)];
  return `${paragraphs([...head, ...parts])}\n`;
}

/** Prints a page of figures and writes it with its pictures, to docs/bench unless told otherwise. */
async function publish(name: string, markdown: string, pictures: Readonly<Record<string, string>>): Promise<void> {
  console.log(markdown);
  const out = options.out ?? join(ROOT, 'docs/bench', name);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, markdown);
  for (const [picture, content] of Object.entries(pictures)) await writeFile(join(dirname(out), picture), content);
  say(`written to ${out}`);
}

function say(text: string): void {
  console.error(`bench: ${text}`);
}
