import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StationError } from '../../../../common/contract/errors.ts';
import type { Line, StationHost } from '../../../../renderer/connection/host.ts';
import { StationConnection } from '../../../../renderer/connection/station-connection.ts';

const TIMES = { callMs: 1000, openMs: 500, heartbeatMs: 2000, retryMs: [100, 400] };
const OPTIONS = { context: {} };

interface FakeLine extends Line {
  readonly calls: string[];
  drop(): void;
}

function fakeLine(answer: (path: string) => Promise<unknown>): FakeLine {
  let drop = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    drop = resolve;
  });
  const calls: string[] = [];
  return {
    calls,
    drop,
    closed,
    close: drop,
    link: {
      call: async (path) => {
        calls.push(path.join('.'));
        return await answer(path.join('.'));
      },
    },
  };
}

function hostOf(openLine: () => Promise<Line>, needsHeartbeat = false): StationHost {
  return { assetBase: '', needsHeartbeat, openLine };
}

const silence = async (): Promise<unknown> => await new Promise(() => undefined);

describe('StationConnection', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('holds calls back until the first line is open', async () => {
    const connection = new StationConnection(
      hostOf(async () => fakeLine(async (path) => path)),
      TIMES,
    );
    const answer = connection.call(['intake', 'list'], undefined, OPTIONS);
    connection.open();
    await expect(answer).resolves.toBe('intake.list');
    expect(connection.state).toEqual({ phase: 'open', line: 1 });
  });

  it('fails running and new calls at once when the line closes, instead of letting them hang', async () => {
    const line = fakeLine(silence);
    const connection = new StationConnection(
      hostOf(async () => line),
      TIMES,
    );
    connection.open();
    await vi.advanceTimersByTimeAsync(0);
    const running = connection.call(['intake', 'list'], undefined, OPTIONS);
    const failed = expect(running).rejects.toMatchObject({ code: 'station-stopped' });
    line.drop();
    await failed;
    await expect(connection.call(['intake', 'list'], undefined, OPTIONS)).rejects.toBeInstanceOf(StationError);
    expect(connection.state.phase).toBe('lost');
  });

  it('opens a lost line again by itself, ever more patiently', async () => {
    const tries: number[] = [];
    const began = Date.now();
    const lines = [fakeLine(silence), null, fakeLine(async () => 'back')];
    const connection = new StationConnection(
      hostOf(async () => {
        tries.push(Date.now() - began);
        const line = lines.shift();
        if (line == null) throw new Error('refused');
        return line;
      }),
      TIMES,
    );
    const first = lines[0];
    connection.open();
    await vi.advanceTimersByTimeAsync(0);
    first?.drop();
    await vi.advanceTimersByTimeAsync(600);
    expect(tries).toEqual([0, 100, 500]);
    expect(connection.state).toEqual({ phase: 'open', line: 2 });
    await expect(connection.call(['x'], undefined, OPTIONS)).resolves.toBe('back');
  });

  it('gives up a call that is not answered in time, and the line too when it is dead', async () => {
    const line = fakeLine(silence);
    const connection = new StationConnection(
      hostOf(async () => line),
      TIMES,
    );
    connection.open();
    await vi.advanceTimersByTimeAsync(0);
    const failed = expect(connection.call(['intake', 'list'], undefined, OPTIONS)).rejects.toMatchObject({
      code: 'station-stopped',
    });
    await vi.advanceTimersByTimeAsync(TIMES.callMs);
    await failed;
    await vi.advanceTimersByTimeAsync(TIMES.openMs);
    expect(line.calls).toContain('session.current');
    expect(connection.state.phase).not.toBe('open');
  });

  it('keeps the line when only one call was slow', async () => {
    const line = fakeLine(async (path) => (path === 'slow' ? await silence() : path));
    const connection = new StationConnection(
      hostOf(async () => line),
      TIMES,
    );
    connection.open();
    await vi.advanceTimersByTimeAsync(0);
    const failed = expect(connection.call(['slow'], undefined, OPTIONS)).rejects.toMatchObject({
      code: 'station-stopped',
    });
    await vi.advanceTimersByTimeAsync(TIMES.callMs + TIMES.openMs);
    await failed;
    expect(connection.state.phase).toBe('open');
  });

  it('never limits the stream of events in time', async () => {
    const connection = new StationConnection(
      hostOf(async () => fakeLine(silence)),
      TIMES,
    );
    connection.open();
    await vi.advanceTimersByTimeAsync(0);
    let settled = false;
    const stream = connection.call(['station', 'events'], undefined, OPTIONS);
    stream.finally(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(TIMES.callMs * 10);
    expect(settled).toBe(false);
  });

  it('asks a line that can’t say that it closed whether it lives', async () => {
    let alive = true;
    const line = fakeLine(async (path) => (alive ? path : await silence()));
    const connection = new StationConnection(
      hostOf(async () => line, true),
      TIMES,
    );
    connection.open();
    await vi.advanceTimersByTimeAsync(TIMES.heartbeatMs + TIMES.openMs);
    expect(connection.state.phase).toBe('open');
    alive = false;
    await vi.advanceTimersByTimeAsync(TIMES.heartbeatMs + TIMES.openMs);
    expect(connection.state.phase).not.toBe('open');
  });
});
