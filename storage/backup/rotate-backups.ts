import type { BackupFolder } from './backup-folder.ts';

/**
 * Removes backups beyond those to keep, the oldest first, and then page files that no kept one refers to. To be called
 * once a newer backup stands; a folder with a backup that can't be read is left as it is.
 */
export async function rotateBackups(folder: BackupFolder, keep: number): Promise<void> {
  const names = await folder.names();
  for (const name of names.slice(0, Math.max(0, names.length - Math.max(1, keep)))) await folder.remove(name);
  const kept = await folder.list();
  const referred = new Set(kept.flatMap(({ manifest }) => manifest.files.map((file) => file.sha256)));
  for await (const sha256 of folder.files.list()) if (!referred.has(sha256)) await folder.files.remove(sha256);
}
