import { type FileHandle, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { dossierMessage, portalReceipt, storedFile } from '../../../common/contract/portal-message.ts';
import { syncFolder } from './durable.ts';

const uploadEntry = z.object({
  kind: z.literal('upload'),
  id: z.string(),
  sha256: z.string(),
  size: z.number(),
  storedAt: z.string(),
});
const sealEntry = z.object({ kind: z.literal('seal'), uploadId: z.string(), stored: storedFile.omit({ url: true }) });
const dossierEntry = z.object({
  kind: z.literal('dossier'),
  receipt: portalReceipt,
  dossier: dossierMessage,
  /** Upload of each file, in the order of the receipt's files. */
  uploadIds: z.array(z.string()),
});
const clientEntry = z.object({ kind: z.literal('client'), clientId: z.string(), secretSha256: z.string() });

const entry = z.discriminatedUnion('kind', [uploadEntry, sealEntry, dossierEntry, clientEntry]);
export type JournalEntry = z.infer<typeof entry>;
export type DossierEntry = z.infer<typeof dossierEntry>;
export type UploadEntry = z.infer<typeof uploadEntry>;

/** An append-only file, one JSON entry a line. What `append` resolved for survives a crash; nothing is ever changed. */
export interface Journal {
  append(entry: JournalEntry): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a journal and reads it back. A last line that a crash cut short was never acknowledged and is taken off; damage
 * anywhere else is an error.
 */
export async function openJournal(path: string): Promise<{ journal: Journal; entries: readonly JournalEntry[] }> {
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const whole = content.subarray(0, content.lastIndexOf('\n') + 1);
  const entries = whole
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line, index) => parseLine(line, index));
  if (whole.length < content.length) await truncate(path, whole.length);
  const handle = await open(path, 'a', 0o600);
  await handle.sync();
  await syncFolder(dirname(path));
  return { journal: createJournal(handle), entries };
}

function parseLine(line: string, index: number): JournalEntry {
  try {
    return entry.parse(JSON.parse(line));
  } catch (error) {
    throw new Error(`The portal's journal is damaged at line ${index + 1}.`, { cause: error });
  }
}

function createJournal(handle: FileHandle): Journal {
  let last: Promise<void> = Promise.resolve();
  return {
    append: (added) => {
      const written = last.then(async () => {
        await handle.appendFile(`${JSON.stringify(added)}\n`);
        await handle.datasync();
      });
      // One failed write must not bar the next; whoever awaits `written` learns of it.
      last = written.catch(() => undefined);
      return written;
    },
    close: async () => {
      await last;
      await handle.close();
    },
  };
}
