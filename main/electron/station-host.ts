import type { MessagePortMain } from 'electron';
import { StationError } from '../../common/contract/errors.ts';
import type { BackendLauncher, BackendProcess } from './backend-launcher.ts';
import type { AssetAnswer, OpenStation } from './messages.ts';

/** How long a backend may take to end in order before it is ended. */
const CLOSE_MS = 15_000;
/** A scan at 600 dpi is far below this; more in one piece would stand in memory three times. */
const MOST_ASSET_BYTES = 512 * 1024 * 1024;

export interface StationHostOptions {
  readonly launcher: BackendLauncher;
  /** What the backend is told first; asked anew at each start, since the key may have come to be readable. */
  readonly opening: () => Promise<Omit<OpenStation, 'kind' | 'readersByShell'>>;
  /** Called when a running backend has gone by itself, so that the windows are told. */
  readonly onStopped: () => void;
}

interface Running {
  readonly backend: BackendProcess;
  readonly answers: Map<number, { resolve(answer: AssetAnswer): void; reject(error: Error): void }>;
}

/** The backend as Electron's main process sees it: started when it is first needed, and again when it has gone. */
export class StationHost {
  readonly #options: StationHostOptions;
  #starting: Promise<Running> | null = null;
  #closing = false;
  #lastAsset = 0;

  constructor(options: StationHostOptions) {
    this.#options = options;
  }

  /**
   * Settles once the station runs.
   *
   * @throws StationError with the reason why it could not start
   */
  async ready(): Promise<void> {
    await this.#running();
  }

  /** Gives a window its line to the station. */
  async connect(port: MessagePortMain, client: string): Promise<void> {
    (await this.#running()).backend.connect(port, client);
  }

  /** Passes a request for a page image, a PDF or an upload on to the station. */
  async serveAsset(request: Request, client: string): Promise<Response> {
    const length = Number(request.headers.get('content-length') ?? 0);
    if (length > MOST_ASSET_BYTES) return Response.json({ code: 'file-too-large' }, { status: 413 });
    const { backend, answers } = await this.#running();
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    this.#lastAsset += 1;
    const id = this.#lastAsset;
    const answer = await new Promise<AssetAnswer>((resolve, reject) => {
      answers.set(id, { resolve, reject });
      const { method, url } = request;
      backend.send({ kind: 'asset', id, client, method, url, headers: [...request.headers], body });
    });
    return new Response(answer.body.length === 0 ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: answer.headers.map(([name, value]) => [name, value] as [string, string]),
    });
  }

  /** Ends the station in order: what was acknowledged is durable before and after. */
  async close(): Promise<void> {
    this.#closing = true;
    const running = await this.#starting?.catch(() => null);
    if (!running) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => running.backend.kill(), CLOSE_MS);
      running.backend.onExit(() => {
        clearTimeout(timer);
        resolve();
      });
      running.backend.send({ kind: 'close' });
    });
  }

  #running(): Promise<Running> {
    if (this.#closing) return Promise.reject(new StationError('station-stopped'));
    this.#starting ??= this.#start().catch((error: unknown) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  async #start(): Promise<Running> {
    const { launcher, opening, onStopped } = this.#options;
    const message = await opening();
    const backend = launcher.launch();
    const running: Running = { backend, answers: new Map() };
    await new Promise<void>((resolve, reject) => {
      backend.onExit(() => {
        reject(new StationError('station-stopped', 'the backend ended before it was ready'));
        for (const { reject: lose } of running.answers.values()) lose(new StationError('station-stopped'));
        this.#starting = null;
        if (!this.#closing) onStopped();
      });
      backend.onMessage((received) => {
        if (received.kind === 'running') resolve();
        else if (received.kind === 'failed') {
          reject(new StationError(received.code, received.detail));
          backend.kill();
        } else if (received.kind === 'asset-answer') {
          running.answers.get(received.id)?.resolve(received);
          running.answers.delete(received.id);
        }
      });
      backend.send({ kind: 'open', ...message, readersByShell: launcher.readersByShell });
    });
    return running;
  }
}
