import { describe, expect, it } from 'vitest';
import type { JobRow } from '../../../../common/contract/jobs.ts';
import { JOB_STATES } from '../../../../common/contract/jobs.ts';
import { jobStateWords, ordersFor } from '../../../../renderer/features/jobs/job-words.ts';
import type { Text } from '../../../../renderer/i18n/use-text.ts';

const NOW = new Date('2026-11-20T09:00:00');
const t = ((key: string, values: Readonly<Record<string, string>> = {}) =>
  `${key} ${Object.values(values).join()}`.trim()) as unknown as Text['t'];

const job = (change: Partial<JobRow>): JobRow => ({
  id: 'j1',
  kind: 'backup',
  dossierId: null,
  dossierCode: null,
  state: 'waiting',
  attempts: 0,
  since: NOW.toISOString(),
  nextTryAt: null,
  deadline: null,
  error: null,
  heldReason: null,
  handedOver: null,
  ...change,
});

describe('the words of a job', () => {
  it.each([
    ['that is due', { nextTryAt: '2026-11-20T08:59:00' }, 'jobs.rowWaiting'],
    ['that has a date', { nextTryAt: '2026-11-20T16:45:00' }, 'jobs.rowWaitingUntil 16:45'],
    ['that failed in passing', { state: 'retrying', nextTryAt: '2026-11-20T09:05:00' }, 'jobs.rowRetrying 09:05'],
    ['that is held', { state: 'held' }, 'jobs.rowHeld'],
    ['that IT has', { state: 'held', handedOver: { at: '', note: 'x' } }, 'jobs.rowHandedOver'],
    ['that has failed for good', { state: 'failed' }, 'jobs.rowFailed'],
  ] as const)('%s', (_name, change, words) => {
    expect(jobStateWords(job(change), { t }, NOW)).toBe(words);
  });

  it('offer in every state a way on and a way to IT, and never hold what is held', () => {
    for (const state of JOB_STATES) {
      const orders = ordersFor(state);
      expect(orders.handOver).toBe(true);
      if (state !== 'running') expect(orders.tryNow !== orders.release).toBe(true);
      expect(orders.hold && orders.release).toBe(false);
    }
  });
});
