import { join } from 'node:path';
import { describeGrowth, type MemorySample, memoryPlot } from './memory-plot.ts';
import { ownReader } from './own-reader.ts';
import { memoryOfChildren } from './processes.ts';
import type { BenchFile } from './score.ts';

export interface Endurance {
  readonly markdown: string;
  readonly picture: string;
}

/** Files that are read between two looks at memory. */
const BATCH = 8;

/**
 * Reads the files over and over until so many pages are done, with processes that are never replaced (the product
 * replaces them after 300 pages), and watches their memory.
 */
export async function endure(
  files: readonly BenchFile[],
  wanted: number,
  { workers, folder, say }: { readonly workers: number; readonly folder: string; readonly say: (text: string) => void },
): Promise<Endurance> {
  const reader = ownReader(workers, { recycleAfterPages: Number.POSITIVE_INFINITY });
  const samples: MemorySample[] = [];
  let pages = 0;
  let failed = 0;
  try {
    for (let from = 0; pages < wanted; from = (from + BATCH) % files.length) {
      const batch = files.slice(from, from + BATCH);
      const results = await reader.read(
        batch.map((file) => file.path),
        join(folder, 'endurance'),
      );
      failed += [...results.values()].filter((result) => result.failure !== undefined).length;
      pages += batch.reduce((sum, file) => sum + file.truth.pages.length, 0);
      const memory = await memoryOfChildren();
      samples.push({ pages, nowMb: memory.map((one) => one.nowMb), peakMb: memory.map((one) => one.peakMb) });
      say(`${pages} of ${wanted} pages, ${memory.map((one) => `${Math.round(one.nowMb)} MB`).join(', ')}`);
    }
  } finally {
    await reader.close();
  }
  const markdown = `## Memory over ${pages} pages\n\n![Memory of the workers](memory.svg)\n\n${describeGrowth(samples)} ${failed} files failed.`;
  return { markdown, picture: memoryPlot(samples) };
}
