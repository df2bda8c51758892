import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS } from '../../storage/database/migrations.ts';
import { openDatabase } from '../../storage/database/open-database.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { captureDossier } from '../helpers/captured-station.ts';
import { FIXTURE_KEY } from '../helpers/fixture-key.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const now = (): Date => new Date('2026-11-20T01:00:00Z');

async function openAt(dataDir: string): Promise<Store> {
  const store = await openStore({ dataDir, databaseKey: FIXTURE_KEY, now });
  onTestFinished(async () => await store.close());
  return store;
}

/** A data folder whose station was killed while it was writing; all numbers up to `durable` had been acknowledged. */
async function killedStation(): Promise<{ readonly dataDir: string; readonly durable: number }> {
  const dataDir = await temporaryFolder();
  const script = join(import.meta.dirname, '../helpers/commit-until-killed.ts');
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  let durable = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    durable = Number(line);
    if (durable === 40) child.kill('SIGKILL');
  }
  await exit;
  expect(durable).toBeGreaterThanOrEqual(40);
  return { dataDir, durable };
}

async function bytesOf(dataDir: string, ...names: readonly string[]): Promise<readonly string[]> {
  return await Promise.all(names.map(async (name) => (await readFile(join(dataDir, name))).toString('base64')));
}

describe('a stop', () => {
  it('is clean when the station was closed, and the first start is', async () => {
    const dataDir = await temporaryFolder();
    for (const _ of [1, 2]) {
      const store = await openStore({ dataDir, databaseKey: FIXTURE_KEY, now });
      expect(store.opened).toMatchObject({ clean: true, log: 'whole', migratedFrom: null });
      expect(await readFile(join(dataDir, 'station.open'), 'utf8')).toMatch(/^open /);
      await store.close();
      expect(await readFile(join(dataDir, 'station.open'), 'utf8')).toMatch(/^clean /);
    }
  });

  it('by kill -9 is noticed, and everything acknowledged is there', async () => {
    const { dataDir, durable } = await killedStation();
    const store = await openAt(dataDir);
    expect(store.opened).toMatchObject({ clean: false, log: 'whole' });
    expect(Number(await store.read.settings.find('count'))).toBeGreaterThanOrEqual(durable);
    expect(await store.read.settings.find('storage.opened')).toEqual(store.opened);
  });

  it('that lost the log opens with what is durable, and says so', async () => {
    const { dataDir } = await killedStation();
    await rm(join(dataDir, 'station.db-wal'));
    const store = await openAt(dataDir);
    expect(store.opened).toMatchObject({ clean: false, log: 'lost' });
    await store.transaction(async ({ write }) => await write.settings.set('after', 1));
    expect(await store.read.settings.find('after')).toBe(1);
  });

  it('that emptied the log counts as one that lost it', async () => {
    const { dataDir } = await killedStation();
    await truncate(join(dataDir, 'station.db-wal'), 0);
    expect((await openAt(dataDir)).opened.log).toBe('lost');
  });

  it('that cut the log off opens with the transactions before the cut, and says so', async () => {
    const { dataDir, durable } = await killedStation();
    const log = join(dataDir, 'station.db-wal');
    await truncate(log, (await stat(log)).size - 5000);
    const store = await openAt(dataDir);
    expect(store.opened).toMatchObject({ clean: false, log: 'cut' });
    const count = Number(await store.read.settings.find('count'));
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(durable);
  });

  it('that lost the index of the log loses nothing', async () => {
    const { dataDir, durable } = await killedStation();
    await rm(join(dataDir, 'station.db-shm'));
    const store = await openAt(dataDir);
    expect(Number(await store.read.settings.find('count'))).toBeGreaterThanOrEqual(durable);
  });
});

describe('a damaged database', () => {
  /** Alters a page that opening alone never reads. */
  async function damage(dataDir: string): Promise<void> {
    const store = await openStore({ dataDir, databaseKey: FIXTURE_KEY, now });
    await store.transaction(async ({ write }) => await write.settings.set('big', 'x'.repeat(400_000)));
    await store.close();
    const path = join(dataDir, 'station.db');
    const handle = await open(path, 'r+');
    await handle.write(Buffer.from([1, 2, 3, 4]), 0, 4, (await stat(path)).size - 2048);
    await handle.close();
  }

  it('is found after an unclean stop, every time, and nothing is written', async () => {
    const dataDir = await temporaryFolder();
    await damage(dataDir);
    await writeFile(join(dataDir, 'station.open'), 'closing\n');
    const before = await bytesOf(dataDir, 'station.db');
    for (const _ of [1, 2]) {
      await expect(openAt(dataDir)).rejects.toMatchObject({ code: 'database-damaged' });
      expect(await bytesOf(dataDir, 'station.db')).toEqual(before);
    }
  });

  it('is not looked for after a clean stop', async () => {
    const dataDir = await temporaryFolder();
    await damage(dataDir);
    const store = await openAt(dataDir);
    expect(store.opened.clean).toBe(true);
    await expect(store.read.settings.find('big')).rejects.toMatchObject({ code: 'database-damaged' });
  });
});

