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
  /** Names the key that the database was last opened with; null when that is not known. */
  readonly keyId: string | null;
}

/** No station was here. */
export const FIRST: LastStop = { clean: true, log: 'whole', keyId: null };

type Phase = 'opening' | 'open' | 'closing' | 'clean';

const LOG_HEADER = 32;
const FRAME_HEADER = 24;
const PAGE_BYTES = 4096;
/** Every phase takes the same room, so that it can be written over the one before without asking for more. */
const WIDTH = 8;
const KEY_ID_WIDTH = 16;

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
    const found = await this.#read();
    if (found === null) return FIRST;
    const { phase, keyId } = found;
    if (phase === 'clean') return { clean: true, log: 'whole', keyId };
    return { clean: false, log: phase === 'open' ? await logState(`${this.#databasePath}-wal`) : 'whole', keyId };
  }

  /**
   * Durable when this resolves.
   *
   * @param keyId names the key that has opened the database
   * @throws an error of the file system; ENOSPC when it was to be made and could not be
   */
  async set(phase: Phase, keyId: string | null): Promise<void> {
    const text = `${phase.padEnd(WIDTH)} ${(keyId ?? '').padEnd(KEY_ID_WIDTH)}\n`;
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

  async #read(): Promise<{ readonly phase: Phase; readonly keyId: string | null } | null> {
    try {
      const [text, keyId = null] = (await readFile(this.#path, 'utf8')).trim().split(/\s+/u);
      return { phase: text === 'open' || text === 'closing' || text === 'clean' ? text : 'opening', keyId };
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
