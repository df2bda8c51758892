import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRealScans } from '../../bench/bench-files.ts';
import { type Contender, type ContenderRun, evenly, joinRuns, planRounds } from '../../bench/contender.ts';
import { readOptions } from '../../bench/options.ts';
import { parseTicks } from '../../bench/processes.ts';
import { readAll } from '../../bench/side-by-side.ts';
import { formatGoal, judge } from '../../bench/targets.ts';

const FOLDER = await mkdtemp(join(tmpdir(), 'bench-test-'));
afterAll(() => rm(FOLDER, { recursive: true }));

describe('rounds', () => {
  it('deal every file once and turn the order', () => {
    const rounds = planRounds(['a', 'b', 'c', 'd', 'e'], 3, 2);
    expect(rounds).toEqual([
      { files: ['a', 'c', 'e'], order: [0, 1, 2] },
      { files: ['b', 'd'], order: [2, 1, 0] },
    ]);
  });

  it('are no more than there are files', () => {
    expect(planRounds(['a'], 2, 3)).toHaveLength(1);
  });

  it('add up time and results, and CPU time only where every round knows it', () => {
    const run = (seconds: number, path: string, cpuSeconds?: number): ContenderRun => ({
      name: 'x',
      version: '1',
      seconds,
      ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
      results: new Map([[path, { pages: [path] }]]),
    });
    expect(joinRuns([run(1, 'a', 3), run(2, 'b', 4)])).toMatchObject({ seconds: 3, cpuSeconds: 7 });
    expect([...joinRuns([run(1, 'a', 3), run(2, 'b', 4)]).results.keys()]).toEqual(['a', 'b']);
    expect(joinRuns([run(1, 'a', 3), run(2, 'b')])).not.toHaveProperty('cpuSeconds');
  });

  it('pick files at even distances', () => {
    expect(evenly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5)).toEqual([1, 3, 5, 7, 9]);
    expect(evenly([1, 2], 5)).toEqual([1, 2]);
  });

  it('let the station read every file once, the others only those that are compared', async () => {
    await writeFile(join(FOLDER, 'a.png'), '');
    await writeFile(join(FOLDER, 'b.tif'), '');
    await writeFile(join(FOLDER, 'a.txt'), 'một hai');
    await writeFile(join(FOLDER, 'b.txt'), 'trang một\ftrang hai\n');
    await writeFile(join(FOLDER, 'unkeyed.png'), '');
    const files = await loadRealScans(FOLDER);
    expect(files.map((file) => file.truth.pages.map((page) => page.text))).toEqual([
      ['một hai'],
      ['trang một', 'trang hai\n'],
    ]);
    const asked: string[] = [];
    const contender = (name: string): Contender => ({
      name,
      version: '1',
      prepare: async () => undefined,
      read: async (paths) => {
        asked.push(...paths.map((path) => `${name} ${path.slice(FOLDER.length + 1)}`));
        return new Map(paths.map((path) => [path, { pages: [''] }]));
      },
      close: async () => undefined,
    });
    const { own, speed } = await readAll(contender('own'), [contender('other')], {
      files,
      folder: FOLDER,
      compare: 1,
      rounds: 2,
      say: () => undefined,
    });
    expect(asked).toEqual(['own b.tif', 'other b.tif', 'own a.png']);
    expect(own.results.size).toBe(2);
    expect(speed?.runs.map((run) => run.results.size)).toEqual([1, 1]);
  });
});

describe('CPU ticks', () => {
  it('are those of a process and of the children it has waited for, whatever its name', () => {
    const stat = '42 (a (b) c) S 1 42 42 0 -1 4194560 100 200 0 0 7 11 13 17 20 0 1 0 5 1 1';
    expect(parseTicks(stat)).toBe(48);
    expect(parseTicks('')).toBeUndefined();
  });
});

describe('goals', () => {
  it('are met, missed or not measured', () => {
    const target = { figure: 'x', form: 'percent', atLeast: 0.96, stretch: 0.98 } as const;
    expect(judge({ ...target, value: 0.96 })).toBe('met');
    expect(judge({ ...target, value: 0.98 })).toBe('stretch met');
    expect(judge({ ...target, value: 0.9599 })).toBe('missed');
    expect(judge({ ...target, value: undefined })).toBe('not measured');
    expect(judge({ figure: 'x', form: 'count', value: 5 })).toBe('no goal');
    expect(judge({ figure: 'x', form: 'mb', atMost: 350, value: 351 })).toBe('missed');
    expect(formatGoal({ ...target, value: 1 })).toBe('≥ 96.0 %, stretch 98.0 %');
  });
});

describe('options', () => {
  it('tell how to repeat a run, seed included and folders left out', () => {
    const options = readOptions(['--count', '5', '--keep', '/tmp/x', '--alone'], 77);
    expect(options).toMatchObject({ seed: 77, count: 5, keep: '/tmp/x', alone: true });
    expect(options.command).toBe('npm run bench -- --seed 77 --count 5 --alone');
    expect(readOptions(['--seed', '5'], 77).command).toBe('npm run bench -- --seed 5');
  });

  it('refuse what is no number', () => {
    expect(() => readOptions(['--seed', 'x'], 1)).toThrow(RangeError);
  });
});
