import { StationError } from '../../common/contract/errors.ts';
import type { Line, StationHost } from './host.ts';
import type { CallOptions, StationLink } from './station-link.ts';

export type ConnectionPhase = 'connecting' | 'open' | 'lost';

export interface ConnectionState {
  readonly phase: ConnectionPhase;
  /** Goes up with every line that was opened, so that a screen knows to fetch everything again. */
  readonly line: number;
}

/** How long the connection waits for what; tests shorten them. */
export interface ConnectionTimes {
  readonly callMs: number;
  readonly openMs: number;
  readonly heartbeatMs: number;
  readonly retryMs: readonly number[];
}

export const CONNECTION_TIMES: ConnectionTimes = {
  callMs: 30_000,
  openMs: 10_000,
  heartbeatMs: 10_000,
  retryMs: [500, 1000, 2000, 5000, 10_000],
};

/** Cheap, and allowed to everybody. */
const PING = ['session', 'current'];
/** Answers when something happens, so it has no time limit. */
const ENDLESS = 'station.events';

/**
 * The line to the station with its life: calls over a line that has closed fail at once instead of hanging, a lost line
 * is opened again by itself, and whoever watches learns of both.
 */
export class StationConnection implements StationLink {
  readonly #host: StationHost;
  readonly #times: ConnectionTimes;
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState = { phase: 'connecting', line: 0 };
  #line: Line | null = null;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #opening = false;

  constructor(host: StationHost, times: ConnectionTimes = CONNECTION_TIMES) {
    this.#host = host;
    this.#times = times;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get assetBase(): string {
    return this.#host.assetBase;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens the line now; also the "try again" of the screen that says that the station stopped. */
  open(): void {
    if (this.#opening || this.#line !== null) return;
    clearTimeout(this.#retry);
    this.#opening = true;
    withTimeLimit(this.#host.openLine(), this.#times.openMs)
      .then((line) => this.#opened(line))
      .catch(() => this.#failed())
      .finally(() => {
        this.#opening = false;
      });
  }

  /** Sends one call; fails with station-stopped when the line is gone, goes, or stays silent. */
  async call(path: readonly string[], input: unknown, options: CallOptions): Promise<unknown> {
    const line = await this.#currentLine();
    const answer = line.link.call(path, input, options);
    const lost = line.closed.then(() => {
      throw new StationError('station-stopped');
    });
    if (path.join('.') === ENDLESS) return Promise.race([answer, lost]);
    try {
      return await withTimeLimit(Promise.race([answer, lost]), this.#times.callMs);
    } catch (error) {
      if (error instanceof TimeLimitError) {
        void this.#checkAlive(line);
        throw new StationError('station-stopped', undefined, { cause: error });
      }
      throw error;
    }
  }

  /** The open line, or the one that is being opened for the first time. */
  #currentLine(): Promise<Line> {
    if (this.#line !== null) return Promise.resolve(this.#line);
    if (this.#state.phase === 'lost') return Promise.reject(new StationError('station-stopped'));
    return new Promise((resolve, reject) => {
      const stop = this.subscribe(() => {
        if (this.#state.phase === 'connecting') return;
        stop();
        if (this.#line === null) reject(new StationError('station-stopped'));
        else resolve(this.#line);
      });
    });
  }

  #opened(line: Line): void {
    this.#line = line;
    this.#failures = 0;
    void line.closed.then(() => this.#closed(line));
    if (this.#host.needsHeartbeat) {
      this.#heartbeat = setInterval(() => void this.#checkAlive(line), this.#times.heartbeatMs);
    }
    this.#become({ phase: 'open', line: this.#state.line + 1 });
  }

  #closed(line: Line): void {
    if (this.#line !== line) return;
    this.#line = null;
    clearInterval(this.#heartbeat);
    this.#failed();
  }

  #failed(): void {
    const waits = this.#times.retryMs;
    const wait = waits[Math.min(this.#failures, waits.length - 1)] ?? 1000;
    this.#failures += 1;
    this.#retry = setTimeout(() => this.open(), wait);
    this.#become({ ...this.#state, phase: 'lost' });
  }

  /** Gives the line up when it doesn't answer the cheapest question. */
  async #checkAlive(line: Line): Promise<void> {
    try {
      await withTimeLimit(line.link.call(PING, undefined, { context: {} }), this.#times.openMs);
    } catch (error) {
      // Any answer, even a refusal, shows that somebody is there.
      if (!(error instanceof TimeLimitError)) return;
      line.close();
      this.#closed(line);
    }
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

class TimeLimitError extends Error {}

async function withTimeLimit<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitError(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
