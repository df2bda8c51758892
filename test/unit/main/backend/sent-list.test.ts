import { describe, expect, test } from 'vitest';
import { maskName } from '../../../../common/domain/mask-name.ts';
import { sentListCsv } from '../../../../main/backend/services/delivery/sent-list.ts';

const FILE = {
  code: 'H56.25.5-261121-0001',
  procedureCode: '1.004222',
  citizenName: 'ĐỖ THỊ NGUYỆT MINH',
  receiptNumber: 'DVC-2026-0000001',
  deliveredAt: '2026-11-21T09:50:00.000Z',
  acceptedAt: '2026-11-21T16:50:00+07:00',
  name: 'Tờ khai; "mẫu".pdf',
  sha256: 'a'.repeat(64),
  portalSha256: 'a'.repeat(64),
  bytes: 1234,
};

describe('the list of what was sent', () => {
  test('opens in a Vietnamese spreadsheet program, one line a file, without the name of a person', () => {
    const csv = sentListCsv([FILE]);
    expect(csv.startsWith('\uFEFFMã hồ sơ;')).toBe(true);
    const [, line] = csv.split('\r\n');
    expect(line).toContain('H56.25.5-261121-0001;1.004222;');
    expect(line).toContain(';Đ•• T•• N•• M••;"Tờ khai; ""mẫu"".pdf";1234;');
    expect(line).toMatch(/;DVC-2026-0000001;2026-11-21T16:50:00\+07:00$/);
    expect(csv).not.toContain('NGUYỆT');
  });

  test('holds no formulas', () => {
    expect(sentListCsv([{ ...FILE, name: '=HYPERLINK("x")' }])).toContain(`"'=HYPERLINK(""x"")"`);
  });
});

test('a name is masked letter by letter as it is written, whichever Unicode form', () => {
  expect(maskName(' Đỗ  Thị Ước '.normalize('NFD'))).toBe('Đ•• T•• Ư••');
  expect(maskName('')).toBe('');
});
