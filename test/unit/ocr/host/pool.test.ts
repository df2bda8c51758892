import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorCodeOf, StationError } from '../../../../common/contract/errors.ts';
import type { ReaderTask } from '../../../../ocr/host/messages.ts';
import { ReaderPool } from '../../../../ocr/host/pool.ts';
import { type Behaviour, fakeLauncher, pathOf } from './fake-process.ts';

const page = (path: string, index = 0): Extract<ReaderTask, { kind: 'page' }> => ({
  kind: 'page',
  job: { path, index, upright: 'u', preview: 'p' },
});

function makePool(
  behaviour: Behaviour,
  options: { workers?: number; failures?: number; recycleAfterPages?: number } = {},
) {
  const { launch, started } = fakeLauncher(behaviour, options.failures);
  const pool = new ReaderPool({
    workers: options.workers ?? 1,
    launch,
    recycleAfterPages: options.recycleAfterPages ?? 300,
    timeLimitMs: () => 1000,
  });
  return { pool, started };
}

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', errorCodeOf);

describe('ReaderPool', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('starts no process before there is work, and no more than it may', async () => {
    const { pool, started } = makePool(() => 'done', { workers: 2 });
    expect(started).toHaveLength(0);
    await Promise.all(Array.from({ length: 6 }, (_, i) => pool.run(page('f', i), { client: pool })));
    expect(started.length).toBeGreaterThanOrEqual(1);
    expect(started.length).toBeLessThanOrEqual(2);
  });

  it('starts two processes at once for two pages, and one at a time after a start that failed', async () => {
    const good = makePool(() => 'done', { workers: 4 });
    const pages = Array.from({ length: 4 }, (_, i) => good.pool.run(page('f', i), { client: good.pool }));
    expect(good.started).toHaveLength(2);
    await Promise.all(pages);
    const bad = makePool(() => 'done', { workers: 4, failures: 9 });
    const codes = Array.from({ length: 4 }, (_, i) => codeOf(bad.pool.run(page('f', i), { client: bad.pool })));
    expect(new Set(await Promise.all(codes))).toEqual(new Set(['reader-stopped']));
    expect(bad.started).toHaveLength(3);
  });

  it('hands on steps, verdicts and the error of a task by its code', async () => {
    const steps: string[] = [];
    const { pool } = makePool((task) => (pathOf(task) === 'bad#0' ? 'failed' : 'done'));
    await pool.run(page('good'), {
      client: {},
      onStep: (step) => steps.push(step),
      onVerdict: ({ card }) => steps.push(card ? 'card' : 'paper'),
    });
    expect(steps).toEqual(['decode', 'card']);
    await expect(pool.run(page('bad'), { client: {} })).rejects.toEqual(new StationError('file-truncated', 'page 1'));
  });

  it('tries a page again in a new process when the first one dies', async () => {
    let deaths = 0;
    const { pool, started } = makePool(() => (deaths++ === 0 ? 'die' : 'done'));
    await pool.run(page('f'), { client: {} });
    expect(started).toHaveLength(2);
    expect(started[1]?.tasks).toHaveLength(1);
  });

  it('gives a page up after two processes, and only that page', async () => {
    const { pool, started } = makePool((task) => (pathOf(task) === 'f#1' ? 'die' : 'done'));
    const codes = await Promise.all([0, 1, 2].map((index) => codeOf(pool.run(page('f', index), { client: pool }))));
    expect(codes).toEqual(['none', 'page-unreadable', 'none']);
    expect(started).toHaveLength(3);
  });

  it('ends a process that is stuck and treats its page like one that killed it', async () => {
    const { pool, started } = makePool(() => 'hang');
    const code = codeOf(pool.run(page('f'), { client: {} }));
    await vi.advanceTimersByTimeAsync(2100);
    expect(await code).toBe('page-unreadable');
    expect(started.map((process) => process.killed)).toEqual([true, true]);
  });

  it('replaces a process after so many pages without losing any', async () => {
    const { pool, started } = makePool(() => 'done', { recycleAfterPages: 3 });
    for (let i = 0; i < 7; i += 1) await pool.run(page('f', i), { client: pool });
    expect(started.map((process) => process.tasks.length)).toEqual([3, 3, 1]);
    expect(started.map((process) => process.stopped)).toEqual([true, true, false]);
  });

  it('says that the reader stopped when no process starts, and works again once one does', async () => {
    const { pool, started } = makePool(() => 'done', { failures: 3 });
    expect(await codeOf(pool.run(page('f'), { client: {} }))).toBe('reader-stopped');
    expect(started).toHaveLength(3);
    expect(await codeOf(pool.run(page('f'), { client: {} }))).toBe('none');
  });

  it('lets a short file pass a long one', async () => {
    const order: string[] = [];
    const { pool } = makePool((task) => {
      order.push(pathOf(task));
      return 'done';
    });
    const long = {};
    await Promise.all([
      ...[0, 1, 2, 3].map((index) => pool.run(page('long', index), { client: long })),
      pool.run(page('short'), { client: {} }),
    ]);
    expect(order.indexOf('short#0')).toBeLessThan(3);
  });

  it('rejects running and waiting work when it closes, ends its processes and takes no more', async () => {
    const { pool, started } = makePool(() => 'hang');
    const codes = [0, 1].map((index) => codeOf(pool.run(page('f', index), { client: pool })));
    await vi.advanceTimersByTimeAsync(10);
    pool.close();
    expect(await Promise.all(codes)).toEqual(['reader-stopped', 'reader-stopped']);
    expect(started.map((process) => process.killed)).toEqual([true]);
    expect(await codeOf(pool.run(page('f'), { client: {} }))).toBe('reader-stopped');
  });
});
