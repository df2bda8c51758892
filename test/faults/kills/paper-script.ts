import { createHash } from 'node:crypto';
import type { DocumentTypeId } from '../../../common/domain/document-types.ts';

/** What a scripted page file holds: its first line, as JSON; noise of the wanted size follows. */
export interface PaperScript {
  readonly salt: string;
  readonly pages: number;
  /** Size of each page's picture. */
  readonly pictureBytes: number;
  readonly papers: readonly {
    readonly type: DocumentTypeId;
    readonly fields: Readonly<Record<string, { readonly value: string; readonly confidence: number }>>;
  }[];
}

const MARK = '{"salt"';

/** The bytes of a scripted file. */
export function scriptBytes(script: PaperScript): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(script)}\n`), noise(script.salt, script.pictureBytes)]);
}

/** The script of a file; null when the file is none. */
export function readScript(bytes: Buffer): PaperScript | null {
  if (!bytes.subarray(0, MARK.length).equals(Buffer.from(MARK))) return null;
  const end = bytes.indexOf('\n');
  return JSON.parse(bytes.subarray(0, end).toString('utf8')) as PaperScript;
}

/** Bytes that look like chance and follow from a seed. */
export function noise(seed: string, size: number): Buffer {
  const block = createHash('sha512').update(seed).digest();
  const out = Buffer.alloc(size);
  for (let at = 0; at < size; at += block.length) {
    block.copy(out, at);
    out.writeUInt32LE((block.readUInt32LE(0) ^ at) >>> 0, Math.min(at, Math.max(0, size - 4)));
  }
  return out;
}
