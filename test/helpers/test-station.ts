import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { StationClient } from '../../common/contract/contract.ts';
import type { DossierDetail } from '../../common/contract/views.ts';
import type { Backend, BackendLog, BackendOptions } from '../../main/backend/backend.ts';
import { createBackend } from '../../main/backend/create-backend.ts';
import { createFakeReader, type FakeReader, type ScriptedFile } from './fake-reader.ts';

export const TEST_KEY = new Uint8Array(32).fill(42);

/** Nothing listens there: the national systems are down. */
const NOWHERE = 'http://127.0.0.1:9';

interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
}

export interface TestStation {
  readonly backend: Backend;
  readonly reader: FakeReader;
  readonly dataDir: string;
  readonly log: readonly LogLine[];
  /** The contract as one window sees it; nobody is signed in on a new one. */
  client(name: string): StationClient;
  /** A window where this training account is signed in; its name is the account's. */
  as(username: string): Promise<StationClient>;
  upload(client: string, dossierId: string, file: ScriptedFile | Uint8Array, name?: string): Promise<Response>;
  /** A new dossier of the clerk `hanh`, who is signed in, with files that have been read. */
  dossierWith(...files: readonly ScriptedFile[]): Promise<DossierDetail>;
  /** Waits until no file of the dossier is being read. */
  read(client: StationClient, dossierId: string): Promise<DossierDetail>;
  close(): Promise<void>;
}

export interface TestStationOptions
  extends Partial<Pick<BackendOptions, 'store' | 'now' | 'training' | 'outside' | 'measureSpace'>> {
  readonly dataDir?: string;
  readonly reader?: FakeReader;
}

/** A training station over a fake reader, the national systems down unless given. */
export async function startTestStation(options: TestStationOptions = {}): Promise<TestStation> {
  const dataDir = options.dataDir ?? (await newDataDir());
  const reader = options.reader ?? createFakeReader();
  const log: LogLine[] = [];
  const backend = await createBackend({
    dataDir,
    databaseKey: TEST_KEY,
    outside: options.outside ?? {
      population: { url: NOWHERE },
      portal: { url: NOWHERE, clientId: 'station', clientSecret: 'secret' },
    },
    training: options.training ?? { samplesDir: join(import.meta.dirname, '../../main/training/samples') },
    reader,
    log: memoryLog(log),
    ...(options.store === undefined ? {} : { store: options.store }),
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.measureSpace === undefined ? {} : { measureSpace: options.measureSpace }),
  });
  const client = (name: string): StationClient => createRouterClient(backend.router, { context: { client: name } });
  const upload: TestStation['upload'] = async (name, dossierId, file, fileName = 'giấy tờ.jpg') =>
    await backend.serveAsset(uploadRequest(dossierId, file, fileName), { client: name });
  return {
    backend,
    reader,
    dataDir,
    log,
    client,
    as: async (username) => {
      await client(username).session.signIn({ username, password: 'mau-2026' });
      return client(username);
    },
    upload,
    dossierWith: async (...files) => {
      const { id } = await client('hanh').intake.open({ procedureCode: '1.004222' });
      for (const file of files) await upload('hanh', id, file);
      return await untilRead(client('hanh'), id);
    },
    read: async (who, dossierId) => await untilRead(who, dossierId),
    close: async () => await backend.close(),
  };
}

export async function newDataDir(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'tram-so-hoa-'));
}

export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
}

export function uploadRequest(dossierId: string, file: ScriptedFile | Uint8Array, name: string): Request {
  const body = file instanceof Uint8Array ? file : new TextEncoder().encode(JSON.stringify(file));
  return new Request(`http://station/assets/dossiers/${dossierId}/files`, {
    method: 'POST',
    headers: { 'x-file-name': encodeURIComponent(name) },
    body: new Uint8Array(body),
  });
}

async function untilRead(client: StationClient, dossierId: string): Promise<DossierDetail> {
  const stop = new AbortController();
  const events = await client.station.events(undefined, { signal: stop.signal });
  try {
    for await (const event of events) {
      if (event.kind !== 'hello' && !('dossierId' in event && event.dossierId === dossierId)) continue;
      const dossier = await client.intake.get({ dossierId });
      if (dossier.files.every((file) => file.state !== 'reading')) return dossier;
    }
  } finally {
    stop.abort();
  }
  throw new Error('the station ended its events');
}

function memoryLog(lines: LogLine[]): BackendLog {
  const note = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return { info: note('info'), warn: note('warn'), error: note('error') };
}
