import { z } from 'zod';
import { errorCodeOf, StationError } from '../../../../common/contract/errors.ts';
import type { StationHealth } from '../../../../common/contract/station.ts';
import type { DiskSpace } from '../../../../storage/files/measure-space.ts';
import type { ServiceContext } from '../service-context.ts';
import { diskLimit } from './disk-limit.ts';

const LOOK_MS = 30_000;
/** So much more than the limit must be free before it counts as enough again: else it would change with every page. */
const ENOUGH_AGAIN = 1.1;

const settings = z.object({ limitBytes: z.number().positive().nullable() });

/**
 * Watches how much room the data folder has. Capture ends while there is still room for what was captured to be read,
 * sent and purged: a page is refused before it is taken, never lost halfway.
 */
export class DiskWatch {
  readonly #context: Pick<ServiceContext, 'store' | 'events' | 'log'>;
  #timer: NodeJS.Timeout | null = null;
  #low = false;

  constructor(context: Pick<ServiceContext, 'store' | 'events' | 'log'>) {
    this.#context = context;
  }

  async start(): Promise<void> {
    await this.look();
    this.#timer = setInterval(() => {
      this.look().catch((error: unknown) =>
        this.#context.log.error({ code: errorCodeOf(error) }, 'no look at the disk'),
      );
    }, LOOK_MS);
    this.#timer.unref();
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  /** How it stands now; screens are told when that changes. */
  async look(): Promise<StationHealth['disk']> {
    const { store, events, log } = this.#context;
    const { freeBytes, totalBytes } = await this.#measure();
    const parsed = settings.safeParse(await store.read.settings.find('disk'));
    const limitBytes = diskLimit(totalBytes, parsed.success ? parsed.data.limitBytes : null);
    const low = freeBytes < limitBytes * (this.#low ? ENOUGH_AGAIN : 1);
    if (low !== this.#low) {
      this.#low = low;
      if (low) log.warn({ freeBytes, limitBytes }, 'the disk is almost full, no papers are taken');
      else log.info({ freeBytes, limitBytes }, 'there is room on the disk again');
      events.publish({ kind: 'health' });
    }
    return { state: low ? 'low' : 'enough', freeBytes, limitBytes, totalBytes };
  }

  /**
   * To be asked before papers are taken.
   *
   * @param bytes that are about to come, as far as they are known
   * @throws StationError disk-low
   */
  async requireRoomToCapture(bytes = 0): Promise<void> {
    const { state, freeBytes, limitBytes } = await this.look();
    if (state === 'low' || freeBytes - bytes < limitBytes) throw new StationError('disk-low');
  }

  /**
   * To be asked before a page is read: what was captured is read on as long as half of the reserve is there.
   *
   * @throws StationError disk-low
   */
  async requireRoomToRead(): Promise<void> {
    const { freeBytes, limitBytes } = await this.look();
    if (freeBytes < limitBytes / 2) throw new StationError('disk-low');
  }

  /** A disk that tells nothing of itself must not end the counter's work: a full one is noticed by writing too. */
  async #measure(): Promise<DiskSpace> {
    try {
      return await this.#context.store.space();
    } catch (error) {
      this.#context.log.warn(
        { error: error instanceof Error ? error.name : typeof error },
        'room on the disk is unknown',
      );
      return { freeBytes: Number.MAX_SAFE_INTEGER, totalBytes: 0 };
    }
  }
}
