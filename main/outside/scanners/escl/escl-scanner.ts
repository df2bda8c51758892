import { StationError } from '../../../../common/contract/errors.ts';
import { addressOf } from '../../http/exchange.ts';
import type { ScannedPage, Scanner, ScanSettings } from '../scanner.ts';
import { commonCapabilities, type EsclCapabilities, parseEsclCapabilities } from './escl-capabilities.ts';
import { askForPage, askScanner, type PageAnswer, waitAsTold } from './escl-exchange.ts';
import { type IncomingPage, receivePage } from './escl-page.ts';
import { type EsclStatus, jobStateOf, parseEsclStatus, troubleOf } from './escl-status.ts';
import { scanSettingsXml } from './scan-settings-xml.ts';

/** How long the station waits for a device, in milliseconds. */
export interface EsclLimits {
  /** For an answer of a few kilobytes. */
  readonly answerMs: number;
  /** For a device that is busy to take a job. */
  readonly busyMs: number;
  /** For the next page to be ready. */
  readonly pageMs: number;
  /** Between two pieces of a page. */
  readonly silenceMs: number;
  /** For a job to be taken back. */
  readonly cancelMs: number;
}

const LIMITS: EsclLimits = { answerMs: 10_000, busyMs: 15_000, pageMs: 120_000, silenceMs: 30_000, cancelMs: 5_000 };

export interface EsclDevice {
  readonly id: string;
  readonly name: string;
  /** Address of the service, such as `http://192.0.2.7:80/eSCL`. */
  readonly url: string;
}

type Signal = AbortSignal | undefined;

/** A scanner that speaks eSCL (Mopria Alliance, eSCL technical specification 2.x). */
export function createEsclScanner(device: EsclDevice, limits: Partial<EsclLimits> = {}): Scanner {
  const { url } = device;
  const within = { ...LIMITS, ...limits };
  return {
    id: device.id,
    kind: 'escl',
    name: device.name,
    capabilities: async ({ signal } = {}) =>
      commonCapabilities(await readEsclCapabilities(url, within.answerMs, signal)),
    scan: (settings, { signal } = {}) => scan(url, settings, within, signal),
  };
}

/** @throws StationError scanner-not-found, scanner-error; the reason of an abort */
export async function readEsclCapabilities(
  url: string,
  timeoutMs: number = LIMITS.answerMs,
  signal?: AbortSignal,
): Promise<EsclCapabilities> {
  const answer = await askScanner({ method: 'GET', url: addressOf(url, '/ScannerCapabilities'), timeoutMs, signal });
  if (answer.status === 503) throw new StationError('scanner-busy', 'HTTP 503');
  if (answer.status !== 200) throw new StationError('scanner-error', `HTTP ${answer.status}`);
  const capabilities = parseEsclCapabilities(answer.text);
  if (capabilities === null) throw new StationError('scanner-error', 'not ScannerCapabilities');
  return capabilities;
}

async function* scan(
  url: string,
  settings: ScanSettings,
  limits: EsclLimits,
  signal: Signal,
): AsyncGenerator<ScannedPage> {
  signal?.throwIfAborted();
  const capabilities = await readEsclCapabilities(url, limits.answerMs, signal);
  const input = capabilities.inputs[settings.source];
  if (input === undefined) throw new StationError('scanner-error', 'no such paper source');
  const fromFeeder = settings.source !== 'flatbed';
  // With an empty feeder some devices take a page from the glass in its place.
  throwTrouble(await readStatus(url, limits, signal), fromFeeder);

  const job = await createJob(url, scanSettingsXml(settings, input, capabilities.version), fromFeeder, limits, signal);
  let incoming: IncomingPage | null = null;
  try {
    for (let index = 0; ; index += 1) {
      const answer = await nextDocument(job, limits, signal);
      if (answer.status !== 200) {
        answer.dispose();
        await endOf(url, job, { status: answer.status, pages: index, fromFeeder }, limits, signal);
        return;
      }
      incoming = await receivePage(answer, index);
      yield incoming.page;
      incoming.finish();
      // The glass holds one page; some devices would give it again and again.
      if (!fromFeeder) return;
    }
  } finally {
    incoming?.drop();
    await takeBack(job, limits);
  }
}

