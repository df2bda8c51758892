import { describe, expect, it, vi } from 'vitest';
import { Silence } from '../../../../main/backend/services/reading/silence.ts';

describe('watching for silence', () => {
  it('leaves nothing behind that keeps the station alive, also when something is heard after the end', () => {
    vi.useFakeTimers();
    const silence = new Silence(new AbortController().signal, 60_000);
    silence.broken();
    silence.end();
    expect(vi.getTimerCount()).toBe(0);
    silence.broken();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('calls a reader stopped that says nothing for too long, counted from the last that was heard', async () => {
    vi.useFakeTimers();
    const silence = new Silence(new AbortController().signal, 1000);
    const outcome = silence.tooLong.catch((error: unknown) => error);
    vi.advanceTimersByTime(900);
    silence.broken();
    vi.advanceTimersByTime(900);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(100);
    expect(await outcome).toMatchObject({ code: 'reader-stopped', detail: 'silent' });
    vi.useRealTimers();
  });
});
