import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inBackupFolder } from '../../storage/backup/backup-errors.ts';
import { BackupFolder } from '../../storage/backup/backup-folder.ts';
import { createBackup } from '../../storage/backup/create-backup.ts';
import { dataFolderSource } from '../../storage/backup/data-folder-source.ts';
import { restoreBackup } from '../../storage/backup/restore-backup.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { captureDossier } from '../helpers/captured-station.ts';
import { FIXTURE_KEY } from '../helpers/fixture-key.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const now = (): Date => new Date('2026-11-20T01:00:00Z');
const key = FIXTURE_KEY;

interface Scene {
  readonly dataDir: string;
  readonly store: Store;
  readonly folder: BackupFolder;
  backUp(keep?: number): ReturnType<typeof createBackup>;
}

async function scene(): Promise<Scene> {
  const dataDir = await temporaryFolder();
  const store = await openStore({ dataDir, databaseKey: key, now });
  onTestFinished(async () => await store.close());
  const folder = await BackupFolder.prepare(join(await temporaryFolder(), 'sao-luu'), key, dataDir);
  const source = { files: store.files, copyDatabase: async (to: string) => await store.copyDatabase(to) };
  const backUp = async (keep = 3) => await createBackup({ source, key, folder, keep, station: 'test', now });
  return { dataDir, store, folder, backUp };
}

const restore = async (from: string, dataDir: string, withKey = key) =>
  await restoreBackup({ from, dataDir, key: withKey, now, today: '2026-11-20' });

async function pool(folder: BackupFolder): Promise<readonly string[]> {
  const hashes: string[] = [];
  for await (const hash of folder.files.list()) hashes.push(hash);
  return hashes.toSorted();
}

describe('a backup', () => {
  it('holds the database, encrypted, and every file that its rows refer to, and can be restored', async () => {
    const { store, folder, backUp } = await scene();
    const captured = await captureDossier(store, 1);
    await store.files.write(
      (async function* () {
        yield new TextEncoder().encode('never acknowledged');
      })(),
    );
    const { name, manifest } = await backUp();
    const all = [captured.original, captured.upright, captured.preview, captured.pdf].toSorted();
    expect(manifest.files.map((file) => file.sha256).toSorted()).toEqual(all);
    expect(manifest).toMatchObject({ missing: [], dossiers: 1, migration: expect.any(Number) });
    expect((await readFile(folder.databaseOf(name))).includes('NGUYỆT')).toBe(false);

    const target = join(await temporaryFolder(), 'tram');
    const { check } = await restore(folder.path, target);
    expect(check).toMatchObject({ databaseDamage: null, files: 4, findings: [] });
    const restored = await openStore({ dataDir: target, databaseKey: key, now });
    expect(restored.opened.clean).toBe(true);
    expect((await restored.read.papers.papers(captured.dossierId)).map((paper) => paper.id)).toEqual([
      captured.paperId,
    ]);
    await restored.close();
  });

  it('copies only what is new, and mends what went bad in the folder meanwhile', async () => {
    const { store, folder, backUp } = await scene();
    const { original, pdf } = await captureDossier(store, 1);
    await backUp();
    const before = await stat(folder.files.pathOf(pdf));
    await writeFile(folder.files.pathOf(original), 'rotten');
    await captureDossier(store, 2);
    await backUp();
    expect((await stat(folder.files.pathOf(pdf))).ino).toBe(before.ino);
    expect(await folder.files.hashOf(original)).toBe(original);
    expect(await pool(folder)).toHaveLength(8);
  });

  it('can be taken from outside while the station runs', async () => {
    const { dataDir, store, folder } = await scene();
    await captureDossier(store, 1);
    const source = await dataFolderSource(dataDir, key);
    const { manifest } = await createBackup({ source, key, folder, keep: 1, station: 'test', now });
    expect(manifest.files).toHaveLength(4);
    await captureDossier(store, 2);
  });

  it('is made of what is there when a page file is gone, and names it', async () => {
    const { store, backUp } = await scene();
    const { preview } = await captureDossier(store, 1);
    await rm(store.files.pathOf(preview));
    expect((await backUp()).manifest).toMatchObject({ missing: [preview] });
  });

  it('never holds an altered file under the hash of the whole one', async () => {
    const { store, folder, backUp } = await scene();
    const { original } = await captureDossier(store, 1);
    await writeFile(store.files.pathOf(original), 'altered');
    expect((await backUp()).manifest.missing).toEqual([original]);
    expect(await pool(folder)).not.toContain(original);
  });

  it('does without files that were purged while it was made', async () => {
    const { store, folder } = await scene();
    const purged = await captureDossier(store, 1, 'delivered');
    const kept = await captureDossier(store, 2);
    let copies = 0;
    const copyDatabase = async (to: string): Promise<void> => {
      await store.copyDatabase(to);
      copies += 1;
      if (copies > 1) return;
      await store.transaction(async ({ write }) => await write.dossiers.setState(purged.dossierId, 'purged', '2026'));
      for (const hash of [purged.original, purged.upright, purged.preview, purged.pdf]) await store.files.remove(hash);
    };
    const source = { files: store.files, copyDatabase };
    const { manifest } = await createBackup({ source, key, folder, keep: 1, station: 'test', now });
    expect(manifest.missing).toEqual([]);
    expect(manifest.files.map((file) => file.sha256)).toContain(kept.pdf);
    expect(copies).toBe(2);
  });
});

