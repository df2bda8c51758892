import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { traceCapture } from './support/trace-capture.ts';

describe('the order in which a capture reaches the disk', () => {
  it('is: bytes, their fsync, name, fsync of the folder, row, its fsync, and only then the answer', async () => {
    // Not below a tmpfs that might skip a sync: beside the other temporary folders.
    const folder = await mkdtemp(join(tmpdir(), 'sohoa-trace-'));
    onTestFinished(async () => await rm(folder, { recursive: true, force: true }));
    const steps = await traceCapture(folder, Buffer.alloc(150_000, 'trang giấy '));
    expect(steps.map(({ what }) => what)).toEqual([
      'write of the temporary file',
      'fsync of the temporary file',
      'rename to the hash',
      'fsync of the folder',
      'write of the log',
      'fsync of the log',
      'answer',
    ]);
    // Each begins only once the one before it is done.
    for (const [index, step] of steps.entries()) {
      if (index > 0) expect(step.begun, step.what).toBeGreaterThan(steps[index - 1]?.done ?? 0);
    }
  }, 120_000);
});
