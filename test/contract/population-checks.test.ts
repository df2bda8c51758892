import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JobRunner } from '../../main/backend/jobs/job-runner.ts';
import { EventHub } from '../../main/backend/services/event-hub.ts';
import { JobBell } from '../../main/backend/services/job-bell.ts';
import { PopulationChecks } from '../../main/backend/services/validation/population-checks.ts';
import { createHttpPopulationRegistry } from '../../main/outside/population/http-population-registry.ts';
import { startPopulationStub } from '../../main/training/population/start-population-stub.ts';
import type { RunningStub } from '../../main/training/stub/stub-server.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import type { ValidationRecord } from '../../storage/validations/reader.ts';
import { queueDossier } from '../helpers/queued-dossier.ts';

const AT = '2026-11-21T02:00:00.000Z';
const PERSON = {
  citizenId: '001194900093',
  fullName: 'ĐỖ THỊ NGUYỆT MINH',
  dateOfBirth: '1994-03-08',
  gender: 'Nữ',
  address: 'Tổ 4, phường Sông Hằng',
} as const;

let folder: string;
let stub: RunningStub;
let store: Store;
let worker: JobRunner;
let jobs: JobBell;
let answered: string[];
let skipMs = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sohoa-population-'));
  stub = await startPopulationStub({ port: 0, citizens: 10, extra: [{ ...PERSON, status: 'living' }] });
  store = await openStore({ dataDir: folder, databaseKey: Buffer.alloc(32, 7), now: () => new Date() });
  jobs = new JobBell();
  answered = [];
  skipMs = 0;
  const context = {
    store,
    jobs,
    events: new EventHub(),
    clock: { now: () => new Date(Date.now() + skipMs) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  };
  const checks = new PopulationChecks({
    ...context,
    registry: createHttpPopulationRegistry({ url: stub.url, timeoutMs: 500 }),
    onAnswer: async (_transaction, dossierId) => {
      answered.push(dossierId);
    },
  });
  worker = new JobRunner({ ...context, handlers: [checks], random: () => 0 });
  await worker.start();
});

afterEach(async () => {
  await worker.close();
  await store.close();
  await stub.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(
  change: Partial<Pick<ValidationRecord, 'citizenId' | 'fullName' | 'dateOfBirth'>> = {},
): Promise<string> {
  const { id: dossierId } = await queueDossier(store, { serial: 1, files: [], at: AT });
  await store.transaction(async ({ write, afterCommit }) => {
    await write.validations.request({
      id: 'v1',
      dossierId,
      citizenId: PERSON.citizenId,
      fullName: PERSON.fullName,
      dateOfBirth: PERSON.dateOfBirth,
      gender: PERSON.gender,
      source: 'qr',
      requestedAt: AT,
      ...change,
    });
    await write.jobs.put({
      kind: 'population-check',
      key: 'population-check:v1',
      payload: { validationId: 'v1' },
      at: AT,
    });
    afterCommit(() => jobs.ring('population-check'));
  });
  return dossierId;
}

async function validation(): Promise<ValidationRecord> {
  return (await store.read.validations.find('v1'))!;
}

async function setFaults(faults: object): Promise<void> {
  await fetch(`${stub.url}/_stub/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
}

test('a citizen as held is a match, and findings are worked out in the same transaction', async () => {
  const dossierId = await ask();
  await expect.poll(async () => (await validation()).state, { timeout: 10_000 }).toBe('match');
  expect(answered).toEqual([dossierId]);
  expect((await store.read.jobs.findByKey('population-check:v1'))?.state).toBe('done');
});

test('what differs is told field by field, as the state holds it', async () => {
  await ask({ fullName: 'ĐỖ THỊ NGUYỆT ANH', dateOfBirth: '1994-03-09' });
  await expect.poll(async () => (await validation()).state, { timeout: 10_000 }).toBe('differs');
  expect((await validation()).differences).toEqual([
    { field: 'fullName', value: PERSON.fullName },
    { field: 'dateOfBirth', value: PERSON.dateOfBirth },
  ]);
});

test.each([
  ['down', { status: 503 }, 'population-busy'],
  ['slow', { latencyMs: 5_000 }, 'population-unreachable'],
  ['malformed', { malformed: true }, 'population-malformed'],
  ['posed as by a captive portal', { captivePortal: true }, 'population-unreachable'],
] as const)('when it is %s the question waits with a reason and is asked again by itself', async (_name, faults, code) => {
  await setFaults(faults);
  await ask();
  await expect.poll(async () => (await validation()).errorCode, { timeout: 10_000 }).not.toBeNull();
  expect(await validation()).toMatchObject({ state: 'waiting', errorCode: expect.stringMatching(/^population-/) });
  expect((await validation()).errorCode).toBe(code);
  await setFaults({});
  skipMs = 3_600_000;
  jobs.ring('population-check');
  await expect.poll(async () => (await validation()).state, { timeout: 10_000 }).toBe('match');
  expect((await validation()).errorCode).toBeNull();
});

test('a question that nobody asks any more is closed without asking', async () => {
  await setFaults({ latencyMs: 5_000 });
  await ask();
  await expect.poll(async () => (await validation()).errorCode, { timeout: 10_000 }).not.toBeNull();
  await store.transaction(async ({ write }) => await write.validations.setPresent('v1', false));
  skipMs = 3_600_000;
  jobs.ring('population-check');
  await expect
    .poll(async () => (await store.read.jobs.findByKey('population-check:v1'))?.state, { timeout: 10_000 })
    .toBe('done');
});
