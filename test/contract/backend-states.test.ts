import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StationClient } from '../../common/contract/contract.ts';
import { DOSSIER_EVENTS, type DossierEvent, type DossierState, nextState } from '../../common/domain/dossier.ts';
import { BIRTH, CARD, CT01 } from '../helpers/papers.ts';
import { newDataDir, removeDataDir, startTestStation, type TestStation } from '../helpers/test-station.ts';

let dataDir: string;
let station: TestStation;
let clerk: StationClient;
let supervisor: StationClient;

async function start(): Promise<void> {
  station = await startTestStation({ dataDir });
  clerk = await station.as('hanh');
  supervisor = await station.as('lan');
}

beforeAll(async () => {
  dataDir = await newDataDir();
  await start();
});
afterAll(async () => {
  await station.close();
  await removeDataDir(dataDir);
});

/** What a dossier should be after what people did to it. */
interface Model {
  state: DossierState;
  complete: boolean;
}

interface Real {
  readonly dossierId: string;
}

interface Step extends fc.AsyncCommand<Model, Real> {
  readonly name: string;
}

/** A thing that a person does, the events of the state machine that it stands for, and when else it may be refused. */
function step(
  name: string,
  events: readonly DossierEvent[],
  act: (dossierId: string) => Promise<unknown>,
  allowed: (model: Model) => boolean = () => true,
): Step {
  return {
    name,
    check: () => true,
    run: async (model, { dossierId }) => {
      const target = events.reduce<DossierState | null>(
        (at, event) => (at === null ? null : nextState(at, event)),
        model.state,
      );
      const outcome = await act(dossierId).then(
        () => 'done',
        (error: { readonly data?: { readonly code?: string } }) => error.data?.code ?? 'no station error',
      );
      if (target === null) expect(outcome).toBe('wrong-state');
      else if (!allowed(model)) expect(['components-missing', 'wrong-state']).toContain(outcome);
      else {
        expect(outcome).toBe('done');
        model.state = target;
      }
      await expectToBe(model, dossierId);
    },
    toString: () => name,
  };
}

/** The state is the model's, and the log tells the whole way there. */
async function expectToBe(model: Model, dossierId: string): Promise<void> {
  const dossier = await clerk.intake.get({ dossierId });
  expect(dossier.state).toBe(model.state);
  const moves = dossier.history
    .map((line) => line.event)
    .filter((event) => DOSSIER_EVENTS.includes(event as DossierEvent));
  const replayed = moves.reduce<DossierState | null>(
    (at, event) => (at === null ? null : nextState(at, event as DossierEvent)),
    'capturing',
  );
  expect(replayed).toBe(model.state);
  const rows = (await supervisor.delivery.list()).filter((row) => row.dossierId === dossierId);
  expect(rows).toHaveLength(model.state === 'queued' ? 1 : 0);
}

const submit = step(
  'submit',
  ['submit'],
  async (dossierId) => await clerk.intake.sendToVerification({ dossierId }),
  (model) => model.complete,
);
const approve = step(
  'approve',
  ['verify', 'queue'],
  async (dossierId) => await supervisor.verification.approve({ dossierId }),
);
const giveBack = step(
  'return',
  ['return'],
  async (dossierId) => await supervisor.verification.returnDossier({ dossierId, code: 'other', words: 'xem lại' }),
);
const resume = step('resume', ['resume'], async (dossierId) => await clerk.intake.resume({ dossierId }));
const withdraw = step(
  'withdraw',
  ['withdraw'],
  async (dossierId) => await clerk.intake.withdraw({ dossierId, reason: 'rút' }),
  (model) => model.state !== 'verified' && model.state !== 'queued',
);

const scan: Step = {
  name: 'scan',
  check: () => true,
  run: async (model, { dossierId }) => {
    const answers = await Promise.all(
      [CARD, CT01, BIRTH].map(async (file) => await station.upload('hanh', dossierId, file)),
    );
    const taken = model.state === 'capturing';
    for (const answer of answers) expect(answer.ok).toBe(taken);
    if (taken) {
      model.complete = true;
      await station.read(clerk, dossierId);
    }
    await expectToBe(model, dossierId);
  },
  toString: () => 'scan',
};

const restart: Step = {
  name: 'restart',
  check: () => true,
  run: async (model, { dossierId }) => {
    await station.close();
    await start();
    await expectToBe(model, dossierId);
  },
  toString: () => 'restart',
};

async function openOne(): Promise<Real> {
  return { dossierId: (await clerk.intake.open({ procedureCode: '1.004222' })).id };
}

describe('the states of a dossier', () => {
  it('are what the state machine says, whatever people do in whatever order, also after restarts', async () => {
    const some = [submit, approve, giveBack, resume, withdraw, scan, restart].map((one) => fc.constant(one));
    // How far a dossier has come by the usual way before the random part begins.
    const head = fc.integer({ min: 0, max: 3 }).map((length) => [scan, submit, approve].slice(0, length));
    await fc.assert(
      fc.asyncProperty(head, fc.commands(some, { maxCommands: 8 }), async (first, commands) => {
        const real: Real = await openOne();
        const model: Model = { state: 'capturing', complete: false };
        for (const usual of first) await usual.run(model, real);
        await fc.asyncModelRun(() => ({ model, real }), commands);
      }),
      { numRuns: 20 },
    );
  });
});
