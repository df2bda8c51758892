import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JobOrders } from '../../main/backend/jobs/job-orders.ts';
import { JobRunner } from '../../main/backend/jobs/job-runner.ts';
import { openMemoryStore } from '../../storage/open-memory-store.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { LATER_MS, type Script, ScriptedJobs } from '../helpers/scripted-jobs.ts';
import { serviceContext, type TestContext } from '../helpers/service-context.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TEST_KEY } from '../helpers/test-station.ts';

const LONGEST_MS = 15 * 60_000;
const DEADLINE_MS = 2 * 3_600_000;
const KEYS = ['check-1', 'check-2', 'backup-1'] as const;
type Key = (typeof KEYS)[number];

const ANYBODY = { id: 'p1', username: 'lan', displayName: 'Lê Thị Lan', role: 'supervisor' } as const;

interface ModelJob {
  state: 'waiting' | 'running' | 'held' | 'failed' | 'done';
  attempts: number;
  notBefore: number;
  deadline: number | null;
  error: string | null;
  /** When it was last written down. */
  updatedAt: number;
}

/** What the rows must say, worked out without a table, a timer or a promise. */
class Model {
  wall = Date.parse('2026-11-20T02:00:00.000Z');
  readonly jobs = new Map<Key, ModelJob>();
  readonly scripts = new Map<Key, Script>();
  /** Tries that hang, also those whose job is not theirs any more. */
  readonly hanging = new Set<Key>();

  scheduled(key: Key): boolean {
    return key.startsWith('backup');
  }

  settle(): void {
    for (const [key, job] of this.jobs) {
      for (let again = true; again; ) again = this.#step(key, job);
    }
  }

  end(job: ModelJob, outcome: Script): void {
    job.updatedAt = this.wall;
    if (outcome === 'done') Object.assign(job, { state: 'done', error: null });
    else if (outcome === 'later') {
      Object.assign(job, {
        state: 'waiting',
        attempts: 0,
        notBefore: this.wall + LATER_MS,
        deadline: null,
        error: null,
      });
    } else {
      const code = outcome === 'refuse' ? 'file-damaged' : 'disk-full';
      const forGood = outcome === 'refuse' || (job.deadline !== null && job.deadline <= this.wall);
      job.state = forGood ? 'failed' : 'waiting';
      job.error = code;
      if (!forGood) job.notBefore = this.wall + Math.min(LONGEST_MS, 5_000 * 2 ** (job.attempts - 1)) / 2;
    }
  }

  #step(key: Key, job: ModelJob): boolean {
    const setBack = !this.scheduled(key) && job.updatedAt > this.wall;
    if (job.state !== 'waiting' || this.hanging.has(key) || (job.notBefore > this.wall && !setBack)) return false;
    job.attempts += 1;
    job.updatedAt = this.wall;
    if (!this.scheduled(key)) job.deadline ??= this.wall + DEADLINE_MS;
    const script = this.scripts.get(key) ?? 'done';
    if (script === 'hang') {
      job.state = 'running';
      this.hanging.add(key);
      return false;
    }
    this.end(job, script);
    return true;
  }
}

/** The real thing: runner, orders and a store. */
class Real {
  readonly store: Store;
  readonly context: TestContext;
  readonly checks: ScriptedJobs;
  readonly backups: ScriptedJobs;
  readonly orders: JobOrders;
  readonly #model: Model;
  #runner: JobRunner;
  mono = 0;

