import { mkdir, readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { makeFile, writeCorpusFile } from '../corpus/corpus.ts';
import { Renderer } from '../corpus/render.ts';
import { makeStack } from '../corpus/stack.ts';
import type { FileTruth, PageTruth } from '../corpus/truth.ts';
import { splitPages } from './other-readers.ts';
import type { BenchFile } from './score.ts';

export interface CorpusChoice {
  readonly seed: number;
  readonly count: number;
  readonly stacks: number;
}

/** Prints a seed's papers into a folder; one that already holds them is used as it is. */
export async function makeCorpus(folder: string, { seed, count, stacks }: CorpusChoice): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length >= 2 * (count + stacks)) return;
  const renderer = await Renderer.launch();
  try {
    for (let index = 0; index < count; index += 1) await writeCorpusFile(folder, await makeFile(renderer, seed, index));
    for (let index = 0; index < stacks; index += 1)
      await writeCorpusFile(folder, await makeStack(renderer, seed, index));
  } finally {
    await renderer.close();
  }
}

/** Files of a folder with their NAME.truth.json. */
export async function loadSet(folder: string, set: BenchFile['set']): Promise<BenchFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.truth.json')).sort();
  return Promise.all(
    names.map(async (name): Promise<BenchFile> => {
      const truth = JSON.parse(await readFile(join(folder, name), 'utf8')) as FileTruth;
      return { path: join(folder, truth.file), truth: { ...truth, pages: truth.pages.map(withEmptyLists) }, set };
    }),
  );
}

/** A truth written before there were marks has none. */
function withEmptyLists(page: PageTruth): PageTruth {
  const { optional = [], marks = [] } = page as Partial<PageTruth>;
  return { ...page, optional, marks };
}

/** Scans NAME.png (tif, jpg, pdf) with their text keyed by hand in NAME.txt, pages parted by form feeds. */
export async function loadRealScans(folder: string): Promise<BenchFile[]> {
  const names = (await readdir(folder)).sort();
  const scans = names.filter((name) => extname(name) !== '.txt' && names.includes(keyedName(name)));
  return Promise.all(
    scans.map(async (name): Promise<BenchFile> => {
      const texts = splitPages((await readFile(join(folder, keyedName(name)), 'utf8')).normalize('NFC'));
      const pages = texts.map((text): PageTruth => ({ ...BLANK_PAGE, text }));
      return {
        path: join(folder, name),
        truth: { file: name, type: 'other', variant: 'scan', recipe: 'scan', seed: 0, pages, fields: {}, boxes: {} },
        set: 'real',
      };
    }),
  );
}

const BLANK_PAGE: PageTruth = {
  width: 0,
  height: 0,
  dpi: 0,
  rotation: 0,
  skewDegrees: 0,
  text: '',
  words: [],
  optional: [],
  marks: [],
};

function keyedName(name: string): string {
  return `${name.slice(0, -extname(name).length)}.txt`;
}
