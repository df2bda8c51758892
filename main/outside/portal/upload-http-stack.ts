import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { ExchangeError, failureOf } from '../http/exchange.ts';
import type { UploadPace } from './portal.ts';

/** A part of a file on its way; `size` bytes will come. */
export type SizedStream = Readable & { size: number };

const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * HTTP for tus-js-client. Its own stack waits for ever when the line drops in mid-answer or stalls, and lets an error of
 * the source file end the process; here each of these is an error of the request.
 *
 * @param origin every request goes here, whatever host an upload's address names: the token must not go anywhere else
 * @param stallMs a connection on which nothing moves for so long is given up
 * @param pace holds the bytes of bodies back
 */
export function createUploadHttpStack(origin: string, stallMs: number, pace?: UploadPace): HttpStack {
  return {
    createRequest: (method, url) => new UploadRequest(method, rebase(url, origin), stallMs, pace),
    getName: () => 'station',
  };
}

/** The path and query of an address at another origin. */
function rebase(url: string, origin: string): string {
  const { pathname, search } = new URL(url, origin);
  return new URL(`${pathname}${search}`, origin).toString();
}

class UploadRequest implements HttpRequest {
  readonly #method: string;
  readonly #url: string;
  readonly #stallMs: number;
  readonly #pace: UploadPace | undefined;
  readonly #gone = new AbortController();
  readonly #headers = new Map<string, string>();
  #onProgress: (bytesSent: number) => void = () => undefined;
  #request: ClientRequest | null = null;
  #aborted = false;

  constructor(method: string, url: string, stallMs: number, pace: UploadPace | undefined) {
    this.#pace = pace;
    this.#method = method;
    this.#url = url;
    this.#stallMs = stallMs;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#url;
  }

  setHeader(header: string, value: string): void {
    this.#headers.set(header, value);
  }

  getHeader(header: string): string | undefined {
    return this.#headers.get(header);
  }

  setProgressHandler(handler: (bytesSent: number) => void): void {
    this.#onProgress = handler;
  }

  getUnderlyingObject(): ClientRequest | null {
    return this.#request;
  }

  async abort(): Promise<void> {
    this.#aborted = true;
    this.#request?.destroy();
  }

  async send(body: SizedStream | null): Promise<HttpResponse> {
    if (this.#aborted) {
      body?.destroy();
      throw new ExchangeError('interrupted');
    }
    const headers = Object.fromEntries(this.#headers);
    if (body !== null) headers['Content-Length'] = String(body.size);
    const send = this.#url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = send(this.#url, { method: this.#method, headers, timeout: this.#stallMs });
    this.#request = request;
    request.on('timeout', () => request.destroy(new ExchangeError('timeout')));
    request.once('close', () => this.#gone.abort(new ExchangeError('interrupted')));

    if (body === null) {
      request.end();
      return readAnswer(request);
    }
    // Wins over what the line then says: that it broke is our doing.
    let sourceError: Error | null = null;
    const failSource = (error: Error): void => {
      sourceError ??= request.destroyed ? null : error;
      request.destroy(error);
    };
    body.once('error', failSource);
    this.#sendBody(request, body, failSource).catch(failSource);
    try {
      return await readAnswer(request);
    } catch (error) {
      throw sourceError ?? error;
    }
  }

  async #sendBody(request: ClientRequest, body: SizedStream, fail: (error: Error) => void): Promise<void> {
    const onProgress = this.#onProgress;
    const pace = this.#pace;
    const gone = this.#gone.signal;
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer>) {
        let count = 0;
        for await (const chunk of chunks) {
          for (const piece of piecesOf(chunk, pace?.pieceBytes() ?? chunk.length)) {
            await pace?.take(piece.length, gone);
            count += piece.length;
            yield piece;
            onProgress(count);
          }
        }
        if (count !== body.size) fail(new Error('the file to send is not as long as it was told'));
      },
      request,
    );
  }
}

function* piecesOf(chunk: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
}

function readAnswer(request: ClientRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(failureOf(error, undefined));
    request.once('error', fail);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) request.destroy(new ExchangeError('garbled'));
        else chunks.push(chunk);
      });
      response.once('end', () => {
        resolve(answerOf(response, Buffer.concat(chunks).toString('utf8')));
        // A refusal may come before the body is through; nobody will read the rest.
        if (!request.writableFinished) request.destroy();
      });
      response.once('error', fail);
      response.once('close', () => fail(new ExchangeError('interrupted')));
    });
    request.once('close', () => fail(new ExchangeError('interrupted')));
  });
}

function answerOf(response: IncomingMessage, text: string): HttpResponse {
  return {
    getStatus: () => response.statusCode ?? 0,
    getHeader: (header) => {
      const value = response.headers[header.toLowerCase()];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    getBody: () => text,
    getUnderlyingObject: () => response,
  };
}
