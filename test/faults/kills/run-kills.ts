import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPopulationStub } from '../../../main/training/population/start-population-stub.ts';
import { type Examination, examine } from './examine.ts';
import { type LaneStory, runLane } from './lane.ts';

export interface RunKillsOptions {
  readonly seed: number;
  readonly kills: number;
  /** Stations side by side, each with its portal. */
  readonly lanes: number;
  /** Share of dossiers with papers for real reader processes; default 0.06. */
  readonly realShare?: number;
}

export interface KillsOutcome {
  readonly options: RunKillsOptions;
  readonly stories: readonly LaneStory[];
  readonly examinations: readonly Examination[];
  readonly seconds: number;
  /** Everything that is off, in words. */
  readonly problems: readonly string[];
  /** Where the data of a run with problems lies; null when there were none. */
  readonly kept: string | null;
}

/** Kills stations again and again in the middle of their day, then holds what is left against what was acknowledged. */
export async function runKills(options: RunKillsOptions): Promise<KillsOutcome> {
  const { seed, kills, lanes, realShare = 0.06 } = options;
  const from = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'sohoa-kills-'));
  const env = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const population = await startPopulationStub({ port: 0 });
  try {
    const stories = await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        const own = join(folder, `lane-${lane}`);
        await mkdir(own);
        return await runLane({
          seed: seed * 1000 + lane,
          kills: Math.floor(kills / lanes) + (lane < kills % lanes ? 1 : 0),
          folder: own,
          populationUrl: population.url,
          env,
          realShare,
        });
      }),
    );
    const examinations: Examination[] = [];
    for (const { dataDir, portalDir, diary } of stories) examinations.push(await examine(dataDir, portalDir, diary));
    const problems = [
      ...stories.flatMap((story) => story.problems),
      ...examinations.flatMap((found) => [
        ...found.pagesLost,
        ...found.dossiersLost,
        ...found.sentTwice,
        ...found.wrong,
      ]),
    ];
    const seconds = (performance.now() - from) / 1000;
    if (problems.length === 0) await rm(folder, { recursive: true, force: true });
    return { options, stories, examinations, seconds, problems, kept: problems.length === 0 ? null : folder };
  } finally {
    await population.close();
  }
}
