import { appendFileSync } from 'node:fs';

/** A file that the station said it has. */
export interface NotedFile {
  readonly dossierId: string;
  readonly fileId: string;
  readonly sha256: string;
  /** Null where the reader decides. */
  readonly pages: number | null;
}

export const DEEDS = ['open', 'submit', 'resume', 'return', 'verify', 'withdraw', 'remove-paper', 'set-field'] as const;
/** Names as in the audit log. */
export type Deed = (typeof DEEDS)[number];

export interface NotedDeed {
  readonly deed: Deed;
  readonly dossierId: string;
  /** Paper, key or value that the deed was about. */
  readonly about: Readonly<Record<string, string>>;
}

/**
 * Everything that a station acknowledged, as the people at its screens saw it: kept outside of the station, on disk too,
 * so that a run can be looked into afterwards.
 */
export class Diary {
  readonly files: NotedFile[] = [];
  readonly deeds: NotedDeed[] = [];
  readonly codes = new Map<string, string>();
  /** Receipts that somebody saw, by dossier. */
  readonly receipts = new Map<string, string>();
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  file(noted: NotedFile): void {
    this.files.push(noted);
    this.#keep({ file: noted });
  }

  did(deed: Deed, dossierId: string, about: Readonly<Record<string, string>> = {}): void {
    this.deeds.push({ deed, dossierId, about });
    this.#keep({ deed, dossierId, about });
  }

  opened(dossierId: string, code: string): void {
    this.codes.set(dossierId, code);
    this.did('open', dossierId);
  }

  receipt(dossierId: string, number: string): void {
    if (this.receipts.has(dossierId)) return;
    this.receipts.set(dossierId, number);
    this.#keep({ dossierId, receipt: number });
  }

  /** What happened to the station and the portal. */
  event(words: string): void {
    this.#keep({ event: words });
  }

  #keep(line: object): void {
    appendFileSync(this.#path, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
  }
}
