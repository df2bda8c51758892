import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHttpPopulationRegistry } from '../../main/outside/population/http-population-registry.ts';
import type { PopulationQuery, PopulationRegistry } from '../../main/outside/population/population-registry.ts';
import { citizenXml } from '../../main/training/population/citizen-xml.ts';
import { createCitizens, type StubCitizen } from '../../main/training/population/citizens.ts';
import { startPopulationStub } from '../../main/training/population/start-population-stub.ts';
import type { RunningStub } from '../../main/training/stub/stub-server.ts';
import { runChild } from './support/child.ts';
import { codeOf, serverThat, setFaults } from './support/stub-control.ts';

const extra: StubCitizen = {
  citizenId: '001194900117',
  oldId: '000000001',
  fullName: 'NGUYỄN THỊ HOÀ',
  dateOfBirth: '1994-08-12',
  gender: 'Nữ',
  address: 'Số 1, Phố Mẫu',
  status: 'living',
};
const context = { procedureCode: '1.004222', officerCode: 'cb-01', requestId: 'yc-1' };
const queryFor = (citizen: StubCitizen): PopulationQuery => ({
  citizenId: citizen.citizenId,
  fullName: citizen.fullName,
  dateOfBirth: citizen.dateOfBirth,
  gender: citizen.gender,
  context,
});

const lines: string[] = [];
let stub: RunningStub;
let registry: PopulationRegistry;
let listed: readonly StubCitizen[];

beforeAll(async () => {
  stub = await startPopulationStub({
    port: 0,
    citizens: 1000,
    seed: 7,
    extra: [extra],
    log: (line) => lines.push(line),
  });
  registry = createHttpPopulationRegistry({ url: stub.url });
  listed = (await (await fetch(`${stub.url}/_stub/citizens?count=200`)).json()) as StubCitizen[];
});
afterEach(() => setFaults(stub.url, {}));
afterAll(() => stub.close());

const withStatus = (status: StubCitizen['status']): StubCitizen => {
  const found = listed.find((citizen) => citizen.status === status);
  if (found === undefined) throw new Error(`no citizen is ${status}`);
  return found;
};

