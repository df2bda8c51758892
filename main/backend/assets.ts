import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { errorCodeOf, StationError, type StationErrorCode } from '../../common/contract/errors.ts';
import { ROLES } from '../../common/contract/session.ts';
import type { ClientContext } from './backend.ts';
import { addFile, MAX_FILE_BYTES } from './services/intake/add-file.ts';
import type { Station } from './station.ts';

const PAGE_IMAGE = /^\/assets\/pages\/([^/]{1,64})\/(upright|preview)$/;
const PAPER_PDF = /^\/assets\/papers\/([^/]{1,64})\/pdf$/;
const UPLOAD = /^\/assets\/dossiers\/([^/]{1,64})\/files$/;

const MAX_NAME_LENGTH = 255;

const STATUS: Readonly<Partial<Record<StationErrorCode, number>>> = {
  'not-signed-in': 401,
  'role-not-allowed': 403,
  'dossier-not-found': 404,
  'paper-not-found': 404,
  'file-not-found': 404,
  'page-file-missing': 404,
  'page-purged': 410,
  'wrong-state': 409,
  'file-too-large': 413,
  'request-invalid': 400,
  unexpected: 500,
  'station-stopped': 503,
  'disk-full': 507,
  'disk-low': 507,
};

/** Page images, PDFs and uploads; see Backend.serveAsset. */
export async function serveAsset(station: Station, request: Request, { client }: ClientContext): Promise<Response> {
  try {
    const { pathname } = new URL(request.url);
    const image = PAGE_IMAGE.exec(pathname);
    const pdf = PAPER_PDF.exec(pathname);
    const upload = UPLOAD.exec(pathname);
    if (request.method === 'POST' && upload?.[1] !== undefined)
      return await takeUpload(station, request, client, upload[1]);
    if (request.method !== 'GET') throw new StationError('request-invalid', 'method');
    await station.sessions.require(client, ROLES);
    if (image?.[1] !== undefined) return await pageImage(station, request, image[1], image[2] === 'preview');
    if (pdf?.[1] !== undefined) return await paperPdf(station, request, pdf[1]);
    throw new StationError('file-not-found');
  } catch (error) {
    return failed(station, error);
  }
}

/** The image of a page never changes, so a screen asks for it once. */
async function pageImage(station: Station, request: Request, pageId: string, preview: boolean): Promise<Response> {
  const page = await station.context.store.read.papers.page(pageId);
  if (page !== null) await requireImages(station, page.dossierId);
  const sha256 = preview ? page?.previewSha256 : page?.uprightSha256;
  if (sha256 == null) throw new StationError('file-not-found');
  return await stored(station, request, sha256, 'image/jpeg', 'private, max-age=31536000, immutable');
}

/** Made now when it was not made yet. It is made anew when its title changes, so a screen asks each time. */
async function paperPdf(station: Station, request: Request, paperId: string): Promise<Response> {
  const asked = await station.context.store.read.papers.paper(paperId);
  if (asked !== null) await requireImages(station, asked.dossierId);
  await station.pdfs.ensurePaper(paperId);
  const paper = await station.context.store.read.papers.paper(paperId);
  if (paper?.pdfSha256 == null) throw new StationError('paper-not-found');
  return await stored(station, request, paper.pdfSha256, 'application/pdf', 'private, no-cache');
}

/** Also when the same bytes are still there for another dossier. */
async function requireImages(station: Station, dossierId: string): Promise<void> {
  const dossier = await station.context.store.read.dossiers.find(dossierId);
  if (dossier?.state === 'purged') throw new StationError('page-purged');
}

async function stored(
  station: Station,
  request: Request,
  sha256: string,
  type: string,
  cacheControl: string,
): Promise<Response> {
  const { files } = station.context.store;
  const bytes = await files.sizeOf(sha256);
  if (bytes === null) throw new StationError('page-file-missing');
  const headers = { etag: `"${sha256}"`, 'cache-control': cacheControl };
  if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers });
  const body = Readable.toWeb(createReadStream(files.pathOf(sha256))) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: { ...headers, 'content-type': type, 'content-length': String(bytes), 'x-content-type-options': 'nosniff' },
  });
}

async function takeUpload(station: Station, request: Request, client: string, dossierId: string): Promise<Response> {
  const person = await station.sessions.require(client, ['clerk']);
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > MAX_FILE_BYTES) throw new StationError('file-too-large');
  if (request.body === null) throw new StationError('file-empty');
  const name = fileName(request.headers.get('x-file-name'));
  const content = request.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>;
  const added = await addFile(station.context, station.disk, person, {
    dossierId,
    name,
    content,
    expectedBytes: announced,
  });
  return Response.json(added, { status: added.duplicate ? 200 : 201 });
}

/** Name as dropped, without folders; shown to the clerk only. */
function fileName(header: string | null): string {
  try {
    const name = decodeURIComponent(header ?? '')
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, MAX_NAME_LENGTH);
    if (name) return name.normalize('NFC');
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  throw new StationError('request-invalid', 'x-file-name');
}

function failed({ context: { log } }: Station, error: unknown): Response {
  const code = errorCodeOf(error);
  if (code === 'unexpected') {
    log.error({ error: error instanceof Error ? error.name : typeof error }, 'unexpected error of an asset');
  }
  const detail = error instanceof StationError ? error.detail : undefined;
  return Response.json(
    { code, ...(detail === undefined ? {} : { detail }) },
    { status: STATUS[code] ?? 422, headers: { 'cache-control': 'no-store' } },
  );
}
