import { readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../files/sync-folder.ts';
import { writeDurably } from '../files/write-durably.ts';
import { codeOf } from './sqlite-errors.ts';

/** How an earlier run of the station ended. */
export interface LastStop {
  /** Also when there was none. */
  readonly clean: boolean;
  /**
   * SQLite's log of changes after an unclean stop. lost: it should be there and isn't, or is empty; cut: its last part
   * is half-written, as after a power cut. What was committed to it and is gone can't be had again from the database.
   */
  readonly log: 'whole' | 'cut' | 'lost';
}

type Phase = 'opening' | 'open' | 'closing';

const LOG_HEADER = 32;
const FRAME_HEADER = 24;
const PAGE_BYTES = 4096;

/**
 * A small file in the data folder that is there while the station runs, and that only an orderly end removes: whoever
 * finds it at the start knows that the last run was cut off.
 */
export class SessionMarker {
  readonly #path: string;
  readonly #databasePath: string;

  constructor(path: string, databasePath: string) {
    this.#path = path;
    this.#databasePath = databasePath;
  }

  /** To be asked before anything opens the database, which would replace a lost log by a new one. */
  async lastStop(): Promise<LastStop> {
    const phase = await this.#read();
    if (phase === null) return { clean: true, log: 'whole' };
    return { clean: false, log: phase === 'open' ? await logState(`${this.#databasePath}-wal`) : 'whole' };
  }

  /** Durable when this resolves. */
  async set(phase: Phase): Promise<void> {
    await writeDurably(this.#path, `${phase}\n`);
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
    await syncFolder(dirname(this.#path));
  }

  async #read(): Promise<Phase | null> {
    try {
      const text = (await readFile(this.#path, 'utf8')).trim();
      return text === 'open' || text === 'closing' ? text : 'opening';
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }
}

async function logState(path: string): Promise<LastStop['log']> {
  try {
    const { size } = await stat(path);
    if (size === 0) return 'lost';
    const cut = size < LOG_HEADER || (size - LOG_HEADER) % (FRAME_HEADER + PAGE_BYTES) !== 0;
    return cut ? 'cut' : 'whole';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'lost';
    throw error;
  }
}
