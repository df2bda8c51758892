import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deflateSync } from 'node:zlib';
import { syncFolder } from './write-whole.ts';

export interface WrittenPdf {
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Four bytes above 127 say that the file is binary (ISO 19005-2, 6.1.2). */
const HEADER = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
/** Pieces are put together up to this many bytes before they are written. */
const PIECE = 1 << 20;

/**
 * Writes a PDF object by object, so that a document of any length takes the memory of one page. The file has another
 * name until it is whole and on the disk.
 */
export class PdfWriter {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #temporary: string;
  readonly #hash: Hash = createHash('sha256');
  readonly #offsets: number[] = [];
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #bytes = 0;

  private constructor(file: FileHandle, path: string, temporary: string) {
    this.#file = file;
    this.#path = path;
    this.#temporary = temporary;
  }

  /** Runs `work` with a writer; whatever it throws, nothing is left behind. */
  static async write(path: string, work: (writer: PdfWriter) => Promise<PdfEnd>): Promise<WrittenPdf> {
    const temporary = `${path}.${process.pid}.part`;
    const file = await open(temporary, 'w');
    try {
      const writer = new PdfWriter(file, path, temporary);
      try {
        writer.#put(HEADER);
        return await writer.#finish(await work(writer));
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** A number for an object that is written later or now. */
  reserve(): number {
    return this.#offsets.push(0);
  }

  /** Writes an object: `12 0 obj … endobj`. */
  async object(body: string, id = this.reserve()): Promise<number> {
    this.#begin(id);
    this.#put(Buffer.from(`${body}\nendobj\n`, 'latin1'));
    await this.#flush(PIECE);
    return id;
  }

  /** Writes a stream as it is; `entries` are those of its dictionary but for Length. */
  async stream(entries: string, bytes: Uint8Array, id = this.reserve()): Promise<number> {
    this.#begin(id);
    this.#put(Buffer.from(`<<${entries}/Length ${bytes.length}>>\nstream\n`, 'latin1'));
    this.#put(bytes);
    this.#put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    await this.#flush(PIECE);
    return id;
  }

  /** Writes a stream compressed. */
  async deflated(entries: string, content: string | Uint8Array): Promise<number> {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    return await this.stream(`/Filter/FlateDecode${entries}`, deflateSync(bytes));
  }

  #begin(id: number): void {
    this.#offsets[id - 1] = this.#bytes;
    this.#put(Buffer.from(`${id} 0 obj\n`, 'latin1'));
  }

  #put(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#bytes += bytes.length;
  }

  async #flush(atLeast: number): Promise<void> {
    if (this.#waitingBytes < atLeast) return;
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#hash.update(bytes);
    await this.#file.writeFile(bytes);
  }

  async #finish({ root, info, id }: PdfEnd): Promise<WrittenPdf> {
    const start = this.#bytes;
    const rows = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = this.#offsets.length + 1;
    const trailer = `trailer\n<</Size ${size}/Root ${root} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]>>`;
    const end = `xref\n0 ${size}\n0000000000 65535 f \n${rows}${trailer}\nstartxref\n${start}\n%%EOF\n`;
    this.#put(Buffer.from(end, 'latin1'));
    await this.#flush(0);
    await this.#file.sync();
    await rename(this.#temporary, this.#path);
    await syncFolder(dirname(this.#path));
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }
}

/** What the trailer refers to. */
export interface PdfEnd {
  readonly root: number;
  readonly info: number;
  /** 32 hex digits, of this file alone. */
  readonly id: string;
}

/** A text string of any letters (ISO 32000-1, 7.9.2.2), as hex of UTF-16. */
export function textString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}

/** A number without exponent, to a thousandth. */
export function pdfNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