async function readStatus(url: string, limits: EsclLimits, signal: Signal): Promise<EsclStatus> {
  const give = performance.now() + limits.busyMs;
  for (;;) {
    const answer = await askScanner({
      method: 'GET',
      url: addressOf(url, '/ScannerStatus'),
      timeoutMs: limits.answerMs,
      signal,
    });
    if (answer.status === 503) {
      if (performance.now() >= give) throw new StationError('scanner-busy', 'HTTP 503');
      await waitAsTold(answer.headers, signal);
      continue;
    }
    if (answer.status !== 200) throw new StationError('scanner-error', `HTTP ${answer.status}`);
    const status = parseEsclStatus(answer.text);
    if (status === null) throw new StationError('scanner-error', 'not ScannerStatus');
    return status;
  }
}

function throwTrouble(status: EsclStatus, fromFeeder: boolean): void {
  const trouble = troubleOf(status, fromFeeder);
  if (trouble !== null) throw new StationError(trouble, status.adfState ?? status.state);
}

/** @returns address of the job */
async function createJob(
  url: string,
  body: string,
  fromFeeder: boolean,
  limits: EsclLimits,
  signal: Signal,
): Promise<string> {
  const give = performance.now() + limits.busyMs;
  for (;;) {
    const request = { method: 'POST', url: addressOf(url, '/ScanJobs'), body, timeoutMs: limits.answerMs } as const;
    // Without the caller's signal: a job that nobody learns the address of cannot be taken back.
    const answer = await askScanner(request);
    if (answer.status === 201) {
      const job = jobAddress(url, answer.headers.get('location'));
      if (signal?.aborted === true) {
        await takeBack(job, limits);
        signal.throwIfAborted();
      }
      return job;
    }
    signal?.throwIfAborted();
    throwTrouble(await readStatus(url, limits, signal), fromFeeder);
    if (answer.status !== 503) throw new StationError('scanner-error', `HTTP ${answer.status}`);
    if (performance.now() >= give) throw new StationError('scanner-busy', 'HTTP 503');
    await waitAsTold(answer.headers, signal);
  }
}

/** Devices name themselves by names that this machine can't find: the path counts, the host stays the one that was set. */
function jobAddress(url: string, location: string | null): string {
  if (location === null || !URL.canParse(location, `${url}/`))
    throw new StationError('scanner-error', 'no job address');
  const { pathname } = new URL(location, `${url}/`);
  return new URL(pathname.replace(/\/+$/, ''), url).href;
}

/** Waits until the device has a page, or says that there is none. */
async function nextDocument(job: string, limits: EsclLimits, signal: Signal): Promise<PageAnswer> {
  const give = performance.now() + limits.pageMs;
  for (;;) {
    const answer = await askForPage(
      `${job}/NextDocument`,
      { answerMs: Math.max(1, give - performance.now()), silenceMs: limits.silenceMs },
      signal,
    );
    if (answer.status !== 503) return answer;
    answer.dispose();
    if (performance.now() >= give) throw new StationError('scanner-busy', 'HTTP 503');
    await waitAsTold(answer.headers, signal);
  }
}

/** No further page: returns when all came, throws what stopped the feeder otherwise. */
async function endOf(
  url: string,
  job: string,
  at: { readonly status: number; readonly pages: number; readonly fromFeeder: boolean },
  limits: EsclLimits,
  signal: Signal,
): Promise<void> {
  const { status, pages, fromFeeder } = at;
  const said = await readStatus(url, limits, signal);
  const trouble = troubleOf(said, fromFeeder);
  // An empty feeder is how every good scan ends.
  if (trouble !== null && !(trouble === 'scanner-empty' && pages > 0)) {
    throw new StationError(trouble, said.adfState ?? said.state);
  }
  const state = jobStateOf(said, job);
  const whole = state === 'Completed' || (status === 404 && (state === null || state === 'Processing'));
  if (!whole) throw new StationError('scanner-error', `HTTP ${status}`);
  if (pages === 0) throw new StationError(fromFeeder ? 'scanner-empty' : 'scanner-error', 'no page came');
}

/** Tells the device that the job is over; one that cannot be told gives it up by itself. */
async function takeBack(job: string, limits: EsclLimits): Promise<void> {
  try {
    await askScanner({ method: 'DELETE', url: job, timeoutMs: limits.cancelMs });
  } catch (error) {
    // The pages are here, or the error that ended the scan is on its way: this one adds nothing to either.
    if (!(error instanceof StationError)) throw error;
  }
}
