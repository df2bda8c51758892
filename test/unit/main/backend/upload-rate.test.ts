import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UploadRate } from '../../../../main/backend/services/delivery/upload-rate.ts';

function setUp(): { rate: UploadRate; now: () => number } {
  let now = 0;
  const wait = async (ms: number): Promise<void> => {
    now += ms;
  };
  return { rate: new UploadRate({ now: () => now, wait }), now: () => now };
}

const NEVER = new AbortController().signal;

describe('a cap on sending', () => {
  test('lets no more through in any second than it says, and no less over the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 8, max: 100_000 }),
        fc.integer({ min: 1, max: 3_000_000 }),
        async (kbit, total) => {
          const { rate, now } = setUp();
          rate.set(kbit);
          const sent: { at: number; bytes: number }[] = [];
          for (let left = total; left > 0; ) {
            const bytes = Math.min(left, rate.pieceBytes());
            await rate.take(bytes, NEVER);
            sent.push({ at: now(), bytes });
            left -= bytes;
            if (sent.length > 400) break;
          }
          const bytesPerMs = kbit / 8;
          const all = sent.reduce((sum, { bytes }) => sum + bytes, 0);
          expect(now()).toBeCloseTo(all / bytesPerMs, 3);
          for (const [index, first] of sent.entries()) {
            const second = sent.slice(index).filter(({ at }) => at < first.at + 1000);
            const bytes = second.reduce((sum, each) => sum + each.bytes, 0);
            expect(bytes).toBeLessThanOrEqual(bytesPerMs * 1000 + rate.pieceBytes() + 1);
            if (index > 20) break;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is lifted and set at once', async () => {
    const { rate, now } = setUp();
    await rate.take(10_000_000, NEVER);
    expect(now()).toBe(0);
    rate.set(256);
    await rate.take(32_000, NEVER);
    expect(now()).toBe(1000);
    rate.set(null);
    await rate.take(10_000_000, NEVER);
    expect(now()).toBe(1000);
  });

  test('does not keep anybody who has gone', async () => {
    const { rate } = setUp();
    rate.set(8);
    await expect(rate.take(1_000, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});
