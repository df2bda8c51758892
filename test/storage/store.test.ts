import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../storage/database/open-database.ts';
import { openMemoryStore } from '../../storage/open-memory-store.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const KEY = new Uint8Array(32).fill(7);
const now = (): Date => new Date('2026-11-20T01:00:00Z');
const AT = now().toISOString();

/** The same behaviour is asked of both. */
const KINDS: Readonly<Record<string, () => Promise<Store>>> = {
  'on disk': async () => await openStore({ dataDir: await temporaryFolder(), databaseKey: KEY, now }),
  'in memory': async () => await openMemoryStore({ folder: await temporaryFolder(), now }),
};

let openKind = KINDS['on disk']!;

async function openFresh(): Promise<Store> {
  const store = await openKind();
  onTestFinished(async () => await store.close());
  return store;
}

describe.each(Object.keys(KINDS))('a store %s', (kind) => {
  beforeEach(() => {
    openKind = KINDS[kind]!;
  });

  describe('a transaction', () => {
    it('leaves nothing behind when its work fails, and tells nobody', async () => {
      const store = await openFresh();
      const told: string[] = [];
      const failing = store.transaction(async ({ read, write, afterCommit }) => {
        await write.settings.set('a', 1);
        afterCommit(() => told.push('a'));
        expect(await read.settings.find('a')).toBe(1);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await store.read.settings.find('a')).toBeUndefined();
      expect(told).toEqual([]);
      await store.transaction(async ({ afterCommit }) => afterCommit(() => told.push('b')));
      expect(told).toEqual(['b']);
    });

    it('is not seen by others before its end', async () => {
      const store = await openFresh();
      await store.transaction(async ({ write }) => {
        await write.settings.set('a', 1);
        expect(await store.read.settings.find('a')).toBeUndefined();
      });
      expect(await store.read.settings.find('a')).toBe(1);
    });

    it('runs alone', async () => {
      const store = await openFresh();
      const add = async (): Promise<void> =>
        await store.transaction(async ({ read, write }) => {
          await write.settings.set('count', Number((await read.settings.find('count')) ?? 0) + 1);
        });
      await Promise.all(Array.from({ length: 30 }, add));
      expect(await store.read.settings.find('count')).toBe(30);
    });

    it('is refused inside another instead of waiting for ever', async () => {
      const store = await openFresh();
      await expect(store.transaction(async () => await store.transaction(async () => 1))).rejects.toThrow(
        'inside another',
      );
      await expect(store.snapshot(async () => await store.snapshot(async () => 1))).rejects.toThrow('inside another');
      expect(await store.transaction(async () => 2)).toBe(2);
    });

    it('is refused once the store is closed, and waited for by closing', async () => {
      const store = await openKind();
      let wrote = false;
      const writing = store.transaction(async ({ write }) => {
        await write.settings.set('a', 1);
        wrote = true;
      });
      await store.close();
      await writing;
      expect(wrote).toBe(true);
      await expect(store.transaction(async () => 1)).rejects.toMatchObject({ code: 'station-stopped' });
    });
  });

  describe('a snapshot', () => {
    it('is of one moment', async () => {
      const store = await openFresh();
      await store.transaction(async ({ write }) => await write.settings.set('a', 'old'));
      const { promise: started, resolve: start } = Promise.withResolvers<void>();
      const committed = started.then(
        async () => await store.transaction(async ({ write }) => await write.settings.set('a', 'new')),
      );
      await store.snapshot(async (read) => {
        expect(await read.settings.find('a')).toBe('old');
        start();
        await committed;
        expect(await read.settings.find('a')).toBe('old');
      });
      expect(await store.read.settings.find('a')).toBe('new');
    });
  });

  describe('the audit log', () => {
    it('numbers its lines and keeps their order', async () => {
      const store = await openFresh();
      for (const event of ['one', 'two', 'three']) {
        await store.transaction(async ({ write }) => await write.audit.add({ at: AT, byId: null, event }));
      }
      await expect(
        store.transaction(async ({ write }) => await write.audit.add({ at: AT, byId: 'nobody', event: 'four' })),
      ).rejects.toThrow(/FOREIGN KEY/);
    });
  });

  describe('jobs', () => {
    it('are one a key: written again they start anew', async () => {
      const store = await openFresh();
      const job = { kind: 'population-check', key: 'k', payload: { validationId: 'v' }, at: AT };
      await store.transaction(async ({ write }) => await write.jobs.put(job));
      const first = await store.read.jobs.findByKey('k');
      await store.transaction(async ({ write }) => {
        expect(await write.jobs.start(first?.id ?? '', AT)).toBe(true);
        expect(await write.jobs.start(first?.id ?? '', AT)).toBe(false);
        await write.jobs.fail(first?.id ?? '', AT, 'unexpected');
      });
      expect(await store.read.jobs.due('population-check', AT, 10)).toEqual([]);
      await store.transaction(async ({ write }) => await write.jobs.put({ ...job, payload: { validationId: 'w' } }));
      expect(await store.read.jobs.due('population-check', AT, 10)).toMatchObject([
        { id: first?.id, state: 'waiting', attempts: 0, payload: { validationId: 'w' }, lastErrorCode: null },
      ]);
    });

    it('wait until their time, and are let go of after a stop', async () => {
      const store = await openFresh();
      const later = '2026-11-20T02:00:00.000Z';
      await store.transaction(async ({ write }) => {
        await write.jobs.put({ kind: 'k', key: 'now', payload: null, at: AT });
        await write.jobs.put({ kind: 'k', key: 'later', payload: null, at: AT, notBefore: later });
      });
      const [due, ...others] = await store.read.jobs.due('k', AT, 10);
      expect([due?.key, others]).toEqual(['now', []]);
      await store.transaction(async ({ write }) => void (await write.jobs.start(due?.id ?? '', AT)));
      expect(await store.read.jobs.nextDueAt('k')).toBe(later);
      await store.transaction(async ({ write }) => await write.jobs.releaseRunning(AT));
      expect((await store.read.jobs.due('k', later, 10)).map((job) => job.key)).toEqual(['now', 'later']);
    });

    it('are due at once after a stop that cut them off, also by a clock that was ahead then', async () => {
      const store = await openFresh();
      const ahead = '2026-11-20T09:00:00.000Z';
      await store.transaction(async ({ write }) => {
        await write.jobs.put({ kind: 'k', key: 'now', payload: null, at: ahead });
      });
      const job = await store.read.jobs.findByKey('now');
      await store.transaction(async ({ write }) => void (await write.jobs.start(job?.id ?? '', ahead)));
      await store.transaction(async ({ write }) => await write.jobs.releaseRunning(AT));
      expect((await store.read.jobs.due('k', AT, 10)).map(({ key }) => key)).toEqual(['now']);
    });
  });

  describe('a copy of the database', () => {
    it('can be written, and the database proved, while a transaction runs', async () => {
      const store = await openFresh();
      const { promise: copied, resolve: go } = Promise.withResolvers<void>();
      const writing = store.transaction(async ({ write }) => {
        await write.settings.set('a', 1);
        await copied;
      });
      const to = join(await temporaryFolder(), 'copy.db');
      await store.copyDatabase(to);
      await store.proveDatabase();
      go();
      await writing;
      expect((await stat(to)).size).toBeGreaterThan(4096);
      expect(await store.read.settings.find('a')).toBe(1);
    });
  });
});

describe('the audit log of a database', () => {
  it('can be neither changed nor shortened', async () => {
    const dataDir = await temporaryFolder();
    const store = await openStore({ dataDir, databaseKey: KEY, now });
    await store.transaction(async ({ write }) => await write.audit.add({ at: AT, byId: null, event: 'one' }));
    await store.close();
    const database = await openDatabase({ path: join(dataDir, 'station.db'), key: KEY, now });
    onTestFinished(async () => await database.close());
    await expect(sql`update audit set event = 'other'`.execute(database.writing)).rejects.toThrow('append-only');
    await expect(sql`delete from audit`.execute(database.writing)).rejects.toThrow('append-only');
    const { rows } = await sql<{ event: string }>`select event from audit`.execute(database.reading);
    expect(rows).toEqual([{ event: 'one' }]);
  });
});

describe('a full disk', () => {
  it('fails the transaction by name, keeps what was there, and lets work go on once there is room', async () => {
    const dataDir = await temporaryFolder();
    const database = await openDatabase({ path: join(dataDir, 'station.db'), key: KEY, now });
    onTestFinished(async () => await database.close());
    const { writing, reading } = database;
    await writing.insertInto('settings').values({ key: 'before', value: '1' }).execute();
    await sql`pragma max_page_count = 90`.execute(writing);
    const big = { key: 'big', value: 'x'.repeat(1_000_000) };
    await expect(
      writing.transaction().execute(async (db) => {
        await db.insertInto('settings').values({ key: 'small', value: '2' }).execute();
        await db.insertInto('settings').values(big).execute();
      }),
    ).rejects.toMatchObject({ code: 'disk-full' });
    const keys = async (): Promise<string[]> =>
      (await reading.selectFrom('settings').select('key').orderBy('key').execute()).map((row) => row.key);
    expect(await keys()).toEqual(['before']);
    await sql`pragma max_page_count = 100000`.execute(writing);
    await writing.insertInto('settings').values(big).execute();
    expect(await keys()).toEqual(['before', 'big']);
  });
});
