import { join } from 'node:path';
import { type Contender, type ContenderRun, evenly, joinRuns, planRounds, timedRead } from './contender.ts';
import { nativeTesseract, ocrMyPdf } from './other-readers.ts';
import { watchPeak } from './processes.ts';
import type { SpeedRun } from './report-targets.ts';
import type { BenchFile } from './score.ts';

export interface AllRead {
  /** The station over every file. */
  readonly own: ContenderRun;
  /** Absent without another reader. */
  readonly speed?: SpeedRun;
  readonly peakMb: number;
}

export interface SideBySideOptions {
  readonly files: readonly BenchFile[];
  readonly folder: string;
  readonly compare: number;
  readonly rounds: number;
  readonly say: (text: string) => void;
}

/** Other readers that are installed on this machine. */
export async function installedReaders(say: (text: string) => void): Promise<readonly Contender[]> {
  const readers: Contender[] = [];
  for (const [name, start] of [
    ['tesseract', nativeTesseract],
    ['OCRmyPDF', ocrMyPdf],
  ] as const) {
    const reader = await start();
    if (reader === undefined) say(`${name} with Vietnamese is not installed: left out`);
    else readers.push(reader);
  }
  return readers;
}

/** Lets the station read everything, some of it in turn with the others. */
export async function readAll(
  own: Contender,
  others: readonly Contender[],
  { files, folder, compare, rounds, say }: SideBySideOptions,
): Promise<AllRead> {
  const contenders = [own, ...others];
  const shared = others.length === 0 ? [] : evenly(files, compare);
  const runs = contenders.map((): ContenderRun[] => []);
  let peakMb = 0;
  const read = async (contender: Contender, batch: readonly BenchFile[], place: string): Promise<ContenderRun> => {
    say(`${contender.name} reads ${batch.length} files`);
    const watch = contender === own ? watchPeak() : undefined;
    try {
      return await timedRead(
        contender,
        batch.map((file) => file.path),
        place,
      );
    } finally {
      peakMb = Math.max(peakMb, watch?.stop() ?? 0);
    }
  };
  for (const [round, plan] of planRounds(shared, contenders.length, rounds).entries()) {
    for (const index of plan.order) {
      const contender = contenders[index]!;
      const place = contender === own ? join(folder, 'own') : join(folder, `${contender.name}-${round}`);
      runs[index]!.push(await read(contender, plan.files, place));
    }
  }
  const rest = files.filter((file) => !shared.includes(file));
  const ownRest = rest.length === 0 ? [] : [await read(own, rest, join(folder, 'own'))];
  const all = joinRuns([...runs[0]!, ...ownRest]);
  if (shared.length === 0) return { own: all, peakMb };
  return { own: all, speed: { runs: runs.map(joinRuns), files: shared }, peakMb };
}
