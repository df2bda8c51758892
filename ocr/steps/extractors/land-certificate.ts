import type { Draft } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { ListColumn } from '../layout/list-cells.ts';
import { readList } from '../layout/list-table.ts';
import { nameBeside, nameDraft } from '../layout/name-values.ts';
import { textOf, type View } from '../layout/page-view.ts';
import { areaDraft, codeDraft, draftOf, numberDraft, textDraft } from '../layout/values.ts';
import { type Extractor, firstValue, issueDate } from './common.ts';
import { confirmArea, PLOT_WORDINGS, plotDraft, SERIAL, serialDraft } from './land.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('holder', [
    'Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất',
    'Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất',
    'Người sử dụng đất',
  ]),
  spec('holderName', [...WORDINGS.name, 'Ông', 'Bà', 'Ông/Bà', 'Tên', 'Ông (bà)']),
  spec('birth', ['Năm sinh', 'Sinh năm', 'Ngày sinh']),
  spec('citizenId', [...WORDINGS.idNumber, ...WORDINGS.idPaper], 'any'),
  spec('residence', WORDINGS.residence),
  spec('plotSection', ['Thông tin thửa đất', 'Thửa đất', 'Thửa đất, nhà ở và tài sản khác gắn liền với đất']),
  spec('plotNumber', PLOT_WORDINGS.plot, 'any'),
  spec('mapSheetNumber', PLOT_WORDINGS.sheet, 'any'),
  spec('area', PLOT_WORDINGS.area, 'any'),
  spec('inWords', ['Bằng chữ', 'Ghi bằng chữ']),
  spec('landUse', ['Loại đất', 'Mục đích sử dụng', 'Mục đích sử dụng đất']),
  spec('term', [
    'Thời hạn sử dụng đất',
    'Thời hạn sử dụng',
    'Thời hạn',
    'Hình thức sử dụng đất',
    'Hình thức sử dụng',
    'Nguồn gốc sử dụng đất',
    'Nguồn gốc sử dụng',
    'Nguồn gốc',
  ]),
  spec('address', ['Địa chỉ', 'Địa chỉ thửa đất']),
  spec('assets', [
    'Thông tin tài sản gắn liền với đất',
    'Tài sản gắn liền với đất',
    'Nhà ở',
    'Công trình xây dựng khác',
    'Sơ đồ thửa đất',
    'Những thay đổi sau khi cấp giấy chứng nhận',
  ]),
  spec('certificateSerial', ['Số phát hành', 'Số seri', 'Số sê-ri', 'Số phát hành giấy chứng nhận'], 'any'),
  spec('registerNumber', ['Số vào sổ cấp giấy chứng nhận', 'Số vào sổ cấp GCN', 'Số vào sổ'], 'any'),
  spec('code', ['Mã giấy chứng nhận', 'Thông tin chi tiết được thể hiện tại mã QR']),
  STOPS,
];

/** Item 6 of 2025, item IV of 2009. */
const CHANGES: readonly ListColumn[] = [
  { key: 'content', kind: 'text', heads: ['Nội dung thay đổi và cơ sở pháp lý', 'Nội dung thay đổi'] },
  {
    key: 'confirmation',
    kind: 'text',
    heads: ['Xác nhận của cơ quan có thẩm quyền', 'Xác nhận của cơ quan', 'Xác nhận của cơ quan đăng ký đất đai'],
  },
];

/** Land-use certificate of 2009 (four pages) and of 2025 (one sheet, serial of two letters and eight digits). */
export const extractLandCertificate: Extractor = (paper) => {
  const { view } = paper;
  const entries = readEntries(view, LABELS);
  const plot = entries.findIndex((entry) => ['plotNumber', 'mapSheetNumber', 'plotSection'].includes(entry.id));
  const holder = plot < 0 ? entries : entries.slice(0, plot);
  const rest = plot < 0 ? entries : entries.slice(plot);
  return {
    fields: {
      holderName: firstValue(holder, 'holderName', nameDraft) ?? firstValue(holder, 'holder', nameBeside),
      citizenId: firstValue(holder, 'citizenId', numberDraft) ?? firstValue(entries, 'citizenId', numberDraft),
      plotNumber: firstValue(entries, 'plotNumber', plotDraft),
      mapSheetNumber: firstValue(entries, 'mapSheetNumber', plotDraft),
      area: confirmArea(
        firstValue(entries, 'area', areaDraft),
        entries.find((entry) => entry.id === 'inWords'),
      ),
      landUse: firstValue(entries, 'landUse', (entry) => textDraft(entry)),
      address: firstValue(rest, 'address', (entry) => textDraft(entry, { wraps: true, address: true, maxRows: 2 })),
      certificateSerial: firstValue(entries, 'certificateSerial', serialDraft) ?? looseSerial(view),
      registerNumber: firstValue(entries, 'registerNumber', codeDraft),
      issuedOn: issueDate(view),
    },
    tables: { changes: readList(paper, CHANGES) },
  };
};

/** The serial stands alone at the foot of the first page: two capitals, then six or eight digits. */
function looseSerial(view: View): Draft | undefined {
  for (const row of view.rows) {
    for (let i = 0; i < row.tokens.length; i += 1) {
      const tokens = row.tokens.slice(i, i + 2);
      for (const own of [tokens.slice(0, 1), tokens]) {
        const match = SERIAL.exec(textOf(own));
        if (match?.[0] !== textOf(own)) continue;
        const isClean = /^\p{Lu}{2}\s?\d+$/u.test(match[0]);
        return draftOf('text', `${match[1]} ${match[2]}`, own, 0.9, { changes: isClean ? 0 : 1 });
      }
    }
  }
  return undefined;
}
