import { describe, expect, it } from 'vitest';
import { createReader } from '../../ocr/create-reader.ts';
import { forkLauncher } from '../../ocr/host/launch.ts';
import type { FromReader, ToReader } from '../../ocr/host/messages.ts';
import type { LaunchReaderProcess, Reader, ReadFileResult } from '../../ocr/reader.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { put, tiffOf } from './support/inputs.ts';

/** Real processes, really killed in the middle of a page. */

/** Forks reader processes and kills -9 whichever says that it is at `step` of page `index`, at most `times` times. */
function killingLauncher(
  index: number,
  step: string,
  times: number,
): { launch: LaunchReaderProcess; killed: number[] } {
  const fork = forkLauncher('null');
  const killed: number[] = [];
  const launch: LaunchReaderProcess = () => {
    const inner = fork();
    const victims = new Set<number>();
    return {
      ...inner,
      send: (message) => {
        const order = message as ToReader;
        if (order.kind === 'task' && order.task.kind === 'page' && order.task.job.index === index)
          victims.add(order.id);
        inner.send(message);
      },
      onMessage: (listener) =>
        inner.onMessage((message) => {
          const news = message as FromReader;
          if (news.kind === 'step' && news.step === step && victims.has(news.id) && killed.length < times) {
            process.kill(inner.pid!, 'SIGKILL');
            killed.push(inner.pid!);
          }
          listener(message);
        }),
    };
  };
  return { launch, killed };
}

async function readThreePages(reader: Reader): Promise<ReadFileResult> {
  const folder = await temporaryFolder();
  const path = await put(folder, 'three.tif', await tiffOf(3));
  try {
    return await reader.readFile({ path, sourceName: 'three.tif', workDir: folder });
  } finally {
    await reader.close();
  }
}

describe('a reader process that is killed in the middle of a page', () => {
  it('costs nothing when the page reads the second time', async () => {
    const { launch, killed } = killingLauncher(1, 'clean', 1);
    const result = await readThreePages(createReader({ workers: 2, launch, assemble: () => [] }));
    expect(killed).toHaveLength(1);
    expect(
      result.reading.pages.map((page) => [page.index, page.width, page.findings.some((f) => f.severity === 'error')]),
    ).toEqual([
      [0, 1240, false],
      [1, 1240, false],
      [2, 1240, false],
    ]);
    expect(result.pages.every((page) => page.artefacts !== undefined)).toBe(true);
  });

  it('costs that page only when it dies each time', async () => {
    const { launch, killed } = killingLauncher(1, 'clean', 9);
    const assembled: number[][] = [];
    const assemble = (pages: readonly { index: number }[]): [] => {
      assembled.push(pages.map((page) => page.index));
      return [];
    };
    const result = await readThreePages(createReader({ workers: 2, launch, assemble }));
    expect(killed).toHaveLength(2);
    expect(new Set(killed).size).toBe(2);
    expect(result.reading.pages.map((page) => page.findings.map((finding) => finding.code))).toEqual([
      expect.not.arrayContaining(['page-unreadable']),
      ['page-unreadable'],
      expect.not.arrayContaining(['page-unreadable']),
    ]);
    expect(result.pages.map((page) => page.artefacts !== undefined)).toEqual([true, false, true]);
    expect(assembled).toEqual([[0, 2]]);
  });

  it('is ended when it takes longer over a page than it may', async () => {
    const reader = createReader({ workers: 1, engine: 'null', pageTimeLimitMs: 1, assemble: () => [] });
    const result = await readThreePages(reader);
    expect(result.reading.pages.map((page) => page.findings.map((finding) => finding.code))).toEqual([
      ['page-unreadable'],
      ['page-unreadable'],
      ['page-unreadable'],
    ]);
  });
});
