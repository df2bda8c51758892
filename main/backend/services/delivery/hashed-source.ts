import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/**
 * A file that is hashed while it is sent, so that what is sealed is known to be what left and not what lay there when
 * somebody last looked. Parts may be read again or from the middle: what goes before is then hashed from disk.
 */
export class HashedSource {
  readonly #path: string;
  #hash: Hash = createHash('sha256');
  #upTo = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Bytes from start (included) to end (excluded). One at a time. */
  open(start: number, end: number): Readable {
    return Readable.from(this.#part(start, end), { objectMode: false });
  }

  /** SHA-256, lower-case hex, of the bytes as they were read; what was not sent this time is read from disk. */
  async sha256(size: number): Promise<string> {
    await this.#hashTo(size);
    return this.#hash.copy().digest('hex');
  }

  async *#part(start: number, end: number): AsyncGenerator<Buffer> {
    if (start < this.#upTo) {
      this.#hash = createHash('sha256');
      this.#upTo = 0;
    }
    await this.#hashTo(start);
    for await (const chunk of createReadStream(this.#path, { start, end: end - 1 })) {
      this.#take(chunk as Buffer);
      yield chunk as Buffer;
    }
  }

  async #hashTo(end: number): Promise<void> {
    if (end <= this.#upTo) return;
    const stream = createReadStream(this.#path, { start: this.#upTo, end: end - 1 });
    for await (const chunk of stream) this.#take(chunk as Buffer);
  }

  #take(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.#upTo += chunk.length;
  }
}
