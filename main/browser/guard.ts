import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is not let in. Other programs and web pages of this machine can reach the port too. */
export const REFUSALS = {
  'wrong-host': 'Địa chỉ không phải của trạm. (This address is not the station’s.)',
  'foreign-origin': 'Yêu cầu đến từ một trang khác. (The request comes from another page.)',
  'token-spent':
    'Đường dẫn này đã dùng rồi hoặc không đúng. Lấy đường dẫn mới ở cửa sổ lệnh. (This link was used or is wrong: take a new one from the terminal.)',
  'no-session': 'Hãy mở trạm bằng đường dẫn ở cửa sổ lệnh. (Open the station with the link shown in the terminal.)',
} as const;
export type Refusal = keyof typeof REFUSALS;

/** What the guard made of a request. */
export type Admission =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The one-time token was right: set this cookie and send the browser on to a URL without the token. */
  | { readonly kind: 'welcome'; readonly cookie: string }
  | { readonly kind: 'admitted'; readonly client: string };

const SECRET_BYTES = 32;
/** Addresses not yet used are worth keeping only so far; each sign of life in the terminal makes one. */
const MOST_TOKENS = 16;
const MOST_SESSIONS = 256;

/**
 * Who may talk to the loopback server. Binding to 127.0.0.1 keeps other machines out; this keeps out other pages in the
 * browser (Host against DNS rebinding, Origin and Sec-Fetch-Site against cross-site calls) and other people's programs
 * (a cookie that only the holder of the one-time address gets).
 */
export class LoopbackGuard {
  readonly #port: number;
  readonly #tokens: Buffer[] = [];
  /** Digest of a cookie → client id: the secret itself is kept by the browser alone. */
  readonly #sessions = new Map<string, string>();

  constructor(port: number) {
    this.#port = port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** A new opening address; it lets one browser in, once. */
  newAddress(): string {
    const token = randomBytes(SECRET_BYTES);
    this.#tokens.push(token);
    if (this.#tokens.length > MOST_TOKENS) this.#tokens.shift();
    return `${this.origin}/?token=${token.toString('base64url')}`;
  }

  /** Judges a request or an upgrade. Refusals come before anything is read from the body. */
  admit(
    request: Pick<IncomingMessage, 'headers' | 'method' | 'url'>,
    kind: 'request' | 'upgrade' = 'request',
  ): Admission {
    const { headers } = request;
    // The absolute form of a request line names a host of its own.
    const here = headers.host === `127.0.0.1:${this.#port}` && request.url?.startsWith('/');
    if (!here) return { kind: 'refused', refusal: 'wrong-host' };
    if (this.#isForeign(request, kind)) return { kind: 'refused', refusal: 'foreign-origin' };
    const client = this.#clientOf(headers.cookie);
    const token = kind === 'request' ? tokenOf(request) : null;
    if (token !== null) {
      if (this.#spend(token)) return { kind: 'welcome', cookie: this.#newSession() };
      if (client === null) return { kind: 'refused', refusal: 'token-spent' };
    }
    return client === null ? { kind: 'refused', refusal: 'no-session' } : { kind: 'admitted', client };
  }

  #isForeign({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>, kind: 'request' | 'upgrade'): boolean {
    const { origin } = headers;
    if (origin !== undefined && origin !== this.origin) return true;
    const reads = kind === 'request' && (method === 'GET' || method === 'HEAD');
    // Whatever changes something, and every socket, must say where it comes from; a browser always does.
    if (origin === undefined && !reads) return true;
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return false;
    // A link from elsewhere may open the station; only as a page of its own, never as part of another.
    return !(reads && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document');
  }

  #clientOf(cookies: string | undefined): string | null {
    for (const pair of (cookies ?? '').split(';')) {
      const [name, value] = pair.trim().split('=', 2);
      if (name === this.#cookieName && value) return this.#sessions.get(digest(value)) ?? null;
    }
    return null;
  }

  #spend(token: string): boolean {
    const given = Buffer.from(token, 'base64url');
    const index = this.#tokens.findIndex((known) => known.length === given.length && timingSafeEqual(known, given));
    if (index < 0) return false;
    this.#tokens.splice(index, 1);
    return true;
  }

  #newSession(): string {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const oldest = this.#sessions.keys().next();
    if (this.#sessions.size >= MOST_SESSIONS && !oldest.done) this.#sessions.delete(oldest.value);
    this.#sessions.set(digest(secret), randomBytes(16).toString('hex'));
    return `${this.#cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Cookies don't know ports: with its port in the name, two stations on one machine don't sign each other out. */
  get #cookieName(): string {
    return `sohoa-${this.#port}`;
  }
}

function tokenOf({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): string | null {
  if (method !== 'GET' || url === undefined || !url.startsWith('/?')) return null;
  return new URLSearchParams(url.slice(2)).get('token');
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
