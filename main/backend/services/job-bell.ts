import type { JobRow } from '../../../common/contract/jobs.ts';

/** Tells workers in this process that a job of their kind was written; the jobs table is what counts. */
export class JobBell {
  readonly #listeners = new Map<JobRow['kind'], Set<() => void>>();

  /** @returns stops listening */
  on(kind: JobRow['kind'], listener: () => void): () => void {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  }

  ring(kind: JobRow['kind']): void {
    for (const listener of this.#listeners.get(kind) ?? []) listener();
  }
}