describe('what the population database says of a citizen', () => {
  it('lists as many as are asked for, each ready to be sent as a query', async () => {
    expect(listed).toHaveLength(200);
    const answer = await fetch(`${stub.url}/citizens/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(listed[0]),
    });
    const reply = (await answer.json()) as { error_code: number; message: string };
    expect(reply.error_code).toBe(0);
    expect(reply.message).toContain(`<SoDinhDanh>${listed[0]?.citizenId}</SoDinhDanh>`);
  });

  it('matches every living citizen as listed', async () => {
    const answers = await Promise.all(
      listed.filter((citizen) => citizen.status === 'living').map((citizen) => registry.query(queryFor(citizen))),
    );
    expect(answers.length).toBeGreaterThan(100);
    expect(answers.every((answer) => answer.outcome === 'match' && answer.differences.length === 0)).toBe(true);
  });

  it('matches across tone placement, case and Unicode form', async () => {
    const fullName = 'Nguyễn Thị Hòa'.normalize('NFD');
    expect(await registry.query({ ...queryFor(extra), fullName })).toMatchObject({ outcome: 'match' });
  });

  it('matches by the year where only that is known', async () => {
    expect(await registry.query({ ...queryFor(extra), dateOfBirth: '1994' })).toMatchObject({ outcome: 'match' });
    expect(await registry.query({ ...queryFor(extra), dateOfBirth: '1995' })).toMatchObject({ outcome: 'differs' });
  });

  it('names each field that differs, with what is held', async () => {
    const answer = await registry.query({
      ...queryFor(extra),
      fullName: 'NGUYỄN THỊ HÒE',
      dateOfBirth: '1994-12-08',
      gender: 'Nam',
      oldId: '000000002',
    });
    expect(answer.outcome).toBe('differs');
    expect(answer.differences).toEqual([
      { field: 'fullName', sent: 'NGUYỄN THỊ HÒE', held: 'NGUYỄN THỊ HOÀ' },
      { field: 'dateOfBirth', sent: '1994-12-08', held: '1994-08-12' },
      { field: 'gender', sent: 'Nam', held: 'Nữ' },
      { field: 'oldId', sent: '000000002', held: '000000001' },
    ]);
    expect(answer.person?.permanentAddress).toBe('Số 1, Phố Mẫu');
  });

  it('says who is dead, whose number is cancelled, and whom it does not know', async () => {
    expect(await registry.query(queryFor(withStatus('deceased')))).toEqual({
      outcome: 'deceased',
      differences: [],
      person: null,
    });
    expect(await registry.query(queryFor(withStatus('cancelled')))).toMatchObject({
      outcome: 'cancelled',
      person: null,
    });
    expect(await registry.query({ ...queryFor(extra), citizenId: '001194900118' })).toMatchObject({
      outcome: 'not-found',
      person: null,
    });
  });

  it('knows the people on the sample papers', async () => {
    const training = await startPopulationStub({ port: 0, citizens: 0 });
    try {
      const answer = await createHttpPopulationRegistry({ url: training.url }).query({
        citizenId: '038194901207',
        fullName: 'Đặng Thị Mỹ Hằng',
        dateOfBirth: '1994-08-12',
        context,
      });
      expect(answer.outcome).toBe('match');
    } finally {
      await training.close();
    }
  });

  it('logs who asked, why, and what came of it, and nothing of the citizen', async () => {
    lines.length = 0;
    await registry.query({ ...queryFor(extra), context: { ...context, requestId: extra.citizenId } });
    await registry.query({ ...queryFor(extra), dateOfBirth: '1994-12-08' });
    const log = lines.join('\n');
    expect(log).toContain('match procedure=1.004222 officer=cb-01 request=-');
    expect(log).toContain('differs procedure=1.004222 officer=cb-01 request=yc-1');
    expect(log).not.toContain(extra.citizenId);
    expect(log).not.toContain('HOÀ');
    expect(log).not.toMatch(/1994/);
  });

  it.each([
    ['without a number', { SoDinhDanh: '' }],
    ['without a name', { HoVaTen: ' ' }],
    ['without date and year', { NgayThangNam: '', Nam: '' }],
    ['with a date that does not exist', { NgayThangNam: '19940231' }],
  ])('refuses a query %s', async (_name, part) => {
    const body = { HoVaTen: 'A B', SoDinhDanh: extra.citizenId, NgayThangNam: '19940812', Nam: '1994', ...part };
    const answer = await fetch(`${stub.url}/citizens/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(await answer.json()).toMatchObject({ error_code: 2 });
  });

  it.each(['19940812', '12081994', '12/08/1994', '1994-08-12'])('takes the date %s', async (NgayThangNam) => {
    const body = { HoVaTen: extra.fullName, SoCMND: extra.oldId, NgayThangNam };
    const answer = await fetch(`${stub.url}/citizens/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(await answer.json()).toMatchObject({ error_code: 0, message: citizenXml(extra) });
  });
});

describe('when the population database fails', () => {
  it.each([
    [{ status: 503 }, 'population-busy'],
    [{ status: 429 }, 'population-busy'],
    [{ status: 500 }, 'population-malformed'],
    [{ status: 502 }, 'population-unreachable'],
    [{ status: 302 }, 'population-unreachable'],
    [{ captivePortal: true }, 'population-unreachable'],
    [{ malformed: true }, 'population-malformed'],
    [{ malformed: 'body' }, 'population-malformed'],
    [{ dropAfterBytes: 0 }, 'population-unreachable'],
    [{ dropAfterBytes: 40 }, 'population-unreachable'],
    [{ dropAfterBytes: 700 }, 'population-unreachable'],
  ])('with %j the query fails as %s, and succeeds once it is over', async (faults, code) => {
    await setFaults(stub.url, faults);
    expect(await codeOf(registry.query(queryFor(extra)))).toBe(code);
    await setFaults(stub.url, {});
    expect(await registry.query(queryFor(extra))).toMatchObject({ outcome: 'match' });
  });

  it('gives up on one that is slow', async () => {
    await setFaults(stub.url, { latencyMs: 60_000 });
    const hasty = createHttpPopulationRegistry({ url: stub.url, timeoutMs: 100 });
    expect(await codeOf(hasty.query(queryFor(extra)))).toBe('population-unreachable');
    expect(await codeOf(registry.query(queryFor(extra), { signal: AbortSignal.timeout(100) }))).toBe(
      'population-unreachable',
    );
  });

  it('waits for one that is slow, but not too slow', async () => {
    await setFaults(stub.url, { latencyMs: 50 });
    expect(await registry.query(queryFor(extra))).toMatchObject({ outcome: 'match' });
  });

  it("stops with the caller's reason when the caller gives up", async () => {
    await setFaults(stub.url, { latencyMs: 60_000 });
    const caller = new AbortController();
    const asked = registry.query(queryFor(extra), { signal: caller.signal });
    caller.abort(new Error('shutting down'));
    await expect(asked).rejects.toThrow('shutting down');
  });

  it('tells when nobody is there', async () => {
    const gone = createHttpPopulationRegistry({ url: 'http://127.0.0.1:9' });
    expect(await codeOf(gone.query(queryFor(extra)))).toBe('population-unreachable');
  });

  it.each([
    ['another citizen', { error_code: 0, message: citizenXml({ ...extra, citizenId: '001194900118' }) }],
    ['a code that nobody agreed on', { error_code: 77, message: 'Lỗi 001194900117' }],
    ['no code', { message: 'ok' }],
  ])('refuses an answer with %s, and repeats none of it', async (_name, reply) => {
    const url = await serverThat((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(reply));
    });
    const failure = createHttpPopulationRegistry({ url }).query(queryFor(extra));
    await expect(failure).rejects.toMatchObject({ code: 'population-malformed' });
    await expect(failure).rejects.not.toThrow(/0011949/);
  });

  it('does not swallow an answer without end', async () => {
    const url = await serverThat((_request, response) => {
      response.setHeader('content-type', 'application/json');
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await codeOf(createHttpPopulationRegistry({ url }).query(queryFor(extra)))).toBe('population-malformed');
  });
});

describe('the command of the population stand-in', () => {
  it('says in one line when it is ready, and ends at SIGTERM', async () => {
    const child = await runChild(new URL('./support/population-process.ts', import.meta.url), ['0', '10', 'hat']);
    const url = /^Population stand-in ready: (http:\/\/127\.0\.0\.1:\d+)$/.exec(child.firstLine)?.[1] ?? '';
    const people = await (await fetch(`${url}/_stub/citizens?count=20`)).json();
    expect(people).toMatchObject(Array.from({ length: 10 }, (_, index) => createCitizens('hat', 10).at(index)));
    expect(await child.kill('SIGTERM')).toBe(0);
  });
});

describe('faults of a stand-in', () => {
  it('can be read back, cleared, and never hit the control itself', async () => {
    await setFaults(stub.url, { status: 503, captivePortal: true, dropAfterBytes: 0 });
    expect(await (await fetch(`${stub.url}/_stub/faults`)).json()).toEqual({
      status: 503,
      captivePortal: true,
      dropAfterBytes: 0,
    });
    expect(await (await setFaults(stub.url, {})).json()).toEqual({});
  });

  it('are taken from tools that call JSON a form', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(`${stub.url}/_stub/faults`, { method: 'PUT', headers, body: '{"latencyMs": 1}' });
    expect(await answer.json()).toEqual({ latencyMs: 1 });
    expect((await fetch(`${stub.url}/_stub/faults`, { method: 'PUT', headers, body: '{"latencyMs' })).status).toBe(400);
  });

  it.each([{ latencyMS: 5 }, { rate: 2 }, { status: 42 }, { dropAfterBytes: -1 }])('refuses %j', async (faults) => {
    expect((await setFaults(stub.url, faults)).status).toBe(400);
  });

  it('hit the share of requests that the rate says', async () => {
    let turn = 0;
    const half = await startPopulationStub({
      port: 0,
      citizens: 10,
      extra: [extra],
      random: () => [0.4, 0.6][turn++ % 2] ?? 0,
    });
    try {
      await setFaults(half.url, { status: 503, rate: 0.5 });
      const client = createHttpPopulationRegistry({ url: half.url });
      const codes = [];
      for (let asked = 0; asked < 4; asked += 1) codes.push(await codeOf(client.query(queryFor(extra))));
      expect(codes).toEqual(['population-busy', null, 'population-busy', null]);
    } finally {
      await half.close();
    }
  });
});
