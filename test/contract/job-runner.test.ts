import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { StationError } from '../../common/contract/errors.ts';
import { JobRunner } from '../../main/backend/jobs/job-runner.ts';
import { openDatabase } from '../../storage/database/open-database.ts';
import type { JobRecord } from '../../storage/jobs/reader.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { LATER_MS, type Script, ScriptedJobs } from '../helpers/scripted-jobs.ts';
import { serviceContext, type TestContext } from '../helpers/service-context.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TEST_KEY } from '../helpers/test-station.ts';

const HOUR = 3_600_000;

let dataDir: string;
let store: Store;
let context: TestContext;
let runner: JobRunner;
let checks: ScriptedJobs;
let backups: ScriptedJobs;
/** Wall clock and the clock that nobody sets, milliseconds. */
let wall: number;
let mono: number;
let refuseWriting: boolean;

beforeEach(async () => {
  wall = Date.parse('2026-11-20T02:00:00.000Z');
  mono = 0;
  refuseWriting = false;
  const now = (): Date => new Date(wall);
  dataDir = await temporaryFolder();
  store = await openStore({ dataDir, databaseKey: TEST_KEY, now });
  onTestFinished(async () => await store.close());
  const brittle = new Proxy(store, {
    get: (target, key) => {
      if (key === 'transaction' && refuseWriting)
        return async () => await Promise.reject(new StationError('disk-full'));
      const value = Reflect.get(target, key) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  context = serviceContext(brittle, now);
  checks = new ScriptedJobs({ kind: 'population-check', deadlineMs: 6 * HOUR }, now);
  backups = new ScriptedJobs({ kind: 'backup', atOnce: 1, scheduled: true }, now);
  await start();
});

async function start(): Promise<void> {
  runner = new JobRunner({ ...context, handlers: [checks, backups], random: () => 1, monotonicMs: () => mono });
  const mine = runner;
  onTestFinished(async () => await mine.close());
  await runner.start();
}

/** The clock goes on, or with `step` is set. */
function pass(milliseconds: number, step = 0): void {
  mono += milliseconds;
  wall += milliseconds + step;
  context.jobs.ring('population-check');
}

async function put(key: string, script: Script, kind = 'population-check', notBefore?: string): Promise<void> {
  checks.scripts.set(key, script);
  backups.scripts.set(key, script);
  const at = new Date(wall).toISOString();
  const time = notBefore === undefined ? {} : { notBefore };
  await store.transaction(async ({ write }) => await write.jobs.put({ kind, key, payload: key, at, ...time }));
  context.jobs.ring('population-check');
}

const job = async (key: string): Promise<JobRecord> => (await store.read.jobs.findByKey(key))!;

async function becomes(key: string, expected: Partial<JobRecord>): Promise<void> {
  await expect.poll(async () => await job(key), { timeout: 10_000, interval: 5 }).toMatchObject(expected);
}

describe('a job', () => {
  it('that fails in passing is tried again by itself, waiting longer each time, and its reason is kept', async () => {
    await put('a', 'fail');
    await becomes('a', {
      state: 'waiting',
      attempts: 1,
      lastErrorCode: 'disk-full',
      notBefore: '2026-11-20T02:00:05.000Z',
    });
    pass(5_000);
    await becomes('a', { state: 'waiting', attempts: 2, notBefore: '2026-11-20T02:00:15.000Z' });
    checks.scripts.set('a', 'done');
    pass(10_000);
    await becomes('a', { state: 'done', attempts: 3, lastErrorCode: null });
    expect(context.published).toContainEqual({ kind: 'jobs' });
  });

  it('that fails for good is kept with its reason and left alone', async () => {
    await put('a', 'refuse');
    await becomes('a', { state: 'failed', attempts: 1, lastErrorCode: 'file-damaged', lastErrorDetail: 'page 3' });
    pass(48 * HOUR);
    await put('b', 'done');
    await becomes('b', { state: 'done' });
    expect(checks.begun).toEqual(['a', 'b']);
  });

  it('that goes on failing past its deadline has failed for good', async () => {
    await put('a', 'fail');
    await becomes('a', { attempts: 1, deadline: '2026-11-20T08:00:00.000Z' });
    pass(6 * HOUR - 1_000);
    await becomes('a', { state: 'waiting', attempts: 2 });
    pass(HOUR);
    await becomes('a', { state: 'failed', attempts: 3, lastErrorCode: 'disk-full' });
  });

  it('that nobody understands is kept as failed, and the others go on', async () => {
    const at = new Date(wall).toISOString();
    const database = await openDatabase({ path: join(dataDir, 'station.db'), key: TEST_KEY, now: context.clock.now });
    await store.transaction(async ({ write }) => {
      await write.jobs.put({ kind: 'population-check', key: 'payload', payload: { not: 'a name' }, at });
      await write.jobs.put({ kind: 'tea-making', key: 'kind', payload: 'tea', at });
      await write.jobs.put({ kind: 'backup', key: 'broken', payload: 'x', at });
    });
    await sql`update jobs set payload = '{ broken' where key = 'broken'`.execute(database.writing);
    await database.close();
    await put('good', 'done');
    await becomes('good', { state: 'done' });
    for (const [key, detail] of Object.entries({ payload: 'payload', kind: 'kind', broken: 'payload' })) {
      await becomes(key, { state: 'failed', lastErrorCode: 'job-unreadable', lastErrorDetail: detail });
    }
  });

  it('runs beside others of its kind only as far as its kind allows', async () => {
    for (const key of ['a', 'b', 'c']) {
      await put(key, 'hang');
      pass(1);
    }
    await expect.poll(() => checks.begun, { interval: 5 }).toEqual(['a', 'b']);
    checks.hanging.get('a')?.end('done');
    await expect.poll(() => checks.begun, { interval: 5 }).toEqual(['a', 'b', 'c']);
    for (const hanging of checks.hanging.values()) hanging.end('done');
    for (const key of ['a', 'b', 'c']) await becomes(key, { state: 'done' });
  });

  it('that is written anew while it runs is done once more, and the first run says nothing of it', async () => {
    await put('a', 'hang');
    await expect.poll(() => checks.hanging.size, { interval: 5 }).toBe(1);
    await put('a', 'done');
    expect(checks.begun).toEqual(['a']);
    checks.hanging.get('a')?.end('fail');
    await becomes('a', { state: 'done', attempts: 1, lastErrorCode: null });
    expect(checks.begun).toEqual(['a', 'a']);
  });

  it('whose end could not be written down is taken up again once there is room', async () => {
    await put('a', 'hang');
    await expect.poll(() => checks.hanging.size, { interval: 5 }).toBe(1);
    refuseWriting = true;
    checks.hanging.get('a')?.end('done');
    await expect
      .poll(() => context.warned, { interval: 5 })
      .toContainEqual({
        fields: { kind: 'population-check', code: 'disk-full' },
        message: 'the end of a job was not recorded',
      });
    expect(await job('a')).toMatchObject({ state: 'running' });
    refuseWriting = false;
    checks.scripts.set('a', 'done');
    pass(1_000);
    await becomes('a', { state: 'waiting' });
    pass(10_000);
    await becomes('a', { state: 'done' });
  });
});

describe('a stop', () => {
  it('cuts off what runs without counting the try, takes nothing new, and the next start resumes', async () => {
    await put('a', 'hang');
    await put('b', 'fail');
    await expect.poll(() => checks.hanging.size, { interval: 5 }).toBe(1);
    await becomes('b', { attempts: 1, state: 'waiting' });
    await runner.close();
    expect(await job('a')).toMatchObject({ state: 'waiting', attempts: 0, lastErrorCode: null });
    await put('c', 'done');
    expect(await job('c')).toMatchObject({ state: 'waiting' });
    for (const key of ['a', 'b']) checks.scripts.set(key, 'done');
    await start();
    for (const key of ['a', 'c']) await becomes(key, { state: 'done', attempts: 1 });
    pass(5_000);
    await becomes('b', { state: 'done', attempts: 2 });
  });

  it('that nobody announced leaves jobs running in the table, which the next start takes up', async () => {
    const at = new Date(wall).toISOString();
    await runner.close();
    await put('a', 'done');
    await store.transaction(async ({ write }) => void (await write.jobs.start((await job('a')).id, at)));
    await start();
    await becomes('a', { state: 'done', attempts: 1 });
  });
});

describe('a clock that is set', () => {
  it('back by days keeps no job waiting for days, but what has a date keeps it', async () => {
    await put('a', 'fail');
    await put('dated', 'done', 'backup', new Date(wall + HOUR).toISOString());
    await becomes('a', { attempts: 1 });
    pass(0, -72 * HOUR);
    await becomes('a', { attempts: 2 });
    expect(await job('dated')).toMatchObject({ state: 'waiting', attempts: 0 });
    pass(73 * HOUR + 1_000);
    await becomes('dated', { state: 'done' });
  });

  it('back by minutes while the station was down makes nothing wait', async () => {
    await runner.close();
    await put('a', 'done');
    wall -= 14 * 60_000;
    await start();
    await becomes('a', { state: 'done' });
  });

  it('forward by days uses up no deadline', async () => {
    await put('a', 'fail');
    await becomes('a', { attempts: 1 });
    pass(0, 72 * HOUR);
    await becomes('a', { state: 'waiting', attempts: 2, deadline: '2026-11-23T08:00:00.000Z' });
    pass(6 * HOUR);
    await becomes('a', { state: 'failed', attempts: 3 });
  });
});

it('a job that was too early waits for its date as if it had never been tried', async () => {
  await put('a', 'later', 'backup');
  await becomes('a', { state: 'waiting', attempts: 0, notBefore: new Date(wall + LATER_MS).toISOString() });
  backups.scripts.set('a', 'done');
  pass(LATER_MS);
  await becomes('a', { state: 'done', attempts: 1 });
});
