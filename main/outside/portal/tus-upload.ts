import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type DetailedError, type HttpRequest, type HttpResponse, Upload as TusUpload } from 'tus-js-client';
import { StationError } from '../../../common/contract/errors.ts';
import { addressOf, failureOf, isWebPage } from '../http/exchange.ts';
import type { FileToUpload, Upload, UploadOptions, UploadSource } from './portal.ts';
import { portalFailure, statusFailure } from './portal-failure.ts';
import type { PortalSession } from './portal-session.ts';
import { createUploadHttpStack, type SizedStream } from './upload-http-stack.ts';

export interface TusUploadSettings {
  readonly portalUrl: string;
  /** Bytes of a request; a cut line costs nothing anyway, a proxy that buffers whole requests does. */
  readonly partBytes: number;
  readonly stallMs: number;
}

/** The portal no longer knows an upload's address, or knows another file under it. */
class UploadForgotten extends Error {}

class TokenRefused extends Error {}

/** Sends a file by tus 1.0, from the byte that the portal has. */
export async function tusUpload(
  session: PortalSession,
  settings: TusUploadSettings,
  source: UploadSource,
  file: FileToUpload,
  options: UploadOptions,
): Promise<Upload> {
  let resumeUrl = options.resumeUrl ?? null;
  let renewed = false;
  for (;;) {
    const attempt = createAttempt(session, settings, source, file, options, resumeUrl);
    try {
      return await attempt.run();
    } catch (error) {
      if (error instanceof TokenRefused && !renewed) {
        renewed = true;
        session.forgetToken(attempt.token());
        resumeUrl = attempt.url();
      } else if (error instanceof TokenRefused) {
        throw new StationError('portal-refused-credentials', 'HTTP 401');
      } else if (error instanceof UploadForgotten && resumeUrl !== null) {
        resumeUrl = null;
      } else if (error instanceof UploadForgotten) {
        throw new StationError('portal-error', 'the portal forgot an upload that it had just begun');
      } else {
        throw portalFailure(error, attempt.url() !== null);
      }
    }
  }
}

interface Attempt {
  run(): Promise<Upload>;
  /** The upload's address, once it is known. */
  url(): string | null;
  token(): string;
}

function createAttempt(
  session: PortalSession,
  settings: TusUploadSettings,
  source: UploadSource,
  file: FileToUpload,
  options: UploadOptions,
  resumeUrl: string | null,
): Attempt {
  const { signal, onUrl, onProgress, pace } = options;
  const endpoint = addressOf(settings.portalUrl, '/files');
  let token = '';
  let resumedAt = 0;
  let urlKept: Promise<void> = Promise.resolve();

  const upload = new TusUpload(Buffer.alloc(0), {
    ...(resumeUrl === null ? { endpoint } : { uploadUrl: resumeUrl }),
    uploadSize: file.size,
    chunkSize: settings.partBytes,
    retryDelays: null,
    storeFingerprintForResuming: false,
    fingerprint: () => Promise.resolve(file.key),
    // No name of a person or paper leaves by this way: the dossier message says what the file is.
    metadata: {
      filename: `${file.sha256}${file.mediaType === undefined || file.mediaType === 'application/pdf' ? '.pdf' : ''}`,
      filetype: file.mediaType ?? 'application/pdf',
      sha256: file.sha256,
      key: file.key,
    },
    httpStack: createUploadHttpStack(new URL(settings.portalUrl).origin, settings.stallMs, pace),
    fileReader: { openFile: async () => partsOf(source, file.size) },
    onUploadUrlAvailable: () => {
      if (resumeUrl !== null || upload.url === null) return;
      const { url } = upload;
      urlKept = Promise.resolve().then(() => onUrl?.(url));
      // Awaited before the first byte and at the end; a failure is met there.
      urlKept.catch(() => undefined);
    },
    onBeforeRequest: async (request) => {
      if (request.getMethod() === 'PATCH') await urlKept;
      token = await session.token(signal);
      request.setHeader('Authorization', `Bearer ${token}`);
    },
    onAfterResponse: (request, response) => {
      judge(request, response, file);
      if (request.getMethod() === 'HEAD') resumedAt = Number(response.getHeader('Upload-Offset'));
    },
    ...(onProgress === undefined ? {} : { onProgress }),
  });

  const finished = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        upload.abort().then(() => reject(failureOf(signal?.reason, signal)), reject);
      };
      if (signal?.aborted === true) return stop();
      signal?.addEventListener('abort', stop, { once: true });
      const settle = (end: () => void): void => {
        signal?.removeEventListener('abort', stop);
        end();
      };
      upload.options.onSuccess = () => settle(resolve);
      upload.options.onError = (error) => settle(() => reject(causeOf(error)));
      upload.start();
    });

  return {
    url: () => upload.url ?? resumeUrl,
    token: () => token,
    run: async () => {
      await finished();
      await urlKept;
      const { url } = upload;
      if (url === null) throw new StationError('portal-not-genuine', 'an upload without an address');
      return { url, resumedAt };
    },
  };
}

/** Reads a range of the source for each part. */
function partsOf(
  source: UploadSource,
  size: number,
): {
  readonly size: number;
  slice(start: number, end: number): Promise<{ value: SizedStream; done: boolean }>;
  close(): void;
} {
  const open = (start: number, end: number): Readable => {
    if (end <= start) return Readable.from([]);
    return typeof source === 'string' ? createReadStream(source, { start, end: end - 1 }) : source.open(start, end);
  };
  return {
    size,
    slice: async (start, end) => {
      const last = Math.min(end, size);
      return { value: Object.assign(open(start, last), { size: last - start }), done: last >= size };
    },
    close: () => undefined,
  };
}

/** Lets through what a tus server says when all is well; tus-js-client takes any 2xx, and starts anew on odd ones. */
function judge(request: HttpRequest, response: HttpResponse, file: FileToUpload): void {
  const status = response.getStatus();
  const method = request.getMethod();
  if (status === 401) throw new TokenRefused();
  if (status >= 200 && status < 300) {
    if (response.getHeader('Tus-Resumable') === undefined) {
      throw new StationError('portal-not-genuine', `HTTP ${status} without the upload protocol`);
    }
    if (method === 'HEAD' && Number(response.getHeader('Upload-Length')) !== file.size) throw new UploadForgotten();
    return;
  }
  if (status === 404 || status === 410) {
    if (method !== 'POST') throw new UploadForgotten();
  }
  // 409: the portal has another offset than we thought; 423: an earlier connection still writes. Both pass.
  if (status === 409 || status === 423) throw new StationError('portal-interrupted', `HTTP ${status}`);
  // Of the tus checksum extension: what arrived does not have the hash that was declared.
  if (status === 460) throw new StationError('portal-hash-differs', 'HTTP 460');
  const headers = new Headers({ 'content-type': response.getHeader('Content-Type') ?? '' });
  if (status < 500 && isWebPage({ status, headers, text: response.getBody() })) {
    throw new StationError('portal-not-genuine', `HTTP ${status}, a web page answered in the portal's place`);
  }
  throw statusFailure(status, (name) => response.getHeader(name));
}

function causeOf(error: Error | DetailedError): unknown {
  const cause = 'causingError' in error ? error.causingError : null;
  return cause ?? new StationError('portal-error', 'the portal broke the upload protocol', { cause: error });
}
