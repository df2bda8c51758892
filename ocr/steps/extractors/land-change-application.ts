import { readEntries } from '../layout/entries.ts';
import { nameBeside, nameDraft } from '../layout/name-values.ts';
import { areaDraft, numberDraft, textDraft } from '../layout/values.ts';
import { type Extractor, firstValue, loneNumber, signatureDate } from './common.ts';
import { PLOT_WORDINGS, plotDraft, serialDraft } from './land.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('holder', [
    'Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất',
    'Người sử dụng đất',
    'Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất, người quản lý đất',
  ]),
  spec('fullName', ['Tên', ...WORDINGS.name, 'Tên người sử dụng đất', 'Tên (viết chữ in hoa)', 'Tên viết chữ in hoa']),
  spec('citizenId', [
    ...WORDINGS.idPaper,
    ...WORDINGS.idNumber,
    'Giấy tờ nhân thân/pháp nhân số',
    'Giấy tờ nhân thân số',
  ]),
  spec('address', ['Địa chỉ', 'Địa chỉ thường trú', 'Địa chỉ liên hệ', ...WORDINGS.residence]),
  spec('phone', [...WORDINGS.phone, 'Điện thoại liên hệ (nếu có)', 'Hộp thư điện tử']),
  spec('plotNumber', PLOT_WORDINGS.plot, 'any'),
  spec('mapSheetNumber', PLOT_WORDINGS.sheet, 'any'),
  spec('area', PLOT_WORDINGS.area, 'any'),
  spec('plotAddress', ['Địa chỉ thửa đất', 'Địa chỉ tại', 'Tại địa chỉ', 'Địa chỉ thửa đất tại']),
  spec('landUse', ['Loại đất', 'Mục đích sử dụng', 'Thời hạn sử dụng', 'Nguồn gốc sử dụng']),
  spec('certificate', [
    'Giấy chứng nhận đã cấp',
    'Thông tin thửa đất',
    'Thông tin về thửa đất',
    'Thửa đất đăng ký biến động',
  ]),
  spec('register', [
    'Số vào sổ cấp GCN',
    'Số vào sổ cấp giấy chứng nhận',
    'Số vào sổ',
    'Ngày cấp',
    'Ngày cấp GCN',
    'Ngày cấp giấy chứng nhận',
  ]),
  spec(
    'certificateSerial',
    [
      'Số phát hành',
      'Số phát hành GCN',
      'Số phát hành giấy chứng nhận',
      'Số seri',
      'Số sê-ri',
      'Giấy chứng nhận số',
      'Số giấy chứng nhận',
      'Số phát hành (số seri)',
      'Seri',
      'Serial',
      'GCN số',
      'Số serial',
      'Số seri giấy chứng nhận',
      'Giấy chứng nhận số phát hành',
    ],
    'any',
  ),
  spec('change', ['Nội dung biến động', 'Nội dung biến động về', 'Nội dung đăng ký biến động'], 'opening'),
  spec('before', [
    'Nội dung trên giấy chứng nhận trước khi biến động',
    'Nội dung trước khi biến động',
    'Nội dung sau khi biến động',
    'Lý do biến động',
  ]),
  spec('attached', [
    'Giấy tờ liên quan nộp kèm',
    'Giấy tờ liên quan đến nội dung biến động',
    'Giấy tờ liên quan đến nội dung biến động nộp kèm theo',
    'Giấy tờ nộp kèm',
    'Giấy tờ liên quan nộp kèm theo đơn này',
    'Giấy tờ nộp kèm theo đơn',
  ]),
  STOPS,
];

/** Application to register a change of land, forms 11/ĐK (Decree 101/2024) and 18. */
export const extractLandChangeApplication: Extractor = ({ view }) => {
  const entries = readEntries(view, LABELS);
  return {
    fields: {
      fullName: firstValue(entries, 'fullName', nameDraft) ?? firstValue(entries, 'holder', nameBeside),
      citizenId: firstValue(entries, 'citizenId', numberDraft) ?? loneNumber(view),
      address: firstValue(entries, 'address', (entry) => textDraft(entry, { wraps: true, address: true })),
      plotNumber: firstValue(entries, 'plotNumber', plotDraft),
      mapSheetNumber: firstValue(entries, 'mapSheetNumber', plotDraft),
      area: firstValue(entries, 'area', areaDraft),
      certificateSerial: firstValue(entries, 'certificateSerial', serialDraft),
      change: firstValue(entries, 'change', (entry) => textDraft(entry, { wraps: true })),
      signedOn: signatureDate(view),
    },
  };
};
