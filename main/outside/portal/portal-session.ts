import { z } from 'zod';
import { StationError } from '../../../common/contract/errors.ts';
import { addressOf, type ExchangeAnswer, exchange, isWebPage } from '../http/exchange.ts';
import { parseAnswer, portalFailure, refuseFailedAnswer } from './portal-failure.ts';

export interface PortalAccount {
  /** Base address of the portal. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The station's standing with the portal: a token that is fetched when needed and renewed when refused. */
export interface PortalSession {
  /** A token that is good for now; fetched when there is none. */
  token(signal?: AbortSignal): Promise<string>;
  /** Drops a token that the portal refused, so that the next one is fresh. */
  forgetToken(token: string): void;
  /** One call with the token; refused once, it is tried again with a fresh one. Any status may come back but 401. */
  call(request: PortalCall): Promise<ExchangeAnswer>;
}

interface PortalCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly json?: unknown;
  readonly signal?: AbortSignal | undefined;
}

const tokenReply = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() });

const MAX_BYTES = 8 * 1024 * 1024;
const DEFAULT_LIFE_SECONDS = 300;
/** A token is renewed this long before it ends, so that it does not end on its way. */
const MARGIN_MS = 30_000;

export function createPortalSession(account: PortalAccount, timeoutMs: number): PortalSession {
  let held: { readonly token: string; readonly until: number } | null = null;

  const fetchToken = async (signal: AbortSignal | undefined): Promise<string> => {
    const { clientId, clientSecret } = account;
    const answer = await exchange({
      method: 'POST',
      url: addressOf(account.url, '/oauth/token'),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
      signal,
      timeoutMs,
      maxBytes: MAX_BYTES,
    });
    // RFC 6749 section 5.2: invalid_client may come as 400.
    if (answer.status === 400 && !isWebPage(answer)) throw new StationError('portal-refused-credentials', 'HTTP 400');
    refuseFailedAnswer(answer);
    const reply = parseAnswer(answer, tokenReply);
    const lifeMs = (reply.expires_in ?? DEFAULT_LIFE_SECONDS) * 1000;
    // The monotonic clock: setting the station's clock must not make tokens immortal.
    held = { token: reply.access_token, until: performance.now() + Math.max(lifeMs - MARGIN_MS, lifeMs / 2) };
    return reply.access_token;
  };

  const session: PortalSession = {
    token: async (signal) => {
      if (held !== null && performance.now() < held.until) return held.token;
      try {
        return await fetchToken(signal);
      } catch (error) {
        throw portalFailure(error);
      }
    },
    forgetToken: (token) => {
      if (held?.token === token) held = null;
    },
    call: async (request) => {
      const first = await session.token(request.signal);
      const answer = await callOnce(request, first);
      if (answer.status !== 401 || isWebPage(answer)) return answer;
      session.forgetToken(first);
      const again = await callOnce(request, await session.token(request.signal));
      if (again.status === 401) throw new StationError('portal-refused-credentials', 'HTTP 401');
      return again;
    },
  };

  const callOnce = async ({ method, path, json, signal }: PortalCall, token: string): Promise<ExchangeAnswer> => {
    try {
      return await exchange({
        method,
        url: addressOf(account.url, path),
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        signal,
        timeoutMs,
        maxBytes: MAX_BYTES,
      });
    } catch (error) {
      throw portalFailure(error);
    }
  };

  return session;
}
