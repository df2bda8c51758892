import type { CareState } from '../../../common/contract/care.ts';

/** A station that was backed up and checked yesterday and started in order this morning. */
export const FAKE_CARE: CareState = {
  backup: {
    folder: '/media/sao-luu/tram-1',
    at: '12:00',
    keep: 14,
    last: {
      at: '2026-11-20T05:00:04.000Z',
      folder: '/media/sao-luu/tram-1',
      files: 412,
      bytes: 186_400_000,
      dossiers: 64,
      missing: 0,
    },
    nextAt: '2026-11-21T05:00:00.000Z',
    error: null,
  },
  check: {
    last: {
      at: '2026-11-20T08:10:00.000Z',
      files: 412,
      databaseDamage: null,
      found: 0,
      mended: 0,
      setAside: 0,
      lost: 0,
      lostDossiers: [],
    },
    error: null,
  },
  start: {
    at: '2026-11-21T00:28:00.000Z',
    clean: true,
    log: 'whole',
    migratedFrom: null,
    keptBeforeMigrating: null,
    missing: 0,
    orphans: 0,
    jobsReleased: 0,
  },
  running: null,
};
