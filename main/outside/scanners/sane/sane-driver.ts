import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { StationError } from '../../../../common/contract/errors.ts';
import type { ScannedPage, Scanner, ScannerCapabilities, ScannerDriver, ScanSettings } from '../scanner.ts';
import { commonCapabilities, type DeviceFeatures, featuresOf, scanArguments } from './device-features.ts';
import { DEVICE_LIST_FORMAT, type ListedDevice, parseDeviceList } from './device-list.ts';
import { parseDeviceOptions } from './device-options.ts';
import { scanBatch } from './scan-batch.ts';
import { scanFailure } from './scan-failure.ts';

export interface SaneDriverOptions {
  /**
   * The station's own, where pages lie until they are taken. What an interrupted scan left there is removed before the
   * next: nobody was told of those pages.
   */
  readonly folder: string;
  /** Name or path of scanimage; the one of the machine unless given. */
  readonly program?: string;
}

interface Call {
  readonly signal?: AbortSignal;
}

/** Back ends look at every bus and at the network. */
const FIND_MS = 60_000;
const ASK_MS = 30_000;

/** Scanners that SANE knows (Linux), by its program scanimage of 1.0.28 or later. */
export function createSaneDriver({ folder, program = 'scanimage' }: SaneDriverOptions): ScannerDriver {
  let cleared: Promise<void> | null = null;
  const clear = async (): Promise<void> => {
    cleared ??= rm(folder, { recursive: true, force: true });
    await cleared;
  };
  return {
    kind: 'sane',
    find: async (options = {}) => {
      const answer = await run(program, ['-f', DEVICE_LIST_FORMAT], FIND_MS, options);
      return answer === null
        ? []
        : parseDeviceList(answer.output).map((device) => new SaneScanner(program, device, folder, clear));
    },
  };
}

class SaneScanner implements Scanner {
  readonly kind = 'sane';
  readonly id: string;
  readonly name: string;
  readonly #program: string;
  readonly #device: string;
  readonly #folder: string;
  readonly #clear: () => Promise<void>;

  constructor(program: string, { device, id, name }: ListedDevice, folder: string, clear: () => Promise<void>) {
    this.#program = program;
    this.#device = device;
    this.id = id;
    this.name = name;
    this.#folder = folder;
    this.#clear = clear;
  }

  async capabilities(options: Call = {}): Promise<ScannerCapabilities> {
    const { sources } = await this.#features([], options);
    const bySource: DeviceFeatures[] = [];
    for (const choice of sources.values()) bySource.push(await this.#features(choice, options));
    return commonCapabilities(sources.keys(), bySource);
  }

  async *scan(settings: ScanSettings, { signal }: Call = {}): AsyncGenerator<ScannedPage> {
    const call = signal === undefined ? {} : { signal };
    await this.#clear();
    const { sources } = await this.#features([], call);
    const source = sources.get(settings.source);
    const features = source === undefined ? null : await this.#features(source, call);
    const choices = features === null ? null : scanArguments({ ...features, sources }, settings);
    if (choices === null) throw new StationError('scanner-error', 'not offered');
    yield* scanBatch({
      program: this.#program,
      device: this.#device,
      choices,
      onePage: settings.source === 'flatbed',
      // JPEG has no bilevel pages.
      format: settings.colour === 'bilevel' ? 'tiff' : 'jpeg',
      folder: this.#folder,
      signal,
    });
  }

  /** What the device offers once a choice was made. */
  async #features(choice: readonly string[], options: Call): Promise<DeviceFeatures> {
    const answer = await run(this.#program, ['-d', this.#device, ...choice, '-A'], ASK_MS, options);
    if (answer === null) throw new StationError('scanner-not-found', 'no scanimage');
    // scanimage lists the options and ends with 0 or, in some releases, with 1.
    const listed = parseDeviceOptions(answer.output);
    if (listed.size === 0) throw scanFailure({ ...answer, pages: 0 }) ?? new StationError('scanner-error');
    return featuresOf(listed);
  }
}

interface Answer {
  readonly output: string;
  readonly messages: string;
  readonly exitCode: number | null;
}

/** @returns null when there is no such program */
async function run(
  program: string,
  args: readonly string[],
  timeout: number,
  { signal }: Call,
): Promise<Answer | null> {
  signal?.throwIfAborted();
  const options = {
    env: { ...process.env, LC_ALL: 'C' },
    timeout,
    maxBuffer: 4 * 1024 * 1024,
    ...(signal === undefined ? {} : { signal }),
  };
  return await new Promise((resolve, reject) => {
    execFile(program, args, options, (error, output, messages) => {
      if (signal?.aborted === true) return reject(signal.reason);
      if (error?.code === 'ENOENT') return resolve(null);
      if (error?.killed === true) return reject(new StationError('scanner-error', 'no answer'));
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ output, messages, exitCode });
    });
  });
}
