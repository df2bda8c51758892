import { rm, stat } from 'node:fs/promises';
import { StationError } from '../../common/contract/errors.ts';
import { openSqliteToRead } from './open-sqlite.ts';
import { codeOf, toStorageError } from './sqlite-errors.ts';

/**
 * How hard to look. `schema`: version only. `pages`: every page is decrypted and its seal compared, all b-trees are
 * walked. `all`: indexes against tables and every reference between rows too.
 */
export type InspectionDepth = 'schema' | 'pages' | 'all';

export interface Inspection {
  /** Numbers of the migrations that it has seen, rising. */
  readonly applied: readonly number[];
}

const PRAGMAS: Readonly<Record<InspectionDepth, readonly string[]>> = {
  schema: [],
  pages: ['quick_check(1)'],
  all: ['integrity_check(1)', 'foreign_key_check'],
};

/**
 * Looks at a database without writing to it or to its log.
 *
 * @returns null when there is no database, or only the beginnings of one that was never finished
 * @throws StationError database-key-wrong, database-damaged with what SQLite found
 */
export async function inspectDatabase(
  path: string,
  key: Uint8Array,
  depth: InspectionDepth,
): Promise<Inspection | null> {
  if (((await sizeOf(path)) ?? 0) === 0) return null;
  const hadLog = (await sizeOf(`${path}-wal`)) !== null;
  try {
    return inspect(path, key, depth);
  } catch (error) {
    const failure = toStorageError(error);
    // A crash while the file was being made left a journal that only a writer can play back; it holds no rows yet.
    if (failure instanceof StationError && failure.code === 'disk-read-only') return null;
    throw failure;
  } finally {
    // Looking at a database that was closed well leaves an empty log beside it.
    if (!hadLog) await removeEmptyLog(path);
  }
}

function inspect(path: string, key: Uint8Array, depth: InspectionDepth): Inspection {
  const database = openSqliteToRead(path, key);
  try {
    for (const pragma of PRAGMAS[depth]) {
      const [first] = database.pragma(pragma) as readonly Readonly<Record<string, unknown>>[];
      const answer = first === undefined ? 'ok' : String(Object.values(first)[0]);
      if (answer !== 'ok') throw new StationError('database-damaged', pragma.replace(/\(.*/u, ''));
    }
    const table = database.prepare(`select 1 from sqlite_master where name = 'migrations'`).get();
    if (table === undefined) return { applied: [] };
    const rows = database.prepare('select number from migrations order by number').all();
    return { applied: rows.map((row) => (row as { readonly number: number }).number) };
  } finally {
    database.close();
  }
}

async function removeEmptyLog(path: string): Promise<void> {
  if ((await sizeOf(`${path}-wal`)) !== 0) return;
  await rm(`${path}-wal`, { force: true });
  await rm(`${path}-shm`, { force: true });
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw toStorageError(error);
  }
}
