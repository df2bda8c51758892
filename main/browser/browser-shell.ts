import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { errorCodeOf, STATION_ERRORS } from '../../common/contract/errors.ts';
import type { BackendLog } from '../backend/backend.ts';
import { trainingDataFolder } from '../backend/data-folder.ts';
import { loadOrCreateKeyFile } from '../backend/key-file.ts';
import { startTrainingStation, type TrainingStation } from '../backend/training-station.ts';
import { startPopulationStub } from '../training/population/start-population-stub.ts';
import { startPortalStub } from '../training/portal/start-portal-stub.ts';
import { startLoopbackServer } from './loopback-server.ts';
import { openBrowser } from './open-browser.ts';

// Shell B: the station behind a loopback server, shown in a browser window.

interface ShellOptions {
  readonly data?: string;
  readonly port: number;
  readonly open: boolean;
}

const log: BackendLog = {
  info: () => undefined,
  warn: (fields, message) => console.error(`${message} ${JSON.stringify(fields)}`),
  error: (fields, message) => console.error(`${message} ${JSON.stringify(fields)}`),
};

async function main(options: ShellOptions): Promise<void> {
  const dataDir = trainingDataFolder(options.data);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const screens = fileURLToPath(new URL('../../out/renderer', import.meta.url));
  const keeper = keepStation(dataDir);
  const server = await startLoopbackServer({
    screens,
    port: options.port,
    station: async () => (await keeper.get()).backend,
    log,
  });

  let closeWindow = (): void => undefined;
  const stop = onlyOnce(async () => {
    console.log('Trạm đang dừng… (The station is stopping.)');
    terminal?.close();
    closeWindow();
    await server.close();
    await keeper.close();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

  await keeper.get().then(
    (station) => console.log(`Hệ thống giả lập: dân cư ${station.populationUrl} · Cổng DVC ${station.portalUrl}`),
    (error: unknown) => console.error(failureWords(error)),
  );
  console.log(`Dữ liệu: ${dataDir}`);
  const address = server.newAddress();
  console.log(`Trạm đang chạy: ${address}`);
  const terminal = process.stdin.isTTY ? createInterface({ input: process.stdin }) : null;
  if (terminal !== null) {
    console.log('Enter: địa chỉ mới, dùng một lần · Ctrl-C: dừng (Enter: a new one-time address · Ctrl-C: stop)');
    terminal.on('line', () => console.log(`Trạm đang chạy: ${server.newAddress()}`));
    terminal.on('SIGINT', stop);
  }
  if (options.open) closeWindow = openBrowser(address, dataDir);
}

async function openStation(dataDir: string): Promise<TrainingStation> {
  const samplesDir = fileURLToPath(new URL('../training/samples', import.meta.url));
  return startTrainingStation({
    dataDir,
    databaseKey: await loadOrCreateKeyFile(join(dataDir, 'station.key')),
    samplesDir,
    standIns: {
      startPopulation: () => startPopulationStub({ port: 0, samplesDir }),
      startPortal: (portalDir) => startPortalStub({ port: 0, dataDir: portalDir }),
    },
    log,
  });
}

/** Starts the station when it is first asked for, and again after a start that failed. */
function keepStation(dataDir: string): { get(): Promise<TrainingStation>; close(): Promise<void> } {
  let starting: Promise<TrainingStation> | null = null;
  return {
    get: () => {
      starting ??= openStation(dataDir).catch((error: unknown) => {
        starting = null;
        throw error;
      });
      return starting;
    },
    close: async () => {
      const station = await starting?.catch(() => null);
      await station?.close();
    },
  };
}

function failureWords(error: unknown): string {
  const { vi, en } = STATION_ERRORS[errorCodeOf(error)];
  return `Trạm chưa mở được: ${vi} (The station could not start. ${en})`;
}

function onlyOnce(work: () => Promise<void>): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    });
  };
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value > 65_535) throw new InvalidArgumentError('0–65535');
  return value;
}

await new Command('station')
  .description('Mở trạm trong trình duyệt. (Opens the station in a browser.)')
  .option('--data <dir>', 'thư mục dữ liệu (data folder)')
  .option('--port <number>', 'cổng, 0 = tự chọn (port, 0 = any)', port, 0)
  .option('--no-open', 'chỉ in địa chỉ (only print the address)')
  .action(main)
  .parseAsync();
