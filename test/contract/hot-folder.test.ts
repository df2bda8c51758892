import { appendFile, mkdir, readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StationError } from '../../common/contract/errors.ts';
import { HotFolder, type TakeHotFile } from '../../main/backend/services/intake/hot-folder.ts';
import { openStore } from '../../storage/open-store.ts';
import { captureDossier } from '../helpers/captured-station.ts';
import { FIXTURE_KEY } from '../helpers/fixture-key.ts';
import { type HotFolderStation, hotFolderStation, jpegBytes } from '../helpers/hot-folder-station.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

interface Desk extends HotFolderStation {
  readonly folder: string;
  /** Dossiers that take papers. */
  readonly dossiers: readonly [string, string];
  put(name: string, content: Uint8Array | string, seconds?: number): Promise<void>;
  /** What lies there, subfolders too. */
  lies(): Promise<readonly string[]>;
  /** Names of the files of a dossier, the first of `captureDossier` left out. */
  taken(dossierId: string): Promise<readonly string[]>;
  /** Two looks with time between them. */
  settle(ms?: number): Promise<void>;
}

async function desk(take?: TakeHotFile): Promise<Desk> {
  const store = await openStore({ dataDir: await temporaryFolder(), databaseKey: FIXTURE_KEY, now: () => new Date() });
  onTestFinished(async () => await store.close());
  const folder = await temporaryFolder();
  const first = await captureDossier(store, 1, 'capturing');
  const second = await captureDossier(store, 2, 'capturing');
  const station = hotFolderStation(store, folder, take === undefined ? {} : { take });
  station.open(first.dossierId);
  return {
    ...station,
    folder,
    dossiers: [first.dossierId, second.dossierId],
    put: async (name, content, seconds = 0) => {
      await writeFile(join(folder, name), content);
      await utimes(join(folder, name), 1_790_000_000 + seconds, 1_790_000_000 + seconds);
    },
    lies: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
    },
    taken: async (dossierId) => (await store.read.papers.files(dossierId)).slice(1).map((file) => file.name),
    settle: async (ms = 3000) => {
      await station.hot.look();
      station.pass(ms);
      await station.hot.look();
    },
  };
}

