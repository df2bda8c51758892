import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { LaunchError, ROOT, say } from './process.mjs';
import { toolbox } from './tools.mjs';

/** What each part of the build is made from, and the config that makes it. */
const PARTS = {
  renderer: { from: ['renderer', 'common'], config: 'renderer/vite.config.ts', modes: ['production'], out: 'renderer' },
  electron: {
    from: ['main', 'common', 'ocr', 'storage', 'package.json'],
    config: 'electron.vite.config.ts',
    modes: ['main', 'preload', 'backend'],
    out: 'electron',
  },
};

/** Builds the named parts whose sources have changed since their last build. */
export async function ensureBuilt(node, names) {
  for (const name of names) {
    const part = PARTS[name];
    if (await fresh(part)) continue;
    await withLock(join(ROOT, '.cache', `build-${name}.lock`), async () => {
      if (!(await fresh(part))) await build(node, name, part);
    });
  }
}

async function build(node, name, part) {
  say(`Dựng ${name}… (Building ${name}…)`);
  const before = await fingerprint(part);
  await rm(join(ROOT, 'out', part.out), { recursive: true, force: true });
  for (const mode of part.modes) {
    const args = ['build', '--config', part.config, '--mode', mode, '--logLevel', 'warn'];
    if ((await toolbox(node).tool('vite', args)) !== 0) {
      throw new LaunchError(`Dựng ${name} không thành công. (Building ${name} failed.)`);
    }
  }
  await mkdir(dirname(stampOf(part)), { recursive: true });
  await writeFile(stampOf(part), before);
}

async function fresh(part) {
  const stamp = stampOf(part);
  return existsSync(stamp) && (await readFile(stamp, 'utf8')) === (await fingerprint(part));
}

function stampOf(part) {
  return join(ROOT, 'out', part.out, '.built-from');
}

/** Digest of names, sizes and times of the sources: cheap, and any edit changes it. */
async function fingerprint(part) {
  const hash = createHash('sha256');
  for (const source of [...part.from, part.config, 'package-lock.json']) {
    for (const file of await filesUnder(join(ROOT, source))) {
      const info = await stat(file);
      hash.update(`${file}\0${info.size}\0${info.mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

async function filesUnder(path) {
  if (!existsSync(path)) return [];
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const nested = await Promise.all(entries.map((entry) => filesUnder(join(path, entry.name))));
  return nested.flat().sort();
}
