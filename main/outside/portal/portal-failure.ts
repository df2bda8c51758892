import { StationError, type StationErrorCode } from '../../../common/contract/errors.ts';
import { type ExchangeAnswer, ExchangeError, type ExchangeFailure, isWebPage } from '../http/exchange.ts';
import { retryAfterMs } from '../http/retry-after.ts';

/** A passing failure of a portal that said how long to stay away. */
export class PortalWait extends StationError {
  /** Milliseconds from the answer. */
  readonly retryAfterMs: number;

  constructor(code: StationErrorCode, detail: string, retryAfterMs: number) {
    super(code, detail);
    this.retryAfterMs = retryAfterMs;
  }
}

/** What a failed exchange means for the portal; anything else (an abort, a bug) stays what it is. */
export function portalFailure(error: unknown, underWay = false): unknown {
  if (!(error instanceof ExchangeError)) return error;
  return new StationError(codeOfFailure(error.failure, underWay), error.failure, { cause: error });
}

function codeOfFailure(failure: ExchangeFailure, underWay: boolean): StationErrorCode {
  switch (failure) {
    case 'certificate':
      return 'portal-certificate';
    case 'garbled':
      return 'portal-not-genuine';
    case 'interrupted':
      return 'portal-interrupted';
    case 'timeout':
      return underWay ? 'portal-interrupted' : 'portal-unreachable';
    case 'unreachable':
      return 'portal-unreachable';
  }
}

/** What an HTTP status other than 2xx means; 401 only after a fresh token was refused too. */
export function codeOfStatus(status: number): StationErrorCode {
  if (status === 401 || status === 403) return 'portal-refused-credentials';
  if (status === 413) return 'portal-refused-dossier';
  // 511 is what well-behaved login pages of networks answer (RFC 6585); 407 is a proxy's.
  if ((status >= 300 && status < 400) || status === 511 || status === 407) return 'portal-not-genuine';
  return 'portal-error';
}

/** Lets 2xx pass that is no web page; a login page of a network answers 200 as a rule, sometimes 4xx. */
export function refuseFailedAnswer(answer: ExchangeAnswer): void {
  const { status } = answer;
  if (status < 500 && isWebPage(answer)) {
    throw new StationError('portal-not-genuine', `HTTP ${status}, a web page answered in the portal's place`);
  }
  if (status < 200 || status >= 300) throw statusFailure(status, (name) => answer.headers.get(name));
}

/**
 * The error of a status other than 2xx, with the time that a portal under load asks for.
 *
 * @param header value of a header of the answer
 */
export function statusFailure(status: number, header: (name: string) => string | null | undefined): StationError {
  const code = codeOfStatus(status);
  const wait = code === 'portal-error' ? retryAfterMs(header('retry-after'), header('date')) : null;
  const detail = `HTTP ${status}`;
  return wait === null ? new StationError(code, detail) : new PortalWait(code, detail, wait);
}

/** The JSON of an answer; broken JSON is an error of the portal, anything else not the portal at all. */
export function parseAnswer<T>(
  answer: ExchangeAnswer,
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
): T {
  if (!/\bjson\b/i.test(answer.headers.get('content-type') ?? '')) {
    throw new StationError('portal-not-genuine', 'the answer is not JSON');
  }
  const parsed = schema.safeParse(parseJson(answer.text));
  if (!parsed.success) throw new StationError('portal-not-genuine', 'not the reply that was agreed');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new StationError('portal-error', 'the answer is broken');
    throw error;
  }
}

const MAX_WORDS = 500;

/** The portal's words for a person to read: cut to a sensible length, and numbers of people masked. */
export function portalWords(text: string): string {
  const masked = text.replace(/\d{9,}/g, (digits) => `${digits.slice(0, 3)}•••${digits.slice(-3)}`);
  return masked.length > MAX_WORDS ? `${masked.slice(0, MAX_WORDS)}…` : masked;
}
