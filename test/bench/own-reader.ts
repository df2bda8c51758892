import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createReader } from '../../ocr/create-reader.ts';
import type { CreateReaderOptions, Reader } from '../../ocr/reader.ts';
import type { Contender, FileResult, Results } from './contender.ts';
import { inParallel } from './processes.ts';

/** The project's reader; its processes start with the first file, under the clock, and stay for later rounds. */
export function ownReader(workers: number, options: CreateReaderOptions = {}): Contender {
  const reader = createReader({ workers, ...options });
  return {
    name: 'tram-so-hoa',
    version: `${workers} worker${workers === 1 ? '' : 's'}`,
    prepare: async () => undefined,
    read: (files, folder) => readAll(reader, files, folder, workers + 1),
    close: () => reader.close(),
  };
}

async function readAll(reader: Reader, files: readonly string[], folder: string, width: number): Promise<Results> {
  await mkdir(folder, { recursive: true });
  const results = new Map<string, FileResult>();
  await inParallel(files, width, async (path) => {
    results.set(path, await readOne(reader, path, folder));
  });
  return results;
}

async function readOne(reader: Reader, path: string, folder: string): Promise<FileResult> {
  const name = basename(path);
  const workDir = join(folder, `${name}.work`);
  await mkdir(workDir, { recursive: true });
  const begun = new Map<number, number>();
  const verdictMs: number[] = [];
  try {
    const { reading, pages } = await reader.readFile({ path, sourceName: name, workDir, images: 'pdf' }, (progress) => {
      const { kind, page } = progress as { readonly kind: string; readonly page?: unknown };
      if (typeof page !== 'number') return;
      if (!begun.has(page)) begun.set(page, performance.now());
      if (kind === 'verdict') verdictMs.push(performance.now() - begun.get(page)!);
    });
    if (pages.some(({ picture }) => picture !== undefined)) {
      await reader.composePdf({ pages, source: path, title: name, out: join(folder, `${name}.pdf`) });
    }
    await writeFile(join(folder, `${name}.reading.json`), JSON.stringify(reading));
    return { pages: reading.pages.map((page) => page.text), reading, verdictMs };
  } catch (error) {
    return { pages: [], failure: String(error) };
  } finally {
    await rm(workDir, { recursive: true });
  }
}
