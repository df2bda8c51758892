import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createFaultGate, type FaultGate, faults } from './faults.ts';

/** A stand-in that is listening. */
export interface RunningStub {
  readonly port: number;
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface StubServerOptions {
  /** 0 = a free one. */
  readonly port: number;
  readonly host?: '127.0.0.1' | '::1';
  /** Takes one line a request: method, route pattern, status, time and an outcome; never personal data. */
  readonly log?: (line: string) => void;
  /** Decides which requests a fault's `rate` hits. */
  readonly random?: () => number;
}

export interface StubServer {
  readonly app: FastifyInstance;
  readonly gate: FaultGate;
}

const MEGABYTE = 1024 * 1024;
const notes = new WeakMap<FastifyRequest, string>();

/** Adds an outcome to the request's log line. It must hold no personal data. */
export function note(request: FastifyRequest, outcome: string): void {
  notes.set(request, outcome);
}

/** An HTTP server behind the fault gate, with `/_stub/faults` and a log; the stand-in adds its own routes. */
export function createStubServer(options: StubServerOptions): StubServer {
  const gate = createFaultGate(options.random);
  const app = Fastify({
    serverFactory: (serve) => createServer(gate.guard(serve)),
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    bodyLimit: 16 * MEGABYTE,
  });
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'text/plain'],
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, parseLoosely(String(body)));
      } catch (error) {
        done(Object.assign(error as Error, { statusCode: 400 }));
      }
    },
  );
  app.get('/_stub/faults', () => gate.current());
  app.put('/_stub/faults', (request, reply) => {
    const parsed = faults.safeParse(request.body ?? {});
    if (!parsed.success) {
      return reply
        .code(400)
        .send({ error: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) });
    }
    gate.set(parsed.data);
    return gate.current();
  });
  app.setErrorHandler((error: FastifyError, _request, reply: FastifyReply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) options.log?.(`error ${error.code ?? error.name}`);
    const message = status >= 500 ? 'Lỗi hệ thống' : 'Yêu cầu không đúng định dạng';
    return reply.code(status).send({ error_code: status >= 500 ? 9 : 1, message });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error_code: 4, message: 'Không có địa chỉ này' }));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? '(no such route)';
    if (route.startsWith('/_stub')) return;
    const outcome = notes.get(request);
    const time = `${Math.round(reply.elapsedTime)}ms`;
    options.log?.(
      [request.method, route, reply.statusCode, time, outcome].filter((part) => part !== undefined).join(' '),
    );
  });
  return { app, gate };
}

/** A form, or JSON from tools such as curl that call everything a form unless told. */
function parseLoosely(body: string): unknown {
  return /^\s*[[{]/.test(body) ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}

/** Listens on loopback only. */
export async function startListening(app: FastifyInstance, options: StubServerOptions): Promise<RunningStub> {
  const host = options.host ?? '127.0.0.1';
  await app.listen({ port: options.port, host });
  const { port } = app.server.address() as AddressInfo;
  const url = host === '::1' ? `http://[::1]:${port}` : `http://${host}:${port}`;
  return { port, url, close: () => app.close() };
}
