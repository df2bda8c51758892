import { maskName } from '../../../../common/domain/mask-name.ts';
import { findProcedure } from '../../../../common/domain/procedures.ts';
import type { SentFileRecord } from '../../../../storage/deliveries/reader.ts';

const COLUMNS = [
  'Mã hồ sơ',
  'Mã thủ tục',
  'Tên thủ tục',
  'Chủ hồ sơ',
  'Tệp',
  'Dung lượng (byte)',
  'SHA-256 trạm gửi',
  'SHA-256 Cổng giữ',
  'Số biên nhận',
  'Cổng nhận lúc',
];

/** Without it spreadsheet programs read UTF-8 as something else. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The list of what was sent, one line a file, as spreadsheet programs set to Vietnamese open it: UTF-8 with byte order
 * mark, semicolons, lines ended by CR LF. Of people it holds no more than the dossier code and a masked name.
 */
export function sentListCsv(sent: readonly SentFileRecord[]): string {
  const rows = sent.map((file) => [
    file.code,
    file.procedureCode,
    findProcedure(file.procedureCode)?.name ?? '',
    maskName(file.citizenName ?? ''),
    file.name,
    String(file.bytes),
    file.sha256,
    file.portalSha256 ?? '',
    file.receiptNumber ?? '',
    file.acceptedAt ?? '',
  ]);
  return BYTE_ORDER_MARK + [COLUMNS, ...rows].map((row) => `${row.map(cell).join(';')}\r\n`).join('');
}

/** RFC 4180 quotes; what a spreadsheet program would take for a formula stays text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