describe('rotation', () => {
  it('keeps the newest, and files go only with the last backup that holds them', async () => {
    const { store, folder, backUp } = await scene();
    const first = await captureDossier(store, 1);
    const names = [(await backUp(2)).name, (await backUp(2)).name];
    await store.transaction(async ({ write }) => await write.dossiers.setState(first.dossierId, 'purged', '2026'));
    names.push((await backUp(2)).name);
    expect(await folder.names()).toEqual(names.slice(1));
    expect(await pool(folder)).toContain(first.original);
    names.push((await backUp(2)).name);
    expect(await folder.names()).toEqual(names.slice(2));
    expect(await pool(folder)).toEqual([]);
  });

  it('clears what an interrupted backup left, which never counted', async () => {
    const { store, folder, backUp } = await scene();
    await captureDossier(store, 1);
    const partial = join(folder.path, 'backups', '20261119T010000000Z.partial');
    await mkdir(partial, { recursive: true });
    await writeFile(join(partial, 'station.db'), 'half');
    await expect(BackupFolder.find(folder.path)).rejects.toMatchObject({ code: 'backup-not-found' });
    await backUp();
    expect(await readdir(join(folder.path, 'backups'))).toHaveLength(1);
  });

  it('is of one backup at a time: a second one into the same folder waits its turn', async () => {
    const { store, folder, backUp } = await scene();
    await captureDossier(store, 1);
    const [first, second] = await Promise.allSettled([backUp(), backUp()]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'care-busy' } });
    expect((await backUp()).manifest.files).toHaveLength(4);
    expect(await folder.names()).toHaveLength(2);
  });

  it('removes nothing when the new backup fails', async () => {
    const { store, folder, backUp } = await scene();
    await captureDossier(store, 1);
    const { name } = await backUp(1);
    const source = {
      files: store.files,
      copyDatabase: async () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    };
    const failing = createBackup({ source, key, folder, keep: 1, station: 'test', now });
    await expect(failing).rejects.toMatchObject({ code: 'backup-disk-full' });
    expect(await folder.names()).toEqual([name]);
    expect(await readdir(join(folder.path, 'backups'))).toEqual([name]);
    expect(await pool(folder)).toHaveLength(4);
  });
});

describe('a folder for backups', () => {
  it('is refused when its disk is not plugged in, be its mount point there or not', async () => {
    const { folder } = await scene();
    const mountPoint = await temporaryFolder();
    await expect(BackupFolder.open(mountPoint, key)).rejects.toMatchObject({ code: 'backup-folder-missing' });
    await expect(BackupFolder.open(join(mountPoint, 'x'), key)).rejects.toMatchObject({
      code: 'backup-folder-missing',
    });
    await expect(BackupFolder.prepare(join(mountPoint, 'x', 'y'), key, folder.path)).rejects.toMatchObject({
      code: 'backup-folder-missing',
    });
  });

  it('is refused inside the data, of another station, and where other things lie', async () => {
    const { dataDir, folder } = await scene();
    const unfit = { code: 'backup-folder-unfit' };
    await expect(BackupFolder.prepare(join(dataDir, 'backup'), key, dataDir)).rejects.toMatchObject(unfit);
    await expect(BackupFolder.prepare(folder.path, new Uint8Array(32).fill(9), dataDir)).rejects.toMatchObject(unfit);
    const full = await temporaryFolder();
    await writeFile(join(full, 'holiday.jpg'), 'x');
    await expect(BackupFolder.prepare(full, key, dataDir)).rejects.toMatchObject(unfit);
    expect((await BackupFolder.prepare(folder.path, key, dataDir)).path).toBe(folder.path);
  });

  it.each([
    ['EACCES', 'backup-folder-no-permission'],
    ['EROFS', 'backup-folder-no-permission'],
    ['ENOSPC', 'backup-disk-full'],
    ['SQLITE_FULL', 'backup-disk-full'],
    ['ENOENT', 'backup-folder-missing'],
    ['EIO', 'backup-failed'],
  ])('says of %s there what it means for the backup', async (code, meaning) => {
    const failing = inBackupFolder(async () => Promise.reject(Object.assign(new Error('x'), { code })));
    await expect(failing).rejects.toMatchObject({ code: meaning });
  });
});

