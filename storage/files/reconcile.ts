import type { Store } from '../store.ts';
import { wantedFiles } from './use-reader.ts';

/** What rows and files say of each other. */
export interface Reconciliation {
  /** Hashes that a row refers to and that have no file; purged dossiers have none by design. */
  readonly missing: readonly string[];
  /** Files that no row refers to: stored before a crash, never acknowledged. They stay where they are. */
  readonly orphans: readonly string[];
}

/** Compares rows and page files both ways, by name; contents are not read. To be run while nothing is being captured. */
export async function reconcileFiles(store: Pick<Store, 'read' | 'files'>): Promise<Reconciliation> {
  const uses = await store.read.fileUses.all();
  const referred = new Set(uses.map((use) => use.sha256));
  const stored = new Set<string>();
  for await (const hash of store.files.list()) stored.add(hash);
  return {
    missing: [...wantedFiles(uses).keys()].filter((hash) => !stored.has(hash)),
    orphans: [...stored].filter((hash) => !referred.has(hash)),
  };
}
