import { errorCodeOf, StationError } from '../../common/contract/errors.ts';
import type { BackendLog } from '../backend/backend.ts';
import type { LaunchReaderProcess } from '../backend/reader-process.ts';
import { serveScreenLine } from '../backend/screen-line.ts';
import { startTrainingStation, type TrainingStation } from '../backend/training-station.ts';
import { startPopulationStub } from '../training/population/start-population-stub.ts';
import { startPortalStub } from '../training/portal/start-portal-stub.ts';
import type { AssetAnswer, AssetRequest, OpenStation } from './messages.ts';
import { openShellChannel } from './shell-channel.ts';
import { shellReaders } from './shell-readers.ts';

// The backend's own process beside Electron: waits to be told where its data is, then serves until it is told to close.

const channel = openShellChannel();
const readers = shellReaders(channel);
let station: TrainingStation | null = null;

const log: BackendLog = {
  info: () => undefined,
  warn: (fields, message) => console.error(`${message} ${JSON.stringify(fields)}`),
  error: (fields, message) => console.error(`${message} ${JSON.stringify(fields)}`),
};

async function open(message: OpenStation): Promise<void> {
  const launchReader: LaunchReaderProcess | undefined = message.readersByShell ? readers.launch : undefined;
  try {
    station = await startTrainingStation({
      dataDir: message.dataDir,
      databaseKey: message.databaseKey,
      samplesDir: message.samplesDir,
      ...(launchReader === undefined ? {} : { launchReader }),
      standIns: {
        startPopulation: () => startPopulationStub({ port: 0, samplesDir: message.samplesDir }),
        startPortal: (dataDir) => startPortalStub({ port: 0, dataDir }),
      },
      log,
    });
  } catch (error) {
    if (!(error instanceof StationError)) log.error({ error: String(error) }, 'the station could not start');
    const detail = error instanceof StationError ? error.detail : undefined;
    channel.send({ kind: 'failed', code: errorCodeOf(error), detail });
    return;
  }
  process.stdout.write(`Hệ thống giả lập: dân cư ${station.populationUrl} · Cổng DVC ${station.portalUrl}\n`);
  channel.send({ kind: 'running' });
}

async function answer(asked: AssetRequest): Promise<AssetAnswer> {
  if (station === null) throw new StationError('station-stopped');
  const request = new Request(asked.url, {
    method: asked.method,
    headers: asked.headers.map(([name, value]) => [name, value] as [string, string]),
    body: asked.body === null ? null : new Uint8Array(asked.body),
  });
  const response = await station.backend.serveAsset(request, { client: asked.client });
  return {
    kind: 'asset-answer',
    id: asked.id,
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

function failedAnswer(id: number, error: unknown): AssetAnswer {
  const code = errorCodeOf(error);
  const body = new TextEncoder().encode(JSON.stringify({ code }));
  return { kind: 'asset-answer', id, status: 500, headers: [['content-type', 'application/json']], body };
}

async function close(): Promise<void> {
  await station?.close();
  channel.send({ kind: 'closed' });
}

channel.onLine((line, client) => {
  if (station === null) line.close();
  else serveScreenLine(station.backend, line, { client });
});

channel.onMessage((message) => {
  switch (message.kind) {
    case 'open':
      void open(message);
      break;
    case 'asset':
      answer(message).then(channel.send, (error: unknown) => channel.send(failedAnswer(message.id, error)));
      break;
    case 'close':
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
      break;
    case 'reader-message':
      readers.deliver(message.reader, message.message);
      break;
    case 'reader-exit':
      readers.ended(message.reader);
      break;
  }
});

channel.onGone(() => {
  close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