describe('a station whose database is gone', () => {
  it('is no new station as long as page files are there', async () => {
    const dataDir = await temporaryFolder();
    const store = await openStore({ dataDir, databaseKey: FIXTURE_KEY, now });
    await captureDossier(store, 1);
    await store.close();
    await rm(join(dataDir, 'station.db'));
    await expect(openAt(dataDir)).rejects.toMatchObject({
      code: 'database-damaged',
      detail: 'station.db is missing',
    });
    expect(await readdir(dataDir)).not.toContain('station.db');
  });

  it('or no longer has its beginning is damaged, and its key is not blamed', async () => {
    const dataDir = await temporaryFolder();
    await (await openStore({ dataDir, databaseKey: FIXTURE_KEY, now })).close();
    const handle = await open(join(dataDir, 'station.db'), 'r+');
    await handle.write(Buffer.alloc(64, 1), 0, 64, 100);
    await handle.close();
    const wrongKey = openStore({ dataDir, databaseKey: new Uint8Array(32).fill(9), now });
    await expect(wrongKey).rejects.toMatchObject({ code: 'database-key-wrong' });
    for (const _ of [1, 2]) {
      await expect(openAt(dataDir)).rejects.toMatchObject({ code: 'database-damaged', detail: 'first page' });
    }
  });
});

describe('a database from the future', () => {
  it('is refused by name after a crash, its log untouched', async () => {
    const { dataDir } = await killedStation();
    const path = join(dataDir, 'station.db');
    const aside = await temporaryFolder();
    const database = await openDatabase({ path, key: FIXTURE_KEY, now });
    await sql`insert into migrations (number, name, applied_at) values (99990, 'from the future', '2030')`.execute(
      database.writing,
    );
    // As a crash at this moment would leave it: with its newest rows in the log alone.
    for (const name of ['station.db', 'station.db-wal']) await copyFile(join(dataDir, name), join(aside, name));
    await database.close();
    await writeFile(join(aside, 'station.open'), 'open\n');
    const before = await bytesOf(aside, 'station.db', 'station.db-wal');
    await expect(openAt(aside)).rejects.toMatchObject({ code: 'database-newer', detail: 'migration 99990' });
    expect(await bytesOf(aside, 'station.db', 'station.db-wal')).toEqual(before);
  });
});

describe('every earlier version', () => {
  const fixtures = join(import.meta.dirname, '../fixtures/databases');
  const earlier = MIGRATIONS.slice(0, -1).map(({ number }) => number);

  it.each(earlier)('%i is brought to this one with its rows, after a copy was kept', async (number) => {
    const fixture = join(fixtures, `${String(number).padStart(4, '0')}.db`);
    const dataDir = await temporaryFolder();
    await copyFile(fixture, join(dataDir, 'station.db'));
    const store = await openAt(dataDir);
    const next = MIGRATIONS.find((migration) => migration.number > number)!;
    const kept = `station.db.before-${String(next.number).padStart(4, '0')}`;
    expect(store.opened).toMatchObject({ migratedFrom: number, keptBeforeMigrating: kept });
    const [paper] = await store.read.papers.papers('d1');
    expect(paper).toMatchObject({ id: 'g1', pageIds: ['p1'] });
    expect(paper?.fields.map(({ key, value }) => [key, value])).toEqual([['fullName', 'ĐỖ THỊ NGUYỆT MINH']]);
    expect(await store.read.dossiers.find('d1')).toMatchObject({ code: 'H56.25.5-261120-0001', state: 'verifying' });

    const back = await openDatabase({
      path: join(dataDir, kept),
      key: FIXTURE_KEY,
      now,
      migrations: MIGRATIONS.filter((migration) => migration.number <= number),
    });
    const { rows } = await sql<{ number: number }>`select number from migrations order by number`.execute(back.reading);
    expect(rows.at(-1)?.number).toBe(number);
    await back.close();
  });

  it('keeps the copy also when migrating fails, and the next try starts from the same rows', async () => {
    const dataDir = await temporaryFolder();
    await mkdir(dataDir, { recursive: true });
    const path = join(dataDir, 'station.db');
    await copyFile(join(fixtures, '0010.db'), path);
    const first = MIGRATIONS.filter(({ number }) => number === 10);
    const failing = { number: 15, name: 'fails', up: async () => Promise.reject(new Error('power cut')) };
    const attempt = openDatabase({ path, key: FIXTURE_KEY, now, migrations: [...first, failing] });
    await expect(attempt).rejects.toThrow('power cut');
    expect(await readdir(dataDir)).toContain('station.db.before-0015');
    const database = await openDatabase({ path, key: FIXTURE_KEY, now, migrations: first });
    expect(await database.reading.selectFrom('dossiers').select('id').execute()).toEqual([{ id: 'd1' }]);
    await database.close();
  });
});
