import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createHttpPortal } from '../../../main/outside/portal/http-portal.ts';

// A client in a process of its own, to be killed: prints the upload's address, sends half of the file, and then waits.
const [url, path, size, sha256] = process.argv.slice(2);
if (url === undefined || path === undefined || size === undefined || sha256 === undefined) {
  throw new Error('upload-process.ts URL FILE SIZE SHA256');
}
const portal = createHttpPortal({ url, clientId: 'tram', clientSecret: 'mat-khau', partBytes: Number(size) });
const half = Math.floor(Number(size) / 2);

async function* halfThenNothing(): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path as string, { end: half - 1 })) yield chunk as Buffer;
  await new Promise(() => setInterval(() => undefined, 60_000));
}

await portal.upload(
  { open: () => Readable.from(halfThenNothing()) },
  { sha256, size: Number(size), key: 'key' },
  { onUrl: (address) => console.log(address) },
);
