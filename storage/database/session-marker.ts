import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
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

type Phase = 'opening' | 'open' | 'closing' | 'clean';

const LOG_HEADER = 32;
const FRAME_HEADER = 24;
const PAGE_BYTES = 4096;
/** Every phase takes the same room, so that it can be written over the one before without asking for more. */
const WIDTH = 16;

/**
 * A small file in the data folder that says `clean` only after an orderly end: whoever finds anything else in it at the
 * start knows that the last run was cut off. It is written in place, for on a full disk no other file could be made.
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
    if (phase === null || phase === 'clean') return { clean: true, log: 'whole' };
    return { clean: false, log: phase === 'open' ? await logState(`${this.#databasePath}-wal`) : 'whole' };
  }

  /** Durable when this resolves. @throws StationError disk-full when it was to be made and could not be */
  async set(phase: Phase): Promise<void> {
    const text = `${phase.padEnd(WIDTH - 1)}\n`;
    const handle = await this.#openToWrite();
    if (handle === null) return await writeDurably(this.#path, text);
    try {
      await handle.write(text, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async #openToWrite(): Promise<FileHandle | null> {
    try {
      return await open(this.#path, 'r+');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async #read(): Promise<Phase | null> {
    try {
      const text = (await readFile(this.#path, 'utf8')).trim();
      return text === 'open' || text === 'closing' || text === 'clean' ? text : 'opening';
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
