import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMemoryStore } from '../../storage/open-memory-store.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import {
  beginnings,
  ending,
  expectPortalToAgree,
  type StationModel,
  type StationReality,
  schedules,
} from './support/dossier-model.ts';
import { startStationUnderModel } from './support/station-under-model.ts';

const now = (): Date => new Date();

describe.each([
  ['SQLite, with restarts', null, 16],
  ['memory', async (folder: string) => await openMemoryStore({ folder, now }), 20],
] as const)('dossiers and deliveries over %s', (_, openStore, numRuns) => {
  it('are where the model has them, whatever people and the portal do in whatever order', async () => {
    const station = await startStationUnderModel({ folder: await temporaryFolder(), openStore });
    onTestFinished(async () => await station.close());
    let delivered = 0;
    await fc.assert(
      fc.asyncProperty(beginnings, schedules, async (first, schedule) => {
        await station.setMood('well');
        await station.sendAll();
        const model: StationModel = { dossiers: [], mood: 'well' };
        const reality: StationReality = { station, ids: [] };
        for (const step of first) await step.run(model, reality);
        await fc.asyncModelRun(() => ({ model, real: reality }), schedule);
        for (const step of ending) await step.run(model, reality);
        await expectPortalToAgree(model, reality);
        delivered += model.dossiers.filter(({ way }) => way === 'delivered').length;
      }),
      { numRuns, seed: 20_261_122, endOnFailure: true },
    );
    // A schedule under which nothing ever arrives would prove little.
    expect(delivered).toBeGreaterThan(3);
  }, 300_000);
});
