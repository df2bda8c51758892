import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StationError } from '../../common/contract/errors.ts';
import { syncFolder } from '../files/sync-folder.ts';
import { codeOf } from './sqlite-errors.ts';

const KEY_BYTES = 32;

/**
 * The raw database key of a station that has no system keyring: 32 random bytes in a file that its owner alone can
 * read. Made when absent, durable before it is handed out, never overwritten: a lost key is a lost station.
 *
 * @param path absolute path of the key file; its folder is made when absent
 * @throws StationError database-key-wrong when the file has another size or others may read it
 */
export async function loadOrCreateKeyFile(path: string): Promise<Uint8Array> {
  const existing = await loadKeyFile(path);
  if (existing !== null) return existing;
  await createKeyFile(path);
  const made = await loadKeyFile(path);
  if (made === null) throw new StationError('database-key-wrong', 'the key file vanished');
  return made;
}

/** Null when there is none. @throws StationError database-key-wrong as loadOrCreateKeyFile */
export async function loadKeyFile(path: string): Promise<Uint8Array | null> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const { mode, size } = await handle.stat();
    // Windows has no such bits; there the profile folder keeps others out.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new StationError('database-key-wrong', 'others may read the key file; take their rights away (chmod 600)');
    }
    if (size !== KEY_BYTES) throw new StationError('database-key-wrong', `the key file has ${size} bytes, not 32`);
    return new Uint8Array(await handle.readFile());
  } finally {
    await handle.close();
  }
}

/** Written whole under another name first, so that a crash leaves either no key or a good one. */
async function createKeyFile(path: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(randomBytes(KEY_BYTES));
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // A link fails when the name is taken, where a rename would put a second key over the first.
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
}