describe('a hot folder', () => {
  it('takes whole files oldest first, and moves each under its day once it is kept', async () => {
    const { put, settle, taken, lies, dossiers } = await desk();
    await put('scan10.jpg', jpegBytes('ten'), 5);
    await put('scan9.jpg', jpegBytes('nine'), 5);
    await put('later.jpg', jpegBytes('later'), 9);
    await put('z.jpg', jpegBytes('first'), 1);
    await settle();
    expect(await taken(dossiers[0])).toEqual(['z.jpg', 'scan9.jpg', 'scan10.jpg', 'later.jpg']);
    // 03:00 of the 22nd in Vietnam.
    expect(await lies()).toEqual(
      ['later.jpg', 'scan10.jpg', 'scan9.jpg', 'z.jpg'].map((name) => `da-nhan/2026-11-22/${name}`),
    );
  });

  it('waits while a file grows', async () => {
    const { hot, pass, put, folder, taken, dossiers } = await desk();
    await put('scan.jpg', jpegBytes('one'));
    await hot.look();
    pass(2900);
    await appendFile(join(folder, 'scan.jpg'), jpegBytes('two'));
    await hot.look();
    pass(2900);
    await hot.look();
    expect(await taken(dossiers[0])).toEqual([]);
    pass(100);
    await hot.look();
    expect(await taken(dossiers[0])).toEqual(['scan.jpg']);
  });

  it('waits longer for a file without its end, then lets the reader tell', async () => {
    const { put, settle, pass, hot, taken, dossiers } = await desk();
    const whole = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'white' } })
      .tiff()
      .toBuffer();
    await put('cut.jpg', jpegBytes('cut').subarray(0, -2), 1);
    await put('cut.pdf', '%PDF-1.7 …', 2);
    await put('cut.tif', whole.subarray(0, -20), 3);
    await put('whole.tif', whole, 4);
    await put('whole.pdf', '%PDF-1.7 …\n%%EOF\n', 5);
    await settle();
    expect(await taken(dossiers[0])).toEqual(['whole.tif', 'whole.pdf']);
    pass(57_000);
    await hot.look();
    expect(await taken(dossiers[0])).toEqual(['whole.tif', 'whole.pdf', 'cut.jpg', 'cut.pdf', 'cut.tif']);
  });

  it('leaves alone what is hidden, half written by its name, or a folder', async () => {
    const { put, folder, settle, lies } = await desk();
    const names = ['.scan.jpg', 'a.jpg.part', 'b.tmp', '~$c.pdf', 'Thumbs.db', 'thư mục/d.jpg'];
    await mkdir(join(folder, 'thư mục'));
    for (const name of names) await put(name, jpegBytes(name));
    await settle(100_000);
    expect(await lies()).toEqual([...names].sort());
  });

  it('takes nothing while no dossier is open, and none that was handed over', async () => {
    const { put, settle, open, lies, context, dossiers, taken } = await desk();
    open(null);
    await put('a.jpg', jpegBytes('a'));
    await settle();
    expect(await lies()).toEqual(['a.jpg']);
    open((await captureDossier(context.store, 3, 'verifying')).dossierId);
    await settle();
    expect((await lies()).filter((name) => !name.startsWith('.'))).toEqual(['a.jpg']);
    open(dossiers[1]);
    await settle();
    expect(await taken(dossiers[1])).toEqual(['a.jpg']);
  });

  it('puts what can’t be taken aside, and says why', async () => {
    const { put, settle, folder, lies } = await desk();
    await put('trống.jpg', '');
    await put('ghi chú.docx', 'PK…');
    await settle(60_000);
    expect(await lies()).toEqual(
      ['ghi chú.docx', 'ghi chú.docx.txt', 'trống.jpg', 'trống.jpg.txt'].map((name) => `khong-nhan/${name}`),
    );
    const why = await readFile(join(folder, 'khong-nhan/trống.jpg.txt'), 'utf8');
    expect(why).toContain('Tệp rỗng');
    expect(why).toContain('03:00 ngày 22/11/2026');
    expect(await readFile(join(folder, 'khong-nhan/ghi chú.docx.txt'), 'utf8')).toContain('không phải JPEG');
  });

  it('gives a number to a name that is taken', async () => {
    const { put, settle, lies, taken, dossiers } = await desk();
    for (const text of ['one', 'two', 'three']) {
      await put('Scan.jpg', jpegBytes(text));
      await settle();
    }
    const day = 'da-nhan/2026-11-22';
    expect(await lies()).toEqual([`${day}/Scan (2).jpg`, `${day}/Scan (3).jpg`, `${day}/Scan.jpg`]);
    expect(await taken(dossiers[0])).toEqual(['Scan.jpg', 'Scan.jpg', 'Scan.jpg']);
  });

  it('keeps the order and the files when the station can’t take one just now, and says so once', async () => {
    const asked: string[] = [];
    let low = true;
    const { put, settle, lies, context } = await desk(async (file) => {
      asked.push(file.name);
      if (low) throw new StationError('disk-low');
      return 'kept';
    });
    await put('1.jpg', jpegBytes('1'), 1);
    await put('2.jpg', jpegBytes('2'), 2);
    await settle();
    await settle();
    expect(asked).not.toContain('2.jpg');
    expect(await lies()).toEqual(['1.jpg', '2.jpg']);
    expect(context.warned.map((line) => line.fields)).toEqual([{ code: 'disk-low' }]);
    low = false;
    await settle();
    expect(asked.slice(-2)).toEqual(['1.jpg', '2.jpg']);
  });

  it('keeps nothing of a file that changes while it is read, and moves none that changed after', async () => {
    let folder = '';
    let change: 'while' | 'after' | 'never' = 'while';
    let done = 0;
    const station = await desk(async (file) => {
      for await (const part of file.content()) {
        expect(part.byteLength).toBeGreaterThan(0);
        if (change === 'while') await appendFile(join(folder, 'a.jpg'), 'more');
      }
      done += 1;
      if (change === 'after') {
        await writeFile(join(folder, 'new'), jpegBytes('another scan of the same name'));
        await rename(join(folder, 'new'), join(folder, 'a.jpg'));
      }
      return 'kept';
    });
    folder = station.folder;
    await station.put('a.jpg', jpegBytes('a'));
    await station.settle();
    expect(done).toBe(0);
    change = 'after';
    await station.put('a.jpg', jpegBytes('a'));
    await station.settle();
    expect(done).toBe(1);
    expect(await station.lies()).toEqual(['a.jpg']);
    change = 'never';
    await station.settle();
    expect([done, await station.lies()]).toEqual([2, ['da-nhan/2026-11-22/a.jpg']]);
  });

  it('goes on once a folder that was gone is there again', async () => {
    const { hot, folder, settle, put, lies, context } = await desk();
    await rename(folder, `${folder}-away`);
    await hot.look();
    await hot.look();
    expect(context.warned.map((line) => line.fields)).toEqual([{ code: 'ENOENT' }]);
    await rename(`${folder}-away`, folder);
    await put('a.jpg', jpegBytes('a'));
    await settle();
    expect(await lies()).toEqual(['da-nhan/2026-11-22/a.jpg']);
  });

  it('looks by itself until it is closed', async () => {
    const folder = await temporaryFolder();
    const { context } = await desk();
    const taken = Promise.withResolvers<string>();
    const hot = new HotFolder({
      folder,
      take: async (file) => {
        taken.resolve(file.name);
        return 'kept';
      },
      clock: context.clock,
      log: context.log,
      stillMs: 1,
      pollMs: 5,
    });
    hot.start();
    await writeFile(join(folder, 'a.jpg'), jpegBytes('a'));
    expect(await taken.promise).toBe('a.jpg');
    await hot.close();
    expect(await readdir(folder)).toEqual(['da-nhan']);
  });
});
