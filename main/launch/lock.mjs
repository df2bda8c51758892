import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './process.mjs';

const POLL_MS = 250;
/** A lock whose owner left no pid (killed between two steps) is taken over after this time. */
const NAMELESS_MS = 10_000;

/**
 * Runs work while holding a lock folder, so that two tasks started at once don't install into one folder. A lock whose
 * owner is no longer alive is taken over.
 */
export async function withLock(path, work) {
  await mkdir(dirname(path), { recursive: true });
  for (let told = false; ; ) {
    if (await take(path)) break;
    if (!told) say('Một lệnh khác đang cài đặt; chờ nó xong. (Another task is installing; waiting for it.)');
    told = true;
    await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function take(path) {
  try {
    await mkdir(path);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (await abandoned(path)) await rm(path, { recursive: true, force: true });
    return false;
  }
  await writeFile(join(path, 'pid'), String(process.pid));
  return true;
}

async function abandoned(path) {
  let pid;
  try {
    pid = Number(await readFile(join(path, 'pid'), 'utf8'));
  } catch {
    const age = await stat(path).then(
      (info) => Date.now() - info.mtimeMs,
      () => 0,
    );
    return age > NAMELESS_MS;
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
