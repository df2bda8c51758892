import fc from 'fast-check';
import { expect } from 'vitest';
import { DOSSIER_EVENTS, type DossierEvent, type DossierState, nextState } from '../../../common/domain/dossier.ts';
import { BIRTH, CARD, CT01 } from '../../helpers/papers.ts';
import type { StationUnderModel } from './station-under-model.ts';

/** Where a dossier stands on its way to the portal. */
type Way = 'none' | 'open' | 'held' | 'delivered';

interface ModelDossier {
  state: DossierState;
  /** All required papers were handed in and read. */
  complete: boolean;
  way: Way;
}

/** What a station should be after what people did to it: all that is known of it fits in here. */
export interface StationModel {
  readonly dossiers: ModelDossier[];
  mood: Mood;
}

/** How the portal is: well, or in one of the ways in which it passes no dossier. */
export const MOODS = {
  well: {},
  busy: { status: 503 },
  'captive portal': { captivePortal: true },
  locked: { status: 401 },
};
export type Mood = keyof typeof MOODS;

export interface StationReality {
  readonly station: StationUnderModel;
  /** Ids, in the order of the model's dossiers. */
  readonly ids: string[];
}

type Step = fc.AsyncCommand<StationModel, StationReality>;

/** Refused: the code that must come; done: what is then so. */
type Expected = { readonly refused: string } | { readonly done: () => void };

/** Something that somebody does to one of the dossiers; which one is drawn. */
function act(
  name: string,
  which: number,
  expected: (dossier: ModelDossier, model: StationModel) => Expected,
  doIt: (reality: StationReality, id: string) => Promise<unknown>,
): Step {
  return {
    check: ({ dossiers }) => dossiers.length > 0,
    run: async (model, reality) => {
      const index = which % model.dossiers.length;
      const dossier = model.dossiers[index] as ModelDossier;
      const id = reality.ids[index] ?? '';
      const expectation = expected(dossier, model);
      const outcome = await doIt(reality, id).then(
        () => 'done',
        (error: { readonly code?: string; readonly data?: { readonly code?: string } }) =>
          error.data?.code ?? error.code,
      );
      expect(outcome, `${name} of a dossier that is ${dossier.state}, ${dossier.way}`).toBe(
        'refused' in expectation ? expectation.refused : 'done',
      );
      if ('done' in expectation) expectation.done();
      await expectToHold(model, reality);
    },
    toString: () => `${name}(${which})`,
  };
}

/** As the state machine has it: the events lead on, or the state is wrong. */
function moves(dossier: ModelDossier, events: readonly DossierEvent[], also: () => void = () => undefined): Expected {
  const target = events.reduce<DossierState | null>((at, event) => at && nextState(at, event), dossier.state);
  if (target === null) return { refused: 'wrong-state' };
  return {
    done: () => {
      dossier.state = target;
      also();
    },
  };
}

/** As deliveries have it: some ways allow it. */
function onItsWay(dossier: ModelDossier, allowed: readonly Way[], done: () => void): Expected {
  if (dossier.way === 'none') return { refused: 'dossier-not-found' };
  return allowed.includes(dossier.way) ? { done } : { refused: 'wrong-state' };
}

const deliver = (dossier: ModelDossier): void => {
  dossier.state = 'delivered';
  dossier.way = 'delivered';
};

const open: Step = {
  check: ({ dossiers }) => dossiers.length < 4,
  run: async (model, reality) => {
    reality.ids.push((await reality.station.clerk.intake.open({ procedureCode: '1.004222' })).id);
    model.dossiers.push({ state: 'capturing', complete: false, way: 'none' });
    await expectToHold(model, reality);
  },
  toString: () => 'open',
};

const mood = (next: Mood): Step => ({
  check: () => true,
  run: async (model, { station }) => {
    await station.setMood(next);
    model.mood = next;
  },
  toString: () => `portal is ${next}`,
});

/** Everything that may go is sent as far as the portal lets it; then nothing moves by itself any more. */
const sendAll: Step = {
  check: () => true,
  run: async (model, reality) => {
    await reality.station.sendAll();
    for (const dossier of model.dossiers) if (dossier.way === 'open' && model.mood === 'well') deliver(dossier);
    await expectToHold(model, reality);
  },
  toString: () => 'send all',
};

const restart: Step = {
  check: () => true,
  run: async (model, reality) => {
    await reality.station.restart();
    await expectToHold(model, reality);
  },
  toString: () => 'restart',
};

