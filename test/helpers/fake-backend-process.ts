import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveScreenLine } from '../../main/backend/screen-line.ts';
import { openShellChannel } from '../../main/electron/shell-channel.ts';
import { createFakeBackend } from './fake-backend.ts';

// Stands where backend-process.ts stands: a backend's process without a station in it, to test the shell around it.

const channel = openShellChannel();
const backend = createFakeBackend();

channel.onLine((line, client) => serveScreenLine(backend, line, { client }));
channel.onMessage((message) => {
  if (message.kind === 'open') {
    writeFileSync(join(message.dataDir, 'backend.pid'), String(process.pid));
    if (message.databaseKey.length !== 32) throw new Error('the key was lost on the way');
    const fails = message.dataDir.endsWith('in-use');
    channel.send(fails ? { kind: 'failed', code: 'station-in-use', detail: undefined } : { kind: 'running' });
  }
  if (message.kind === 'asset') {
    const { id, url, method, headers, body, client } = message;
    const request = new Request(url, {
      method,
      headers: headers.map(([name, value]) => [name, value] as [string, string]),
      body: body === null ? null : new Uint8Array(body),
    });
    void backend.serveAsset(request, { client }).then(async (response) => {
      channel.send({
        kind: 'asset-answer',
        id,
        status: response.status,
        headers: [...response.headers, ['x-received', String(body?.length ?? 0)]],
        body: new Uint8Array(await response.arrayBuffer()),
      });
    });
  }
  if (message.kind === 'close') process.exit(0);
});
channel.onGone(() => process.exit(0));
