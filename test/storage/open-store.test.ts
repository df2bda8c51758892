import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../storage/database/migrate.ts';
import { MIGRATIONS } from '../../storage/database/migrations.ts';
import { openDatabase } from '../../storage/database/open-database.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const KEY = new Uint8Array(32).fill(7);
const now = (): Date => new Date('2026-11-20T01:00:00Z');

async function open(dataDir: string, databaseKey = KEY): Promise<Store> {
  return await openStore({ dataDir, databaseKey, now });
}

async function bytesOf(dataDir: string): Promise<string> {
  return (await readFile(join(dataDir, 'station.db'))).toString('base64');
}

/** A process of its own that holds the station until it is ended. */
async function holdElsewhere(dataDir: string): Promise<ChildProcess> {
  const holder = spawn(process.execPath, [join(import.meta.dirname, '../helpers/hold-station.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    holder.kill('SIGKILL');
  });
  await once(holder.stdout!, 'data');
  return holder;
}

describe('opening a station', () => {
  it('keeps what was written, encrypted', async () => {
    const dataDir = await temporaryFolder();
    const first = await open(dataDir);
    await first.transaction(async ({ write }) => await write.settings.set('station', { name: 'Quầy số chín' }));
    await first.close();
    const raw = await readFile(join(dataDir, 'station.db'));
    expect(raw.includes('Quầy số chín')).toBe(false);
    expect(raw.includes('SQLite format 3')).toBe(false);
    const second = await open(dataDir);
    expect(await second.read.settings.find('station')).toEqual({ name: 'Quầy số chín' });
    await second.close();
  });

  it('is refused while it is open, in this process and from another', async () => {
    const dataDir = await temporaryFolder();
    const store = await open(dataDir);
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'station-in-use' });
    await store.close();
    const holder = await holdElsewhere(dataDir);
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'station-in-use' });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    // No waiting for a stale lock after a crash.
    await (await open(dataDir)).close();
  });

  it('is refused with another key, and nothing is touched', async () => {
    const dataDir = await temporaryFolder();
    await (await open(dataDir)).close();
    const before = await bytesOf(dataDir);
    await expect(open(dataDir, new Uint8Array(32).fill(8))).rejects.toMatchObject({ code: 'database-key-wrong' });
    await expect(open(dataDir, new Uint8Array(16))).rejects.toMatchObject({ code: 'database-key-wrong' });
    expect(await bytesOf(dataDir)).toBe(before);
    await (await open(dataDir)).close();
  });

  it('is refused when a newer version wrote the data, and nothing is touched', async () => {
    const dataDir = await temporaryFolder();
    await (await open(dataDir)).close();
    const database = await openDatabase({ path: join(dataDir, 'station.db'), key: KEY, now });
    await sql`insert into migrations (number, name, applied_at) values (99990, 'from the future', '2030')`.execute(
      database.writing,
    );
    await database.close();
    const before = await bytesOf(dataDir);
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'database-newer', detail: 'migration 99990' });
    expect(await bytesOf(dataDir)).toBe(before);
  });

  it('says that the data is damaged when pages of the database were overwritten', async () => {
    const dataDir = await temporaryFolder();
    const store = await open(dataDir);
    await store.transaction(async ({ write }) => await write.settings.set('big', 'x'.repeat(200_000)));
    await store.close();
    const path = join(dataDir, 'station.db');
    const bytes = await readFile(path);
    bytes.fill(0x55, 4096, bytes.length);
    await writeFile(path, bytes);
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'database-damaged' });
  });
});

describe('migrations', () => {
  it('have rising numbers', () => {
    const numbers = MIGRATIONS.map((migration) => migration.number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('are refused when their numbers do not rise', async () => {
    const dataDir = await temporaryFolder();
    const database = await openDatabase({ path: join(dataDir, 'station.db'), key: KEY, now });
    onTestFinished(async () => await database.close());
    const [first] = MIGRATIONS;
    await expect(migrate(database.writing as never, [first!, first!], now)).rejects.toThrow(RangeError);
  });

  it('leave nothing behind when one fails', async () => {
    const dataDir = await temporaryFolder();
    const database = await openDatabase({ path: join(dataDir, 'station.db'), key: KEY, now });
    onTestFinished(async () => await database.close());
    const failing = {
      number: 99_980,
      name: 'fails',
      up: async (db: Parameters<(typeof MIGRATIONS)[number]['up']>[0]) => {
        await db.schema.createTable('half').addColumn('id', 'text').execute();
        throw new Error('power cut');
      },
    };
    await expect(migrate(database.writing as never, [...MIGRATIONS, failing], now)).rejects.toThrow('power cut');
    const tables = await database.writing.introspection.getTables();
    expect(tables.map((table) => table.name)).not.toContain('half');
    const { rows } = await sql<{ number: number }>`select number from migrations`.execute(database.reading);
    expect(rows.map((row) => row.number)).not.toContain(99_980);
  });
});
