import { describe, expect, it } from 'vitest';
import { overviewShares } from '../../../../renderer/features/delivery/delivery-words.ts';

const EMPTY = {
  delivered: 0,
  sending: 0,
  waiting: 0,
  attention: 0,
  bytes: 0,
  bytesSent: 0,
  running: false,
  paused: false,
  sendAt: null,
  portal: 'unknown',
  error: null,
} as const;

describe('overviewShares', () => {
  it('shares the bar out among all dossiers', () => {
    expect(overviewShares({ ...EMPTY, delivered: 2, sending: 1, waiting: 1 })).toEqual({
      delivered: 50,
      sending: 25,
      attention: 0,
      waiting: 25,
    });
  });

  it('is empty for an empty batch', () => {
    expect(overviewShares(EMPTY)).toEqual({ delivered: 0, sending: 0, attention: 0, waiting: 0 });
  });
});
