import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';

/** Faults that a stand-in can be told to show. All that are set apply together to a request that is hit. */
export const faults = z.strictObject({
  /** Waits before it does anything. */
  latencyMs: z.number().int().min(0).max(600_000).nullish(),
  /** Answers with this HTTP status and does nothing. */
  status: z.number().int().min(300).max(599).nullish(),
  /** Probability that a request is hit; 1 unless told. */
  rate: z.number().min(0).max(1).nullish(),
  /** Destroys the connection after that many bytes of request and response body; 0 = at once. */
  dropAfterBytes: z.number().int().min(0).nullish(),
  /** Answers everything with 200 and the login page of a wifi. */
  captivePortal: z.boolean().nullish(),
  /** Does its work but answers with a broken body. `body` breaks the outermost form even where `true` breaks the inner. */
  malformed: z.union([z.boolean(), z.literal('body')]).nullish(),
  /** Does its work but cuts the connection in place of the answer. */
  loseAnswer: z.boolean().nullish(),
  /** Answers this and does nothing; the body is sent as it is. */
  answer: z
    .strictObject({
      status: z.number().int().min(200).max(599),
      contentType: z.string().max(200).default('application/json; charset=utf-8'),
      body: z.string().max(100_000).default(''),
    })
    .nullish(),
  /** Retry-After of an answer that `status` or `answer` gives: seconds or an HTTP date. */
  retryAfter: z.string().max(100).nullish(),
  /** Only requests with this method. */
  method: z.string().max(10).nullish(),
  /** Only requests whose path starts so. */
  path: z.string().startsWith('/').max(500).nullish(),
  /** Only so many requests, then it is over. */
  times: z.number().int().min(1).nullish(),
});
type Faults = z.infer<typeof faults>;

/** Bytes that came before the cut get this long to be taken in, as they would on a line that dies slowly. */
const SETTLE_MS = 100;

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Wi-Fi miễn phí</title></head><body><h1>Đăng nhập để dùng Internet</h1>' +
  '<form method="post" action="/login"><input name="phone"><button>Kết nối</button></form></body></html>';

/** Stands before a stand-in's request handler and spoils what the current faults say. */
export interface FaultGate {
  current(): Faults;
  set(next: Faults): void;
  /** The faults that hit this request; empty when none do. */
  of(request: IncomingMessage): Faults;
  /** A listener that applies the faults, then hands over to `serve` where they let it. `/_stub` is never hit. */
  guard(serve: RequestListener): RequestListener;
}

/** @param random gives numbers in [0, 1); decides which requests `rate` hits */
export function createFaultGate(random: () => number = Math.random): FaultGate {
  let current: Faults = {};
  let left = Number.POSITIVE_INFINITY;
  const concerns = (request: IncomingMessage): boolean =>
    (current.method == null || current.method === request.method) &&
    (current.path == null || (request.url ?? '').startsWith(current.path));
  const draw = (request: IncomingMessage): Faults => {
    if (left <= 0 || !concerns(request) || random() >= (current.rate ?? 1)) return {};
    left -= 1;
    return current;
  };
  const hit = new WeakMap<IncomingMessage, Faults>();
  return {
    current: () => current,
    set: (next) => {
      current = next;
      left = next.times ?? Number.POSITIVE_INFINITY;
    },
    of: (request) => hit.get(request) ?? {},
    guard: (serve) => (request, response) => {
      if (isControl(request)) {
        serve(request, response);
        return;
      }
      const active = draw(request);
      hit.set(request, active);
      if (active.loseAnswer === true) loseAnswer(request, response);
      if (active.dropAfterBytes != null) cutAfter(request, response, active.dropAfterBytes);
      const go = (): void => {
        if (request.socket.destroyed) return;
        if (active.captivePortal === true) sendLoginPage(response);
        else if (active.answer != null) sendAnswer(response, active.answer, active.retryAfter);
        else if (active.status != null) sendStatus(response, active.status, active.retryAfter);
        else serve(request, response);
      };
      if (active.latencyMs == null || active.latencyMs === 0) go();
      else setTimeout(go, active.latencyMs).unref();
    },
  };
}

function isControl(request: IncomingMessage): boolean {
  const path = (request.url ?? '').split('?')[0];
  return path === '/_stub' || (path?.startsWith('/_stub/') ?? false);
}

function sendLoginPage(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(LOGIN_PAGE);
}

function sendAnswer(
  response: ServerResponse,
  { status, contentType, body }: NonNullable<Faults['answer']>,
  retryAfter: string | null | undefined,
): void {
  const headers: Record<string, string> = { 'content-type': contentType };
  if (retryAfter != null) headers['retry-after'] = retryAfter;
  response.writeHead(status, headers).end(body);
}

function loseAnswer(request: IncomingMessage, response: ServerResponse): void {
  const cut = (): ServerResponse => {
    request.socket.destroy();
    return response;
  };
  response.write = ((): boolean => cut() !== response) as typeof response.write;
  response.end = cut as typeof response.end;
}

function sendStatus(response: ServerResponse, status: number, retryAfter: string | null | undefined): void {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  if (retryAfter != null) headers['retry-after'] = retryAfter;
  else if (status === 429 || status === 503) headers['retry-after'] = '1';
  if (status < 400) headers.location = 'http://127.0.0.1/login';
  const message = status === 429 || status === 503 ? 'Hệ thống đang bận, xin thử lại sau' : `Lỗi hệ thống (${status})`;
  response.writeHead(status, headers).end(JSON.stringify({ error_code: 9, message }));
}

/** Lets `limit` body bytes of both directions through, then destroys the connection. */
function cutAfter(request: IncomingMessage, response: ServerResponse, limit: number): void {
  const { socket } = request;
  let left = limit;
  let cut = false;
  const destroySoon = (): void => {
    cut = true;
    setTimeout(() => socket.destroy(), SETTLE_MS);
  };
  if (limit === 0) {
    socket.destroy();
    return;
  }

  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (cut) return false;
    if (!Buffer.isBuffer(chunk)) return push(chunk, encoding);
    if (chunk.length < left) {
      left -= chunk.length;
      return push(chunk);
    }
    const last = chunk.subarray(0, left);
    destroySoon();
    return push(last);
  };

  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const pass = (chunk: unknown, finish: (whole: Buffer | undefined) => void): void => {
    if (cut) return;
    const bytes = typeof chunk === 'string' || chunk instanceof Uint8Array ? Buffer.from(chunk) : undefined;
    if (bytes === undefined || bytes.length < left) {
      left -= bytes?.length ?? 0;
      finish(bytes);
      return;
    }
    write(bytes.subarray(0, left));
    destroySoon();
  };
  response.write = ((chunk: unknown): boolean => {
    pass(chunk, (whole) => whole !== undefined && write(whole));
    return true;
  }) as typeof response.write;
  response.end = ((chunk: unknown): ServerResponse => {
    pass(chunk, (whole) => (whole === undefined ? end() : end(whole)));
    return response;
  }) as typeof response.end;
}
