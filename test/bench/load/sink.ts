import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

// The plainest receiver of files: PUT /NAME keeps the body on disk and answers its hash. Prints its port when ready.
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: sink.ts DIR');

const server = createServer(async (request, response) => {
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  try {
    await pipeline(
      request,
      async function* (parts: AsyncIterable<Buffer>) {
        for await (const part of parts) {
          hash.update(part);
          yield part;
        }
      },
      createWriteStream(path),
    );
    const file = await open(path, 'r');
    await file.sync();
    await file.close();
    await rename(path, `${path}.kept`);
    response.end(hash.digest('hex'));
  } catch {
    // The line broke in the middle: whoever sends begins anew.
    response.destroy();
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') console.log(address.port);
});
