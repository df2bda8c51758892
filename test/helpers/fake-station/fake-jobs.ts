import type { JobRow } from '../../../common/contract/jobs.ts';

const MINUTE = 60_000;

/** A job of every state, as a bad day leaves them. */
export function fakeJobs(): JobRow[] {
  const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE).toISOString();
  const row = (id: string, change: Partial<JobRow> & Pick<JobRow, 'kind' | 'state'>): JobRow => ({
    id,
    dossierId: null,
    dossierCode: null,
    attempts: 1,
    since: ago(20),
    nextTryAt: null,
    deadline: null,
    error: null,
    heldReason: null,
    handedOver: null,
    ...change,
  });
  return [
    row('job-1', { kind: 'unknown', state: 'failed', error: { code: 'job-unreadable', detail: 'kind' } }),
    row('job-2', {
      kind: 'backup',
      state: 'held',
      attempts: 9,
      error: { code: 'backup-folder-missing' },
      handedOver: { at: ago(5), note: 'Đĩa sao lưu không cắm được vào máy.' },
    }),
    row('job-3', {
      kind: 'population-check',
      state: 'retrying',
      dossierCode: 'H56.25.5-261121-0007',
      attempts: 4,
      nextTryAt: ago(-3),
      deadline: ago(-30 * 24 * 60),
      error: { code: 'population-unreachable' },
    }),
    row('job-4', { kind: 'read-file', state: 'running', dossierCode: 'H56.25.5-261121-0009' }),
    row('job-5', { kind: 'check', state: 'waiting', attempts: 0, nextTryAt: ago(-90) }),
  ];
}
