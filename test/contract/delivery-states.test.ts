import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queueDossier } from '../helpers/queued-dossier.ts';
import { allDelivered, type DeliverySetup, START, startDelivery } from './support/delivery-setup.ts';

const WHO = 'clerk-1';
const PLACES = ['/oauth', '/receipts', '/files', '/dossiers'] as const;

const fault = fc.record(
  {
    path: fc.constantFrom(...PLACES),
    times: fc.integer({ min: 1, max: 4 }),
    status: fc.constantFrom(401, 403, 408, 413, 425, 429, 500, 502, 503),
    dropAfterBytes: fc.integer({ min: 0, max: 40_000 }),
    captivePortal: fc.constant(true),
    loseAnswer: fc.constant(true),
    malformed: fc.constant(true),
  },
  { requiredKeys: ['path', 'times'] },
);

type Act =
  | { readonly do: 'fault'; readonly fault: object }
  | { readonly do: 'send' | 'pause' | 'resume' | 'restart' | 'breathe' }
  | { readonly do: 'clock'; readonly by: number }
  | { readonly do: 'hold' | 'release' | 'retry' | 'first' | 'handOver'; readonly which: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fault.map((one): Act => ({ do: 'fault', fault: one })) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('send' as const, 'pause' as const, 'resume' as const, 'restart' as const, 'breathe' as const)
      .map((one): Act => ({ do: one })),
  },
  { weight: 1, arbitrary: fc.integer({ min: -4e8, max: 4e8 }).map((by): Act => ({ do: 'clock', by })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('hold' as const, 'release' as const, 'retry' as const, 'first' as const, 'handOver' as const),
        fc.nat({ max: 2 }),
      )
      .map(([one, which]): Act => ({ do: one, which })),
  },
);

/** What a person tells the station to do; being told that it can't be done is an answer too. */
async function perform(setup: DeliverySetup, ids: readonly string[], one: Act): Promise<void> {
  const service = setup.service();
  switch (one.do) {
    case 'fault':
      return await setup.faults(one.fault);
    case 'send':
      return void (await service.sendNow());
    case 'pause':
      return void (await service.pause());
    case 'resume':
      return void (await service.resume());
    case 'restart':
      return await setup.restart();
    case 'breathe':
      return await new Promise((resolve) => setImmediate(resolve));
    case 'clock':
      return setup.time.setWall(new Date(setup.time.wall().getTime() + one.by));
    case 'hold':
      return await service.hold(ids[one.which]!, 'x', WHO);
    case 'release':
      return await service.release(ids[one.which]!, WHO);
    case 'retry':
      return await service.retry(ids[one.which]!, WHO);
    case 'first':
      return await service.putFirst(ids[one.which]!, WHO);
    case 'handOver':
      return await service.handOver(ids[one.which]!, 'x', WHO);
  }
}

async function tryTo(setup: DeliverySetup, ids: readonly string[], one: Act): Promise<void> {
  try {
    await perform(setup, ids, one);
  } catch (error) {
    expect(error).toMatchObject({ code: 'wrong-state' });
  }
}

/** Each dossier is delivered with its receipt, or still on its way, as its two records say alike. */
async function expectNothingLost({ store }: DeliverySetup, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await store.snapshot(async (read) => {
      const [dossier, delivery] = [await read.dossiers.find(id), await read.deliveries.find(id)];
      expect(delivery).not.toBeNull();
      if (dossier?.state === 'delivered') {
        expect(delivery).toMatchObject({ state: 'delivered', receiptNumber: expect.stringMatching(/^DVC-/) });
      } else {
        expect(dossier?.state).toBe(delivery?.state === 'sending' ? 'delivering' : 'queued');
        expect(delivery?.receiptNumber).toBeNull();
      }
    });
  }
}

test('whatever the portal and people do, in the end each dossier was sent exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      const setup = await startDelivery();
      const dossiers = [];
      for (const serial of [1, 2, 3]) {
        const files = [randomBytes(30_000), randomBytes(serial * 5_000)];
        dossiers.push(await queueDossier(setup.store, { serial, files, at: START.toISOString() }));
      }
      const ids = dossiers.map(({ id }) => id);
      for (const one of acts) {
        await tryTo(setup, ids, one);
        await expectNothingLost(setup, ids);
      }

      await setup.faults({});
      await setup.service().sendNow();
      for (const { dossierId, state } of await setup.service().list()) {
        if (state === 'held' || state === 'refused') await setup.service().retry(dossierId, WHO);
      }
      await setup.service().sendNow();
      await setup.until(async (rows) => {
        // A refusal that was still under way when the portal was well again.
        for (const row of rows) if (row.state === 'refused') await setup.service().retry(row.dossierId, WHO);
        const deliveries = await Promise.all(ids.map(async (id) => await setup.store.read.deliveries.find(id)));
        return (
          deliveries.every((delivery) => delivery?.state === 'delivered') && allDelivered(rows.length > 0 ? rows : [])
        );
      });
      await expectNothingLost(setup, ids);
      for (const { id, code } of dossiers) {
        expect(await setup.versions(code)).toBe(1);
        const log = (await setup.store.read.audit.ofDossier(id)).map((line) => line.event);
        expect(log.filter((event) => event === 'confirm-delivery')).toHaveLength(1);
      }
    }),
    { numRuns: 15 },
  );
}, 120_000);
