import { describe, expect, it } from 'vitest';
import type { DeliveryRow } from '../../../../common/contract/delivery.ts';
import { detailWords, overviewShares } from '../../../../renderer/features/delivery/delivery-words.ts';
import type { Text } from '../../../../renderer/i18n/use-text.ts';

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
  held: 0,
  idleMinutes: null,
  kbitPerSecond: null,
  maxFileMB: 50,
  nextProbeAt: null,
  portal: 'unknown',
  error: null,
} as const;

function row(state: DeliveryRow['state'], bytes: number, bytesSent: number): DeliveryRow {
  return {
    dossierId: state,
    code: '',
    citizenName: null,
    procedureName: '',
    procedureNameEn: '',
    state,
    bytes,
    bytesSent,
    attempts: 0,
    nextTryAt: null,
    error: null,
    receiptNumber: null,
    acceptedAt: null,
    first: false,
    heldReason: null,
    handedOver: null,
  };
}

describe('overviewShares', () => {
  it('counts of a dossier being sent only what has gone out', () => {
    const overview = { ...EMPTY, delivered: 2, sending: 1, waiting: 1 };
    const rows = [row('delivered', 100, 100), row('sending', 200, 50), row('waiting', 900, 0)];
    expect(overviewShares(overview, rows)).toEqual({ delivered: 50, sending: 6.25, attention: 0 });
  });

  it('is full only when everything has its receipt', () => {
    expect(overviewShares({ ...EMPTY, delivered: 3 }, []).delivered).toBe(100);
    expect(overviewShares({ ...EMPTY, sending: 1 }, [row('sending', 10, 0)])).toEqual({
      delivered: 0,
      sending: 0,
      attention: 0,
    });
  });

  it('is empty for an empty batch', () => {
    expect(overviewShares(EMPTY, [])).toEqual({ delivered: 0, sending: 0, attention: 0 });
  });
});

describe('detailWords', () => {
  const t = ((key: string, values: object) => `${key} ${JSON.stringify(values)}`) as unknown as Text['t'];
  const text = { t, language: 'vi' } as Text;

  it("passes on what the portal or the station said for people's eyes, and no status of a protocol", () => {
    expect(detailWords({ code: 'portal-refused-dossier', detail: 'quá dài' }, text)).toContain('quá dài');
    expect(detailWords({ code: 'page-file-altered', detail: 'Tờ khai' }, text)).toContain('Tờ khai');
    expect(detailWords({ code: 'portal-error', detail: 'HTTP 500' }, text)).toBeNull();
    expect(detailWords({ code: 'portal-unreachable' }, text)).toBeNull();
  });

  it('says what the last failure was when patience has ended', () => {
    const words = detailWords({ code: 'delivery-deadline', detail: 'portal-error' }, text);
    expect(words).toContain('Cổng DVC đang lỗi');
  });
});
