import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// A fresh clone with a registry that is ours: the launch scripts of the project beside an npm that only notes what it is
// asked and puts there what npm would.

const ROOT = join(import.meta.dirname, '..', '..', '..');
const NPM = `const { appendFileSync, mkdirSync, symlinkSync, existsSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync(process.env.NPM_NOTES, JSON.stringify(args) + '\\n');
if (process.env.NPM_FAILS) process.exit(1);
mkdirSync('node_modules/node/bin', { recursive: true });
if (args[0] === 'rebuild' && !existsSync('node_modules/node/bin/node')) {
  symlinkSync(process.env.REAL_NODE, 'node_modules/node/bin/node');
}
setTimeout(() => {}, 300);
`;

let clone: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'sohoa-launch-'));
  await cp(join(ROOT, 'main', 'launch'), join(clone, 'main', 'launch'), { recursive: true });
  const version = process.version.slice(1);
  await writeFile(join(clone, 'package.json'), JSON.stringify({ type: 'module', devDependencies: { node: version } }));
  await writeLock('1.0.0');
  await mkdir(join(clone, 'main', 'cli'));
  await writeFile(join(clone, 'main', 'cli', 'sohoa.ts'), SOHOA);
  await writeFile(join(clone, 'npm-cli.cjs'), NPM);
});
afterEach(async () => {
  await rm(clone, { recursive: true });
});

/** Says what it was given; its second argument is its exit code. */
const SOHOA = `const [word, code]: string[] = process.argv.slice(2);
console.log(JSON.stringify({ word, cwd: process.cwd() }));
process.exitCode = Number(code ?? 0);
`;

function writeLock(version: string): Promise<void> {
  const packages = {
    '': {},
    'node_modules/tool': { version },
    'node_modules/other-platform': { version, optional: true },
  };
  return writeFile(join(clone, 'package-lock.json'), JSON.stringify({ packages }));
}

async function launch(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(clone, 'main', 'launch', 'run.mjs'), ...args], {
    cwd: clone,
    env: {
      ...process.env,
      INIT_CWD: tmpdir(),
      npm_execpath: join(clone, 'npm-cli.cjs'),
      NPM_NOTES: join(clone, 'notes'),
      REAL_NODE: process.execPath,
      ...env,
    },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code: code as number, ...said };
}

async function npmCalls(): Promise<readonly string[][]> {
  const notes = await readFile(join(clone, 'notes'), 'utf8').catch(() => '');
  return notes
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as string[]);
}

describe('an npm script', () => {
  it('installs in a fresh clone, gets its own Node, and runs from where the person stands', async () => {
    const { code, stdout } = await launch(['sohoa', 'đọc']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ word: 'đọc', cwd: expect.stringContaining('tmp') });
    const [install, rebuild] = await npmCalls();
    expect(install).toEqual(expect.arrayContaining(['install', '--no-save', '--ignore-scripts']));
    expect(rebuild?.slice(0, 2)).toEqual(['rebuild', 'node']);
  });

  it('installs once, also when several are started at the same time', async () => {
    const outcomes = await Promise.all([1, 2, 3].map((number) => launch(['sohoa', `no-${number}`])));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    await launch(['sohoa', 'later']);
    expect((await npmCalls()).map(([command]) => command)).toEqual(['install', 'rebuild']);
  });

  it('installs again when the lock has changed', async () => {
    await launch(['sohoa', 'first']);
    await writeLock('2.0.0');
    await launch(['sohoa', 'second']);
    expect((await npmCalls()).filter(([command]) => command === 'install')).toHaveLength(2);
  });

  it('takes what npm has put there before as installed', async () => {
    await mkdir(join(clone, 'node_modules', 'node', 'bin'), { recursive: true });
    await symlink(process.execPath, join(clone, 'node_modules', 'node', 'bin', 'node'));
    const packages = { 'node_modules/tool': { version: '1.0.0' } };
    await writeFile(join(clone, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
    expect((await launch(['sohoa', 'x'])).code).toBe(0);
    expect(await npmCalls()).toEqual([]);
  });

  it('replaces a Node of another version', async () => {
    await mkdir(join(clone, 'node_modules', 'node', 'bin'), { recursive: true });
    const wrong = join(clone, 'node_modules', 'node', 'bin', 'node');
    await writeFile(wrong, '#!/bin/sh\necho v18.0.0\n');
    await chmod(wrong, 0o755);
    const { code, stderr } = await launch(['sohoa', 'x']);
    // The npm of this test puts no other in its place, so the script says what it lacks.
    expect([code, stderr]).toEqual([1, expect.stringContaining(`Node ${process.version.slice(1)}`)]);
    expect((await npmCalls()).at(-1)?.join(' ')).toMatch(/^install .*node-.*@/);
  });

  it('takes over the lock of an install that was killed', async () => {
    await mkdir(join(clone, '.cache', 'install.lock'), { recursive: true });
    await writeFile(join(clone, '.cache', 'install.lock', 'pid'), '999999999');
    expect((await launch(['sohoa', 'x'])).code).toBe(0);
  });

  it('says in one line that packages could not be had', async () => {
    const { code, stderr } = await launch(['sohoa', 'x'], { NPM_FAILS: '1' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toContain('npm registry must be reachable');
  });

  it('ends with the code of what it ran', async () => {
    expect((await launch(['sohoa', 'x', '64'])).code).toBe(64);
  });

  it('names its tasks when asked for one that it does not have', async () => {
    const { code, stderr } = await launch(['fly']);
    expect(code).toBe(64);
    expect(stderr).toContain('start');
  });
});
