import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../../../../storage/database/sqlite-errors.ts';
import { syncFolder } from '../../../../storage/files/sync-folder.ts';

/** Hidden, so that it is no paper. */
const NOTE = '.dang-nhan.json';

const note = z.object({
  name: z.string(),
  mark: z.object({ size: z.number(), mtimeMs: z.number(), ino: z.number() }),
  dossierId: z.string(),
});

/**
 * Which file of a hot folder is being taken into which dossier. It outlives a crash between the commit and the move:
 * without it the file would go into whatever dossier is open after the restart as well.
 */
export type HotFolderNote = Readonly<z.infer<typeof note>>;

export async function readNote(root: string): Promise<HotFolderNote | null> {
  try {
    return note.parse(JSON.parse(await readFile(join(root, NOTE), 'utf8')));
  } catch (error) {
    // It has its name only once it is whole: one that can't be read was not written here.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Durable when this resolves. */
export async function writeNote(root: string, value: HotFolderNote): Promise<void> {
  const temporary = join(root, `${NOTE}.tmp`);
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(value));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, join(root, NOTE));
  await syncFolder(root);
}

/** A note that comes back after a power cut names a file that is gone, and says nothing then. */
export async function removeNote(root: string): Promise<void> {
  await rm(join(root, NOTE), { force: true });
}