const ofOne = (which: number): readonly Step[] => [
  act(
    'hand in',
    which,
    (dossier) =>
      dossier.state === 'capturing'
        ? {
            done: () => {
              dossier.complete = true;
            },
          }
        : { refused: 'wrong-state' },
    async ({ station }, id) => await station.handIn(id, [CARD, CT01, BIRTH]),
  ),
  act(
    'submit',
    which,
    (dossier) =>
      dossier.state === 'capturing' && !dossier.complete
        ? { refused: 'components-missing' }
        : moves(dossier, ['submit']),
    async ({ station }, dossierId) => await station.clerk.intake.sendToVerification({ dossierId }),
  ),
  act(
    'approve',
    which,
    (dossier) =>
      moves(dossier, ['verify', 'queue'], () => {
        dossier.way = 'open';
      }),
    async ({ station }, dossierId) => await station.supervisor.verification.approve({ dossierId }),
  ),
  act(
    'approve as the clerk',
    which,
    () => ({ refused: 'role-not-allowed' }),
    async ({ station }, dossierId) => await station.clerk.verification.approve({ dossierId }),
  ),
  act(
    'return',
    which,
    (dossier) => moves(dossier, ['return']),
    async ({ station }, dossierId) =>
      await station.supervisor.verification.returnDossier({ dossierId, code: 'other', words: 'xem lại' }),
  ),
  act(
    'resume',
    which,
    (dossier) => moves(dossier, ['resume']),
    async ({ station }, dossierId) => await station.clerk.intake.resume({ dossierId }),
  ),
  act(
    'withdraw',
    which,
    // Once verified it is no longer the counter's to take back.
    (dossier) => (dossier.state === 'queued' ? { refused: 'wrong-state' } : moves(dossier, ['withdraw'])),
    async ({ station }, dossierId) => await station.clerk.intake.withdraw({ dossierId, reason: 'rút' }),
  ),
  act(
    'hold',
    which,
    (dossier) =>
      onItsWay(dossier, ['open', 'held'], () => {
        dossier.way = 'held';
      }),
    async ({ station }, dossierId) => await station.clerk.delivery.hold({ dossierId, reason: 'chờ' }),
  ),
  act(
    'release',
    which,
    (dossier) =>
      onItsWay(dossier, ['held'], () => {
        dossier.way = 'open';
      }),
    async ({ station }, dossierId) => await station.clerk.delivery.release({ dossierId }),
  ),
  act(
    'reopen',
    which,
    (dossier) =>
      onItsWay(dossier, ['held'], () => {
        dossier.way = 'none';
        dossier.state = 'returned';
      }),
    async ({ station }, dossierId) => await station.clerk.delivery.reopen({ dossierId, reason: 'sửa lại' }),
  ),
  act(
    'try again',
    which,
    (dossier, model) =>
      onItsWay(dossier, ['open', 'held'], () => {
        dossier.way = 'open';
        if (model.mood === 'well') deliver(dossier);
      }),
    async ({ station }, dossierId) => await station.retry(dossierId),
  ),
];

/** A random schedule of what people and the portal do, in no sensible order. */
export const schedules = fc.commands(
  [
    fc.constant(open),
    fc.constantFrom(...(Object.keys(MOODS) as Mood[])).map(mood),
    fc.constant(sendAll),
    fc.constant(restart),
    ...Array.from({ length: ofOne(0).length }, (_, index) =>
      fc.nat({ max: 3 }).map((which) => ofOne(which)[index] as Step),
    ),
  ],
  { maxCommands: 25 },
);

/** Usual steps before the random part begins, so that it happens at every stage: dossiers that have come some way. */
export const beginnings: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 })
  .map((stages) => stages.flatMap((stage, which) => [open, ...ofOne(which).slice(0, stage)]));

/** Each dossier is where the model has it, its log tells the way there, and it is on its way once or not at all. */
async function expectToHold({ dossiers }: StationModel, { station, ids }: StationReality): Promise<void> {
  const rows = await station.supervisor.delivery.list();
  for (const [index, { state, way }] of dossiers.entries()) {
    const dossierId = ids[index] ?? '';
    const dossier = await station.clerk.intake.get({ dossierId });
    expect(dossier.state).toBe(state);
    const path = dossier.history
      .map(({ event }) => event as DossierEvent)
      .filter((event) => DOSSIER_EVENTS.includes(event))
      .reduce<DossierState | null>((at, event) => at && nextState(at, event), 'capturing');
    expect(path).toBe(state);
    const own = rows.filter((row) => row.dossierId === dossierId);
    const ways = own.map((row) => (['held', 'delivered'].includes(row.state) ? row.state : 'open'));
    expect(ways).toEqual(way === 'none' ? [] : [way]);
    if (way === 'delivered') {
      const receipt = await station.clerk.delivery.receipt({ dossierId });
      expect(receipt.files.every((file) => file.matches)).toBe(true);
    }
  }
}

/** At the end: the portal has exactly what counts as delivered, each once, whatever happened on the way. */
export async function expectPortalToAgree({ dossiers }: StationModel, { station, ids }: StationReality): Promise<void> {
  const held = await station.heldByPortal();
  for (const [index, { way }] of dossiers.entries()) {
    const { code } = await station.clerk.intake.get({ dossierId: ids[index] ?? '' });
    expect(held.get(code)?.length ?? 0).toBe(way === 'delivered' ? 1 : 0);
  }
}

/** How every day ends: the line is well again, and everything that may go arrives. */
export const ending: readonly Step[] = [mood('well'), sendAll];
