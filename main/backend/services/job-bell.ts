/** Kinds of durable jobs and what their payload holds. */
interface JobPayloads {
  /** Asks the population database about one citizen of a dossier. */
  readonly 'population-check': { readonly validationId: string };
}

export type JobKind = keyof JobPayloads;

/** Tells workers in this process that a job of their kind was written; the jobs table is what counts. */
export class JobBell {
  readonly #listeners = new Map<JobKind, Set<() => void>>();

  /** @returns stops listening */
  on(kind: JobKind, listener: () => void): () => void {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  }

  ring(kind: JobKind): void {
    for (const listener of this.#listeners.get(kind) ?? []) listener();
  }
}
