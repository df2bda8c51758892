import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { StationErrorCode } from '../../../common/contract/errors.ts';
import { StationError } from '../../../common/contract/errors.ts';

/** Tells a running stand-in what to do wrong; `{}` ends it. */
export async function setFaults(url: string, faults: object): Promise<Response> {
  return fetch(`${url}/_stub/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sohoa-contract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface SampleFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly size: number;
}

/** A file of repeatable bytes that differ by seed. */
export async function sampleFile(size: number, seed = 'a'): Promise<SampleFile> {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, index) =>
    createHash('sha256').update(`${seed}/${index}`).digest(),
  );
  const bytes = Buffer.concat(blocks).subarray(0, size);
  const path = join(await temporaryFolder(), 'file.bin');
  await writeFile(path, bytes);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), size };
}

/** A server that answers as told, until the test ends; gives its address. */
export async function serverThat(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The code with which a call fails; null when it succeeds. Any other error than a StationError is thrown. */
export async function codeOf(call: Promise<unknown>): Promise<StationErrorCode | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof StationError) return error.code;
    throw error;
  }
}
