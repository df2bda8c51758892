import type { Store } from '../store.ts';

/** What rows and files say of each other. */
export interface Reconciliation {
  /** Hashes that a row refers to and that have no file. */
  readonly missing: readonly string[];
  /** Files that no row refers to: stored before a crash, never acknowledged. They stay where they are. */
  readonly orphans: readonly string[];
}

/** Compares rows and page files both ways, by name; contents are not read. To be run while nothing is being captured. */
export async function reconcileFiles(store: Pick<Store, 'read' | 'files'>): Promise<Reconciliation> {
  const referred = await store.read.papers.referredFiles();
  const stored = new Set<string>();
  for await (const hash of store.files.list()) stored.add(hash);
  return {
    missing: [...referred].filter((hash) => !stored.has(hash)),
    orphans: [...stored].filter((hash) => !referred.has(hash)),
  };
}
