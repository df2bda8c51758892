import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import Fastify, { type FastifyReply } from 'fastify';
import { createFaultGate } from '../stub/faults.ts';
import { type RunningStub, type StubServerOptions, startListening } from '../stub/stub-server.ts';
import { type ScannerFaults, scannerFaults } from './scanner-faults.ts';
import { capabilitiesXml, statusXml } from './scanner-xml.ts';
import { createSimulatedScanner, type Refusal, type ScanRequest } from './simulated-scanner.ts';

export interface ScannerStubOptions extends StubServerOptions {
  /** Folder with the JPEG images of the pages, taken in the order of their names; fronts and backs in turn. */
  readonly pagesDir: string;
}

/** The same machine at every start, as a real one is. */
const UUID = '7a1d0f52-5c0e-4c5e-9f57-534f484f4100';

const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false });

/**
 * Starts a network scanner (eSCL) on loopback that gives the images of a folder: flatbed (the first), feeder and
 * duplex. `GET` and `PUT /_stub/faults` as for the other stand-ins, with `busy`, `jamAfter`, `empty`, `coverOpen` and
 * `slow`.
 *
 * @throws the system's error when the folder can't be read or the port is taken
 */
export async function startScannerStub(options: ScannerStubOptions): Promise<RunningStub> {
  const names = (await readdir(options.pagesDir)).filter((name) => /\.jpe?g$/i.test(name)).sort();
  const gate = createFaultGate(options.random);
  let current: ScannerFaults = {};
  const scanner = createSimulatedScanner(names.length, () => current, Date.now);
  const app = Fastify({ serverFactory: (serve) => createServer(gate.guard(serve)), forceCloseConnections: true });

  app.addContentTypeParser(['text/xml', 'application/xml'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.get('/_stub/faults', () => current);
  app.put('/_stub/faults', (request, reply) => {
    const parsed = scannerFaults.safeParse(request.body ?? {});
    if (!parsed.success) {
      return reply
        .code(400)
        .send({ error: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) });
    }
    current = parsed.data;
    const { path, method, dropAfterBytes } = current;
    const pagesAlone = dropAfterBytes != null && path == null && method == null;
    gate.set(pagesAlone ? { ...current, path: '/eSCL/ScanJobs/', method: 'GET' } : current);
    return current;
  });

  app.get('/eSCL/ScannerCapabilities', (_request, reply) => xml(reply, capabilitiesXml(UUID)));
  app.get('/eSCL/ScannerStatus', (_request, reply) => {
    const status = scanner.status();
    return xml(reply, statusXml({ ...status, jobs: status.jobs.map((job) => ({ ...job, path: jobPath(job.id) })) }));
  });
  app.post('/eSCL/ScanJobs', (request, reply) => {
    const wanted = readRequest(request.body);
    if (wanted === null) return reply.code(400).send();
    const begun = scanner.begin(wanted);
    if (typeof begun !== 'string') return refuse(reply, begun);
    return reply
      .code(201)
      .header('location', `http://${request.host}${jobPath(begun)}`)
      .send();
  });
  app.get<{ Params: { id: string } }>('/eSCL/ScanJobs/:id/NextDocument', async (request, reply) => {
    const page = scanner.next(request.params.id);
    if (typeof page !== 'number') return refuse(reply, page);
    const path = join(options.pagesDir, names[page] ?? '');
    return reply
      .type('image/jpeg')
      .header('content-location', `${jobPath(request.params.id)}/page${page + 1}`)
      .send(await readFile(path));
  });
  app.delete<{ Params: { id: string } }>('/eSCL/ScanJobs/:id', (request, reply) =>
    reply.code(scanner.cancel(request.params.id) ? 200 : 404).send(),
  );
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? '(no such route)';
    if (!route.startsWith('/_stub')) options.log?.(`${request.method} ${route} ${reply.statusCode}`);
  });
  return startListening(app, options);
}

function jobPath(id: string): string {
  return `/eSCL/ScanJobs/${id}`;
}

function xml(reply: FastifyReply, body: string): FastifyReply {
  return reply.type('text/xml; charset=utf-8').send(body);
}

function refuse(reply: FastifyReply, { status, retryAfter }: Refusal): FastifyReply {
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  return reply.code(status).send();
}

/** @returns null for what are no scan settings */
function readRequest(body: unknown): ScanRequest | null {
  if (typeof body !== 'string' || /<!DOCTYPE/i.test(body) || XMLValidator.validate(body) !== true) return null;
  const settings = (parser.parse(body) as { ScanSettings?: { InputSource?: unknown; Duplex?: unknown } }).ScanSettings;
  if (settings === undefined) return null;
  const fromFeeder = settings.InputSource === 'Feeder';
  return { fromFeeder, duplex: fromFeeder && settings.Duplex === 'true' };
}
