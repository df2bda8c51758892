import { open } from 'node:fs/promises';
import { openSqliteToRead } from './open-sqlite.ts';

/**
 * Writes a copy of a database as it stands at this moment, encrypted with the same key, without its free pages, and
 * synced to disk. Others may read and write it meanwhile. The name's folder is left for the caller to sync.
 *
 * @param to must not exist
 */
export async function copyDatabase(path: string, key: Uint8Array, to: string): Promise<void> {
  const database = openSqliteToRead(path, key);
  try {
    database.prepare('vacuum into ?').run(to);
  } finally {
    database.close();
  }
  // SQLite does not sync what it writes there.
  const handle = await open(to, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
