import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Makes a folder's entries durable; a rename is safe only after this. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows can't open folders, and its rename is journalled.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a file's bytes durable. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a whole file so that after a crash either the old content or the new one is there. */
export async function writeAtomically(path: string, content: string): Promise<void> {
  const temporary = temporaryBeside(path);
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Gives a file a second name durably, in place of whatever had that name; the first name stays. */
export async function linkDurably(from: string, to: string): Promise<void> {
  const temporary = temporaryBeside(to);
  await link(from, temporary);
  await rename(temporary, to);
  // Renaming onto another name of the same file does nothing and leaves the temporary one.
  await rm(temporary, { force: true });
  await syncFolder(dirname(to));
}

/** SHA-256 in lower-case hex of the bytes on disk now. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function temporaryBeside(path: string): string {
  return join(dirname(path), `.tmp-${randomBytes(8).toString('hex')}`);
}
