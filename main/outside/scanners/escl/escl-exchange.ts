import { setTimeout as delay } from 'node:timers/promises';
import { StationError } from '../../../../common/contract/errors.ts';
import { type ExchangeAnswer, ExchangeError, type ExchangeRequest, exchange, failureOf } from '../../http/exchange.ts';
import { retryAfterMs } from '../../http/retry-after.ts';
import { MAX_XML_BYTES } from './escl-xml.ts';

/** An A3 page of 600 dots per inch without compression takes 210 MB. */
const MAX_PAGE_BYTES = 300 * 1024 * 1024;
const SHORTEST_WAIT_MS = 200;
const USUAL_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

type Ask = Pick<ExchangeRequest, 'method' | 'url' | 'body' | 'signal' | 'timeoutMs'>;

/**
 * One request and its whole answer.
 *
 * @throws StationError scanner-not-found, scanner-error; the reason of an abort
 */
export async function askScanner(request: Ask): Promise<ExchangeAnswer> {
  const headers: Record<string, string> =
    request.body === undefined ? {} : { 'content-type': 'text/xml; charset=utf-8' };
  try {
    return await exchange({ ...request, headers, maxBytes: MAX_XML_BYTES });
  } catch (error) {
    throw asScannerFailure(error);
  }
}

/** An answer whose body comes as it is taken. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Headers;
  /**
   * The next bytes; null at the end.
   *
   * @throws StationError scanner-not-found when the line drops or goes silent; scanner-error for a page without end
   */
  next(): Promise<Uint8Array | null>;
  /** Lets go of what was not taken. */
  dispose(): void;
}

export interface PageLimits {
  /** Until an answer begins: some devices hold the request while the sheet moves. */
  readonly answerMs: number;
  /** Between two pieces of a page; the time that the station itself takes does not count. */
  readonly silenceMs: number;
}

/** Asks for a page; redirects are not followed. */
export async function askForPage(
  url: string,
  limits: PageLimits,
  signal: AbortSignal | undefined,
): Promise<PageAnswer> {
  const stop = new AbortController();
  const both = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const within = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
    const timer = setTimeout(() => stop.abort(new DOMException('', 'TimeoutError')), ms);
    try {
      return await work();
    } catch (error) {
      throw asScannerFailure(failureOf(error, signal));
    } finally {
      clearTimeout(timer);
    }
  };
  const response = await within(limits.answerMs, () => fetch(url, { redirect: 'manual', signal: both }));
  const reader = response.body?.getReader();
  let size = 0;
  return {
    status: response.status,
    headers: response.headers,
    next: async () => {
      if (reader === undefined) return null;
      const { value, done } = await within(limits.silenceMs, () => reader.read());
      if (done) return null;
      size += value.length;
      if (size > MAX_PAGE_BYTES) throw new StationError('scanner-error', 'page too large');
      return value;
    },
    dispose: () => stop.abort(),
  };
}

/** Waits as long as a device asks for, within reason. */
export async function waitAsTold(headers: Headers, signal: AbortSignal | undefined): Promise<void> {
  const told = retryAfterMs(headers.get('retry-after'), headers.get('date')) ?? USUAL_WAIT_MS;
  try {
    await delay(Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, told)), undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

function asScannerFailure(error: unknown): unknown {
  if (!(error instanceof ExchangeError)) return error;
  const { failure } = error;
  const there = failure === 'garbled' || failure === 'certificate';
  return new StationError(there ? 'scanner-error' : 'scanner-not-found', failure, { cause: error });
}