describe('restoring', () => {
  it('refuses a backup with a damaged file or database by its name, and writes nothing', async () => {
    const { store, folder, backUp } = await scene();
    const { pdf } = await captureDossier(store, 1);
    const { name } = await backUp();
    const target = join(await temporaryFolder(), 'tram');
    const bytes = await readFile(folder.files.pathOf(pdf));
    await writeFile(folder.files.pathOf(pdf), 'pdf x');
    const detail = `files/${pdf.slice(0, 2)}/${pdf.slice(2)}`;
    await expect(restore(folder.path, target)).rejects.toMatchObject({ code: 'backup-damaged', detail });
    await writeFile(folder.files.pathOf(pdf), bytes);
    const database = await readFile(folder.databaseOf(name));
    database[database.length - 100]! ^= 1;
    await writeFile(folder.databaseOf(name), database);
    await expect(restore(folder.path, target)).rejects.toMatchObject({ detail: `backups/${name}/station.db` });
    await writeFile(join(folder.pathOf(name), 'manifest.json'), '{');
    await expect(restore(folder.path, target)).rejects.toMatchObject({ detail: `backups/${name}/manifest.json` });
    await expect(stat(target)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('goes into an empty folder only, with the right key', async () => {
    const { dataDir, store, folder, backUp } = await scene();
    await captureDossier(store, 1);
    await backUp();
    await expect(restore(folder.path, dataDir)).rejects.toMatchObject({ code: 'restore-folder-not-empty' });
    const target = await temporaryFolder();
    const otherKey = new Uint8Array(32).fill(1);
    await expect(restore(folder.path, target, otherKey)).rejects.toMatchObject({ code: 'database-key-wrong' });
    expect(await readdir(target)).toEqual([]);
    await expect(restore(target, target)).rejects.toMatchObject({ code: 'backup-not-found' });
    await writeFile(join(target, 'station.key'), key, { mode: 0o600 });
    expect((await restore(folder.path, target)).check.findings).toEqual([]);
  });

  it('that was interrupted makes no station, and can be run again', async () => {
    const { store, folder, backUp } = await scene();
    await captureDossier(store, 1);
    await backUp();
    const target = await temporaryFolder();
    await writeFile(join(target, 'restoring'), 'x');
    await writeFile(join(target, 'station.db'), 'half');
    await writeFile(join(target, 'station.db-wal'), 'of another copy');
    await expect(openStore({ dataDir: target, databaseKey: key, now })).rejects.toMatchObject({
      code: 'restore-unfinished',
    });
    expect((await restore(folder.path, target)).check).toMatchObject({ databaseDamage: null, findings: [] });
    await (await openStore({ dataDir: target, databaseKey: key, now })).close();
  });

  it('never gives a dossier code again that may have been given after the backup', async () => {
    const { store, folder, backUp } = await scene();
    const take = async (from: Store) =>
      await from.transaction(async ({ write }) => await write.dossiers.takeSerial('H56.25.5', '2026-11-20'));
    expect(await take(store)).toBe(1);
    await backUp();
    expect(await take(store)).toBe(2);
    const target = await temporaryFolder();
    await restore(folder.path, target);
    const restored = await openStore({ dataDir: target, databaseKey: key, now });
    expect(await take(restored)).toBe(1002);
    await restored.close();
  });

  it('takes one backup of several when it is named', async () => {
    const { store, folder, backUp } = await scene();
    await captureDossier(store, 1);
    const { name } = await backUp();
    await captureDossier(store, 2);
    await backUp();
    const { backup, check } = await restore(folder.pathOf(name), await temporaryFolder());
    expect(backup.name).toBe(name);
    expect(check.files).toBe(4);
  });
});