  constructor(store: Store, model: Model) {
    this.store = store;
    this.#model = model;
    const now = (): Date => new Date(model.wall);
    this.context = serviceContext(store, now);
    this.checks = new ScriptedJobs({ kind: 'population-check', deadlineMs: DEADLINE_MS }, now);
    this.backups = new ScriptedJobs({ kind: 'backup', scheduled: true }, now);
    this.#runner = this.#newRunner();
    this.orders = new JobOrders(this.context, { interrupt: (id) => this.#runner.interrupt(id) });
  }

  handler(key: Key): ScriptedJobs {
    return this.#model.scheduled(key) ? this.backups : this.checks;
  }

  async idOf(key: Key): Promise<string> {
    return (await this.store.read.jobs.findByKey(key))?.id ?? '';
  }

  async start(): Promise<void> {
    this.#runner = this.#newRunner();
    await this.#runner.start();
  }

  async close(): Promise<void> {
    await this.#runner.close();
  }

  /** Wakes the runner, lets the model do the same in its head, and compares until they agree. */
  async agree(): Promise<void> {
    this.#model.settle();
    const expected = Object.fromEntries([...this.#model.jobs].map(([key, job]) => [key, { ...job }]));
    this.context.jobs.ring('backup');
    await expect.poll(async () => await this.#rows(), { timeout: 5_000, interval: 2 }).toEqual(expected);
    const hanging = (): string[] => [...this.checks.hanging.keys(), ...this.backups.hanging.keys()].toSorted();
    await expect.poll(hanging, { timeout: 5_000, interval: 2 }).toEqual([...this.#model.hanging].toSorted());
  }

  async #rows(): Promise<Record<string, ModelJob>> {
    const rows: Record<string, ModelJob> = {};
    for (const key of this.#model.jobs.keys()) {
      const row = await this.store.read.jobs.findByKey(key);
      if (row === null) continue;
      rows[key] = {
        state: row.state,
        attempts: row.attempts,
        notBefore: Date.parse(row.notBefore),
        deadline: row.deadline === null ? null : Date.parse(row.deadline),
        error: row.lastErrorCode,
        updatedAt: Date.parse(row.updatedAt),
      };
    }
    return rows;
  }

  #newRunner(): JobRunner {
    const handlers = [this.checks, this.backups];
    return new JobRunner({ ...this.context, handlers, random: () => 0, monotonicMs: () => this.mono });
  }
}

type Command = fc.AsyncCommand<Model, Real>;

function command(
  name: string,
  run: (model: Model, real: Real) => Promise<void>,
  check: (model: Model) => boolean = () => true,
): Command {
  return {
    check,
    run: async (model, real) => {
      await run(model, real);
      await real.agree();
    },
    toString: () => name,
  };
}

const at = (model: Model): string => new Date(model.wall).toISOString();

/** A backup that was too early an hour ago is tried again then; a check that says so would be asked for ever. */
const scriptFor = (key: Key): fc.Arbitrary<Script> =>
  fc.constantFrom<Script>(
    'done',
    'fail',
    'fail',
    'hang',
    'refuse',
    'hang',
    ...(key.startsWith('backup') ? (['later'] as const) : []),
  );

const keyed = fc.constantFrom(...KEYS).chain((key) => fc.tuple(fc.constant(key), scriptFor(key)));

const put = keyed.map(([key, script]) =>
  command(`put ${key} ${script}`, async (model, real) => {
    model.scripts.set(key, script);
    real.handler(key).scripts.set(key, script);
    const held = model.jobs.get(key)?.state === 'held';
    model.jobs.set(key, {
      state: held ? 'held' : 'waiting',
      attempts: 0,
      notBefore: model.wall,
      deadline: null,
      error: null,
      updatedAt: model.wall,
    });
    const { kind } = real.handler(key);
    await real.store.transaction(async ({ write }) => await write.jobs.put({ kind, key, payload: key, at: at(model) }));
  }),
);

const script = keyed.map(([key, now]) =>
  command(`from now on ${key} ${now}`, async (model, real) => {
    model.scripts.set(key, now);
    real.handler(key).scripts.set(key, now);
  }),
);

const end = fc
  .tuple(fc.constantFrom(...KEYS), fc.constantFrom('done' as const, 'fail' as const))
  .map(([key, outcome]) =>
    command(
      `end ${key} ${outcome}`,
      async (model, real) => {
        model.hanging.delete(key);
        const job = model.jobs.get(key);
        if (job?.state === 'running') model.end(job, outcome);
        real.handler(key).hanging.get(key)?.end(outcome);
      },
      (model) => model.hanging.has(key),
    ),
  );

const pass = fc.integer({ min: 1, max: 4 * 3_600_000 }).map((milliseconds) =>
  command(`pass ${milliseconds}`, async (model, real) => {
    model.wall += milliseconds;
    real.mono += milliseconds;
  }),
);

const setClock = fc
  .integer({ min: -100, max: 100 })
  .filter((hours) => hours !== 0)
  .map((hours) =>
    command(`set the clock by ${hours} h`, async (model) => {
      const step = hours * 3_600_000;
      model.wall += step;
      for (const job of model.jobs.values()) {
        const open = job.state === 'waiting' || job.state === 'running' || job.state === 'held';
        if (open && job.deadline !== null) job.deadline += step;
      }
    }),
  );

/** The clock may be set while nobody looks, which uses up deadlines but must not make anything wait. */
const restart = fc.constantFrom(0, 0, -50, 3).map((hours) =>
  command(`restart ${hours} h apart`, async (model, real) => {
    await real.close();
    for (const job of model.jobs.values()) {
      if (job.state === 'running')
        Object.assign(job, {
          state: 'waiting',
          attempts: job.attempts - 1,
          notBefore: model.wall,
          updatedAt: model.wall,
        });
    }
    model.hanging.clear();
    model.wall += hours * 3_600_000;
    await real.start();
  }),
);

const known = (key: Key) => (model: Model) => model.jobs.has(key) && model.jobs.get(key)?.state !== 'done';

const hold = fc.tuple(fc.constantFrom(...KEYS), fc.boolean()).map(([key, toIt]) =>
  command(
    `${toIt ? 'hand over' : 'hold'} ${key}`,
    async (model, real) => {
      const job = model.jobs.get(key)!;
      if (job.state === 'running') Object.assign(job, { attempts: job.attempts - 1, notBefore: model.wall });
      job.state = 'held';
      job.updatedAt = model.wall;
      model.hanging.delete(key);
      const id = await real.idOf(key);
      if (toIt) await real.orders.handOver(id, 'xem giúp', ANYBODY);
      else await real.orders.hold(id, 'chờ', ANYBODY);
    },
    known(key),
  ),
);

const goOn = fc.tuple(fc.constantFrom(...KEYS), fc.boolean()).map(([key, release]) =>
  command(
    `${release ? 'release' : 'try'} ${key}`,
    async (model, real) => {
      const job = model.jobs.get(key)!;
      const id = await real.idOf(key);
      const order = release ? real.orders.release(id, ANYBODY) : real.orders.tryNow(id, ANYBODY);
      if (release ? job.state !== 'held' : job.state === 'running') {
        await expect(order).rejects.toMatchObject({ code: 'wrong-state' });
        return;
      }
      await order;
      Object.assign(job, { state: 'waiting', notBefore: model.wall, deadline: null, updatedAt: model.wall });
    },
    known(key),
  ),
);

const STORES = {
  'in memory': {
    runs: 12,
    open: async (now: () => Date) => await openMemoryStore({ folder: await temporaryFolder(), now }),
  },
  'on disk': {
    runs: 3,
    open: async (now: () => Date) => await openStore({ dataDir: await temporaryFolder(), databaseKey: TEST_KEY, now }),
  },
} as const;

it.each(Object.entries(STORES))(
  'jobs do as the model says, whatever happens in whatever order, %s',
  async (_, kind) => {
    const commands = fc.commands([put, put, script, end, end, pass, pass, setClock, restart, hold, goOn, goOn], {
      maxCommands: 70,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(commands, async (schedule) => {
        const model = new Model();
        const store = await kind.open(() => new Date(model.wall));
        await store.transaction(async ({ write }) => {
          await write.accounts.insert({ ...ANYBODY, passwordHash: 'none', active: true, createdAt: at(model) });
        });
        const real = new Real(store, model);
        await real.start();
        try {
          await fc.asyncModelRun(() => ({ model, real }), schedule);
        } finally {
          await real.close();
          await store.close();
        }
      }),
      { numRuns: kind.runs },
    );
  },
  180_000,
);
