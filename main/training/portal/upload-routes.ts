import { createReadStream } from 'node:fs';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PORTAL_CODES, type StoredFile } from '../../../common/contract/portal-message.ts';
import type { FaultGate } from '../stub/faults.ts';
import { note } from '../stub/stub-server.ts';
import type { PortalLedger } from './ledger.ts';
import type { UploadStore } from './upload-store.ts';

const sealRequest = z.object({ key: z.string().min(1).max(200), sha256: z.string().regex(/^[0-9a-fA-F]{64}$/) });
/** As the tus checksum extension names it. */
const CHECKSUM_MISMATCH = 460;

/**
 * tus 1.0 at `/files`, `POST` or `PUT /files/{id}/finalise`, and `GET /files/{id}`. An upload is complete, and may be
 * named by a dossier, once its last byte is stored, hashed and synced; finalising binds it to the sender's own key.
 */
export function addUploadRoutes(
  app: FastifyInstance,
  gate: FaultGate,
  ledger: PortalLedger,
  store: UploadStore,
  maxFileBytes: number,
): void {
  const tus = new Server({
    path: '/files',
    datastore: store,
    maxSize: maxFileBytes,
    disableTerminationForFinishedUploads: true,
    onUploadFinish: async (_request, upload) => {
      const { state } = await store.complete(upload.id);
      if (state === 'other-hash') {
        throw { status_code: CHECKSUM_MISMATCH, body: 'Checksum Mismatch\n' };
      }
      return {};
    },
  });

  // tus reads the body itself.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  const serveTus = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack();
    if (gate.of(request.raw).malformed) {
      reply.raw.writeHead(200, { 'content-type': 'application/json' }).end('{"error_code": 0, "mess');
      return;
    }
    await tus.handle(request.raw, reply.raw);
  };
  app.route({ method: ['POST', 'OPTIONS'], url: '/files', handler: serveTus });
  app.route({ method: ['HEAD', 'PATCH', 'DELETE', 'OPTIONS'], url: '/files/:id', handler: serveTus });

  app.get<{ Params: { id: string } }>('/files/:id', (request, reply) => {
    const upload = ledger.upload(request.params.id);
    if (upload === undefined) return reply.code(404).send(say(PORTAL_CODES.notFound, 'Không có tệp này'));
    return reply
      .header('content-type', 'application/octet-stream')
      .header('content-length', upload.size)
      .send(createReadStream(store.pathOf(upload.sha256)));
  });

  app.route<{ Params: { id: string } }>({
    method: ['POST', 'PUT'],
    url: '/files/:id/finalise',
    handler: async (request, reply) => {
      const parsed = sealRequest.safeParse(request.body);
      if (!parsed.success) return reply.code(400).send(say(PORTAL_CODES.invalid, 'Cần key và sha256 (64 chữ số hex)'));
      const { key } = parsed.data;
      const sha256 = parsed.data.sha256.toLowerCase();
      const answer = (stored: StoredFile): object => ({ ...say(PORTAL_CODES.done, 'thành công'), ...stored });

      const earlier = ledger.sealed(key);
      if (earlier?.sha256 === sha256) return answer(withUrl(request, earlier));
      if (earlier !== undefined) return reply.code(409).send(otherHash(request));

      const completion = await store.complete(request.params.id);
      if (completion.state === 'incomplete') {
        note(request, 'incomplete');
        return reply.code(425).send(say(PORTAL_CODES.invalid, 'Tệp chưa tải lên hết'));
      }
      if (completion.state === 'other-hash') return reply.code(409).send(otherHash(request));
      const upload = ledger.upload(request.params.id);
      if (upload === undefined) return reply.code(404).send(say(PORTAL_CODES.notFound, 'Không có tệp này'));
      if (upload.sha256 !== sha256) return reply.code(409).send(otherHash(request));
      const sealing = await ledger.seal(key, upload);
      return sealing.outcome === 'stored'
        ? answer(withUrl(request, sealing.stored))
        : reply.code(409).send(otherHash(request));
    },
  });
}

function withUrl(
  request: FastifyRequest,
  { uploadId, ...stored }: Omit<StoredFile, 'url'> & { uploadId: string },
): StoredFile {
  return { ...stored, url: `${request.protocol}://${request.host}/files/${uploadId}` };
}

function otherHash(request: FastifyRequest): object {
  note(request, 'other hash');
  return say(PORTAL_CODES.exists, 'Mã băm khác với tệp đã tồn tại');
}

function say(error_code: number, message: string): { error_code: number; message: string } {
  return { error_code, message };
}
