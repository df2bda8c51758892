/** One HTTP request and its whole answer, with time and size limits, and failures told apart by what they mean. */

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** A longer answer is a failure. */
  readonly maxBytes: number;
}

export interface ExchangeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * `unreachable`: no answer began; `interrupted`: the line dropped after something was sent; `timeout`; `certificate`: the
 * other side could not prove who it is; `garbled`: it does not speak HTTP, or said too much.
 */
export type ExchangeFailure = 'unreachable' | 'interrupted' | 'timeout' | 'certificate' | 'garbled';

export class ExchangeError extends Error {
  readonly failure: ExchangeFailure;

  constructor(failure: ExchangeFailure, options?: ErrorOptions) {
    super(failure, options);
    this.name = 'ExchangeError';
    this.failure = failure;
  }
}

/**
 * Redirects are not followed: credentials and personal data go to the address that was set, or nowhere.
 *
 * @throws ExchangeError; or the reason of `signal` as it is when the caller aborted, save for a time-out
 */
export async function exchange(request: ExchangeRequest): Promise<ExchangeAnswer> {
  const { method, url, headers = {}, body, signal, timeoutMs, maxBytes } = request;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, headers: response.headers, text: await readLimited(response, maxBytes) };
  } catch (error) {
    throw failureOf(error, signal);
  }
}

async function readLimited(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new ExchangeError('garbled');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What to throw for an error of a request: the caller's own abort stays what it is. */
export function failureOf(error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof ExchangeError) return error;
  if (signal?.aborted === true && !isTimeout(signal.reason)) return signal.reason;
  if (isTimeout(error) || signal?.aborted === true) return new ExchangeError('timeout', { cause: error });
  return new ExchangeError(failureOfCode(codeOf(error)), { cause: error });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

/** The system's code of the innermost cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const inner = codeOf(error.cause);
  return inner !== '' ? inner : 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const INTERRUPTED = new Set([
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'UND_ERR_SOCKET',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);
const TIMED_OUT = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const CERTIFICATE =
  /^(CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH|ERR_TLS_CERT)/;
/** Not HTTP, or not TLS where it was agreed: whoever answers is not who was called. */
const GARBLED = /^(HPE_|ERR_SSL_)/;

function failureOfCode(code: string): ExchangeFailure {
  if (INTERRUPTED.has(code)) return 'interrupted';
  if (TIMED_OUT.has(code)) return 'timeout';
  if (CERTIFICATE.test(code)) return 'certificate';
  return GARBLED.test(code) ? 'garbled' : 'unreachable';
}

/** True for a web page where data was asked for: the sign of a wifi login page or a proxy's error page. */
export function isWebPage(answer: ExchangeAnswer): boolean {
  const type = answer.headers.get('content-type') ?? '';
  return /\btext\/html\b/i.test(type) || /^\s*<(!doctype\s+html|html)\b/i.test(answer.text);
}

/** Joins a base address and a path; the base may have a path of its own. */
export function addressOf(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}${path}`;
}
