import type { CareState } from '../../../../common/contract/care.ts';
import { StationError } from '../../../../common/contract/errors.ts';

/** How far the backup or the check is that runs now; one at a time, for both read every file. */
export class CareProgress {
  #running: CareState['running'] = null;

  get running(): CareState['running'] {
    return this.#running;
  }

  /** @throws StationError care-busy */
  async during<T>(
    kind: 'backup' | 'check',
    work: (onProgress: (done: number, total: number) => void) => Promise<T>,
  ): Promise<T> {
    if (this.#running !== null) throw new StationError('care-busy');
    this.#running = { kind, done: 0, total: 0 };
    try {
      return await work((done, total) => {
        this.#running = { kind, done, total };
      });
    } finally {
      this.#running = null;
    }
  }
}
