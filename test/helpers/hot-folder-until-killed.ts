import { DiskWatch } from '../../main/backend/services/disk/disk-watch.ts';
import type { HotFile } from '../../main/backend/services/intake/hot-folder.ts';
import { takeHotFile } from '../../main/backend/services/intake/take-hot-file.ts';
import { openStore } from '../../storage/open-store.ts';
import { FIXTURE_KEY } from './fixture-key.ts';
import { HOT_CLERK, hotFolderStation } from './hot-folder-station.ts';
import { serviceContext } from './service-context.ts';

// Takes the files of a hot folder into a dossier and kills itself at a step of the file of this number.
const [dataDir, folder, dossierId, step, count] = process.argv.slice(2);
if (dataDir === undefined || folder === undefined || dossierId === undefined) {
  throw new Error('usage: hot-folder-until-killed.ts DATA_DIR FOLDER DOSSIER_ID [STEP COUNT]');
}
const now = (): Date => new Date('2026-11-21T20:00:00.000Z');
const store = await openStore({ dataDir, databaseKey: FIXTURE_KEY, now });
const context = serviceContext(store, now);
const take = takeHotFile(context, new DiskWatch(context), async () => ({ dossierId, person: HOT_CLERK }));

let files = 0;
function reached(name: string): void {
  if (name === step && files === Number(count)) process.kill(process.pid, 'SIGKILL');
}

/** Dies in the middle of the bytes. */
async function* content(file: HotFile): AsyncGenerator<Uint8Array> {
  for await (const part of file.content()) {
    yield part;
    reached('reading');
  }
}

const station = hotFolderStation(store, folder, {
  take: async (file) => {
    files += 1;
    const noted = async (id: string): Promise<void> => {
      await file.note(id);
      reached('noted');
    };
    const answer = await take({ ...file, note: noted, content: () => content(file) });
    reached('committed');
    return answer;
  },
});
await station.hot.look();
station.pass(5000);
await station.hot.look();
await store.close();
