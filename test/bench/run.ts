import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeFile, writeCorpusFile } from '../corpus/corpus.ts';
import { Renderer } from '../corpus/render.ts';
import { makeStack } from '../corpus/stack.ts';
import type { FileTruth } from '../corpus/truth.ts';
import { type ContenderRun, runOcrMyPdf, runOwnReader, runTesseract } from './contenders.ts';
import { describeMachine } from './machine.ts';
import { writeReport } from './report.ts';
import type { BenchFile } from './score.ts';

/**
 * `npm run bench -- [--seed N] [--count N] [--stacks N] [--workers N] [--quick] [--alone] [--keep DIR] [--out FILE]`: reads the
 * committed samples and a fresh corpus with the station and, where they are installed, native tesseract and OCRmyPDF;
 * prints the figures and writes docs/bench/latest.md. --quick takes few papers, --alone leaves the others out.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string' },
    stacks: { type: 'string' },
    workers: { type: 'string', default: '2' },
    quick: { type: 'boolean', default: false },
    alone: { type: 'boolean', default: false },
    keep: { type: 'string' },
    out: { type: 'string' },
  },
});

const ROOT = new URL('../../', import.meta.url).pathname;
const SAMPLES = join(ROOT, 'main/training/samples');
const seed =
  values.seed === undefined ? 1 + (Math.floor(Date.now() / 1000) % 1_000_000) : wholeNumber('seed', values.seed);
const count = values.count === undefined ? (values.quick ? 7 : 28) : wholeNumber('count', values.count);
const stacks = values.stacks === undefined ? (values.quick ? 0 : 2) : wholeNumber('stacks', values.stacks);
const work = values.keep ?? (await mkdtemp(join(tmpdir(), 'sohoa-bench-')));
const corpus = join(work, 'corpus');

try {
  await mkdir(corpus, { recursive: true });
  await makeCorpus(corpus);
  const files = [...(await loadSet(SAMPLES, 'samples')), ...(await loadSet(corpus, 'fresh'))];
  const paths = files.map((file) => file.path);
  const machine = await describeMachine();
  say(`reading ${files.length} files with the station`);
  const runs: ContenderRun[] = [await runOwnReader(paths, join(work, 'own'), wholeNumber('workers', values.workers))];
  for (const [name, contend] of values.alone
    ? []
    : ([
        ['tesseract', runTesseract],
        ['OCRmyPDF', runOcrMyPdf],
      ] as const)) {
    say(`reading them with ${name}`);
    const run = await contend(paths, join(work, name));
    if (run === undefined) say(`${name} with Vietnamese is not installed: left out`);
    else runs.push(run);
  }
  const command = `npm run bench -- --seed ${seed} --count ${count} --stacks ${stacks}${values.quick ? ' --quick' : ''}${values.alone ? ' --alone' : ''}`;
  const report = writeReport({
    files,
    runs,
    machine,
    command,
    seed,
    day: new Date().toISOString().slice(0, 10),
  });
  console.log(report);
  const out = values.out ?? join(ROOT, 'docs/bench/latest.md');
  await mkdir(join(out, '..'), { recursive: true });
  await writeFile(out, `${report}\n`);
  say(`written to ${out}`);
} finally {
  if (values.keep === undefined) await rm(work, { recursive: true, force: true });
}

/** A kept folder that already holds this seed's papers is used as it is. */
async function makeCorpus(folder: string): Promise<void> {
  if ((await readdir(folder)).length >= 2 * (count + stacks)) return;
  say(`printing ${count} papers and ${stacks} stacks of seed ${seed}`);
  const renderer = await Renderer.launch();
  try {
    for (let index = 0; index < count; index += 1) await writeCorpusFile(folder, await makeFile(renderer, seed, index));
    for (let index = 0; index < stacks; index += 1)
      await writeCorpusFile(folder, await makeStack(renderer, seed, index));
  } finally {
    await renderer.close();
  }
}

async function loadSet(folder: string, set: BenchFile['set']): Promise<BenchFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.truth.json')).sort();
  return Promise.all(
    names.map(async (name): Promise<BenchFile> => {
      const truth = JSON.parse(await readFile(join(folder, name), 'utf8')) as FileTruth;
      return { path: join(folder, truth.file), truth, set };
    }),
  );
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new RangeError(`--${name} takes a whole number`);
  return value;
}

function say(text: string): void {
  console.error(`bench: ${text}`);
}
