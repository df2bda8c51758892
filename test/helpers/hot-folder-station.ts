import { DiskWatch } from '../../main/backend/services/disk/disk-watch.ts';
import { HotFolder, type HotFolderOptions } from '../../main/backend/services/intake/hot-folder.ts';
import { takeHotFile } from '../../main/backend/services/intake/take-hot-file.ts';
import type { Store } from '../../storage/store.ts';
import { serviceContext, type TestContext } from './service-context.ts';

export const HOT_CLERK = { id: 'a1', username: 'hanh', displayName: 'Nguyễn Thị Hạnh', role: 'clerk' } as const;

export interface HotFolderStation {
  readonly hot: HotFolder;
  readonly context: TestContext;
  /** Milliseconds that have gone by for the folder. */
  pass(ms: number): void;
  /** The dossier that takes papers from now on. */
  open(dossierId: string | null): void;
}

/** A hot folder over a store, its clock in the test's hands. */
export function hotFolderStation(
  store: Store,
  folder: string,
  more: Partial<Pick<HotFolderOptions, 'take'>> = {},
): HotFolderStation {
  let elapsed = 0;
  let open: string | null = null;
  // Each instant is a new one, as files are kept in the order of theirs.
  let instant = Date.parse('2026-11-21T20:00:00.000Z');
  const now = (): Date => new Date(instant++);
  const context = serviceContext(store, now);
  const openDossier = async () => (open === null ? null : { dossierId: open, person: HOT_CLERK });
  const take = more.take ?? takeHotFile(context, new DiskWatch(context), openDossier);
  const hot = new HotFolder({ folder, take, clock: { now }, log: context.log, elapsed: () => elapsed });
  return {
    hot,
    context,
    pass: (ms) => {
      elapsed += ms;
    },
    open: (dossierId) => {
      open = dossierId;
    },
  };
}

/** Invented bytes that begin and end as a JPEG. */
export function jpegBytes(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(text), Buffer.from([0xff, 0xd9])]);
}
