import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PORTAL_CODES } from '../../../common/contract/portal-message.ts';
import { note } from '../stub/stub-server.ts';
import type { PortalLedger } from './ledger.ts';

/** The account that training mode gives the station; it opens nothing but a stand-in. */
const TRAINING_CLIENT: PortalClient = { clientId: 'tram-huan-luyen', clientSecret: 'tram-huan-luyen' };

export interface PortalClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface AuthenticationOptions {
  /** Clients that are known. With none, each client id is taken at its first coming, and its secret holds from then. */
  readonly clients: readonly PortalClient[] | null;
  readonly tokenSeconds: number;
  readonly now: () => Date;
}

const OPEN_ROUTES = new Set(['/oauth/token', '/receipts/public-key']);

/** Adds `POST /oauth/token` (RFC 6749 section 4.4), and asks for its bearer token everywhere else. */
export function addAuthentication(app: FastifyInstance, ledger: PortalLedger, options: AuthenticationOptions): void {
  const known = new Map(
    (options.clients ?? [TRAINING_CLIENT]).map((client) => [client.clientId, digest(client.clientSecret)]),
  );
  const mayEnter = async ({ clientId, clientSecret }: PortalClient): Promise<boolean> => {
    if (clientId === '' || clientSecret === '') return false;
    const given = digest(clientSecret);
    const expected = known.get(clientId) ?? ledger.clientSecret(clientId);
    if (expected !== undefined) return timingSafeEqual(Buffer.from(expected), Buffer.from(given));
    if (options.clients !== null) return false;
    await ledger.addClient(clientId, given);
    return true;
  };

  app.post('/oauth/token', async (request, reply) => {
    const body = asRecord(request.body);
    if (body.grant_type !== undefined && body.grant_type !== 'client_credentials') {
      return reply.code(400).send({ error: 'unsupported_grant_type' });
    }
    if (!(await mayEnter(credentialsOf(request, body)))) {
      note(request, 'refused');
      return reply.code(401).header('www-authenticate', 'Basic realm="portal"').send({
        error: 'invalid_client',
        error_code: PORTAL_CODES.unauthenticated,
        message: 'Sai mã hoặc khóa của hệ thống kết nối',
      });
    }
    const expiresAt = options.now().getTime() + options.tokenSeconds * 1000;
    return reply.header('cache-control', 'no-store').send({
      access_token: ledger.keys.issueToken(credentialsOf(request, body).clientId, expiresAt),
      token_type: 'Bearer',
      expires_in: options.tokenSeconds,
    });
  });

  app.addHook('onRequest', async (request, reply) => {
    const route = request.routeOptions.url ?? '';
    if (OPEN_ROUTES.has(route) || route.startsWith('/_stub/')) return;
    const token = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token !== undefined && ledger.keys.readToken(token, options.now().getTime()) !== null) return;
    note(request, 'no token');
    return reply
      .code(401)
      .header('www-authenticate', 'Bearer realm="portal"')
      .send({ error_code: PORTAL_CODES.unauthenticated, message: 'Chưa xác thực hoặc phiên đã hết hạn' });
  });
}

function credentialsOf(request: FastifyRequest, body: Readonly<Record<string, unknown>>): PortalClient {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) return { clientId: textOf(body.client_id), clientSecret: textOf(body.client_secret) };
  const pair = Buffer.from(basic, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  // RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
  return { clientId: formDecode(pair.slice(0, colon)), clientSecret: formDecode(pair.slice(colon + 1)) };
}

function formDecode(text: string): string {
  return new URLSearchParams(`text=${text}`).get('text') ?? '';
}

function asRecord(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
