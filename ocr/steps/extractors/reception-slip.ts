import { parseDossierCode } from '../../../common/domain/dossier-code.ts';
import type { Draft } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import type { ListColumn } from '../layout/list-cells.ts';
import { readList } from '../layout/list-table.ts';
import { nameBeside, nameDraft } from '../layout/name-values.ts';
import { textOf } from '../layout/page-view.ts';
import { draftOf, firstSegment, lineOf, numberDraft } from '../layout/values.ts';
import { type Extractor, firstValue, loneNumber, type Paper } from './common.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('dossierCode', ['Mã hồ sơ', 'Mã số hồ sơ', 'Số hồ sơ', 'Mã HS']),
  spec('fullName', [
    'Tiếp nhận hồ sơ của ông (bà)',
    'Tiếp nhận hồ sơ của',
    'Tiếp nhận hồ sơ của ông/bà',
    'Tiếp nhận hồ sơ của ông bà',
    'Ông/Bà',
    'Ông (bà)',
    'Người nộp hồ sơ',
    'Họ và tên người nộp',
    ...WORDINGS.name,
  ]),
  spec('owner', [
    'Chủ hồ sơ',
    'Nội dung yêu cầu giải quyết',
    'Thành phần hồ sơ',
    'Số lượng hồ sơ',
    'Thời gian giải quyết',
    'Thời gian nhận hồ sơ',
    'Thời gian trả kết quả',
    'Đăng ký nhận kết quả tại',
  ]),
  spec('address', ['Địa chỉ', ...WORDINGS.phone]),
  spec('citizenId', [
    ...WORDINGS.idNumber,
    'Số căn cước/Hộ chiếu',
    'Số giấy tờ tùy thân',
    'CCCD/Hộ chiếu',
    ...WORDINGS.idPaper,
  ]),
  STOPS,
];

const COMPONENTS: readonly ListColumn[] = [
  { key: 'order', kind: 'order', heads: ['TT', 'STT'] },
  { key: 'name', kind: 'text', heads: ['Thành phần hồ sơ', 'Tên thành phần hồ sơ', 'Tên giấy tờ', 'Loại giấy tờ'] },
  { key: 'original', kind: 'tick', heads: ['Bản chính'] },
  { key: 'certified', kind: 'tick', heads: ['Bản chứng thực', 'Bản sao chứng thực', 'Bản sao'] },
  { key: 'photocopy', kind: 'tick', heads: ['Bản photo', 'Bản chụp', 'Bản phô tô'] },
];

/** Receipt for a dossier (form 01): its code is also in a bar code or QR code where one is printed. */
export const extractReceptionSlip: Extractor = (paper) => {
  const entries = readEntries(paper.view, LABELS);
  return {
    fields: {
      dossierCode: codedDossierCode(paper) ?? firstValue(entries, 'dossierCode', dossierCodeDraft),
      fullName: firstValue(entries, 'fullName', nameDraft) ?? firstValue(entries, 'owner', nameBeside),
      citizenId: firstValue(entries, 'citizenId', numberDraft) ?? loneNumber(paper.view),
    },
    tables: { components: readList(paper, COMPONENTS) },
  };
};

function codedDossierCode(paper: Paper): Draft | undefined {
  for (const page of paper.pages) {
    for (const code of page.codes) {
      const part = code.text.split(/[|;,\s]+/u).find((text) => parseDossierCode(text) !== null);
      if (part === undefined) continue;
      return {
        value: part,
        raw: code.text,
        source: 'qr',
        page: page.index,
        box: code.box,
        evidence: { kind: 'text', words: [], label: 1, changes: 0, agreement: 0, doubts: 0, coded: true },
        alternatives: [],
      };
    }
  }
  return undefined;
}

/** The code beside its label; letters that stand where its pattern has digits are put right. */
function dossierCodeDraft(entry: Entry): Draft | undefined {
  const tokens = firstSegment(lineOf(entry)).slice(0, 6);
  const text = textOf(tokens)
    .replace(/\s+/gu, '')
    .replace(/[–—]/gu, '-')
    .replace(/[.,;:]+$/u, '');
  const value = /[A-Z0-9.]+-\d{6}-\d{4,6}/u.exec(text)?.[0] ?? text;
  const valid = parseDossierCode(value) !== null;
  if (!valid && !/\d{6}-\d{4}/u.test(value)) return undefined;
  return draftOf('text', value, tokens, entry.similarity, { agreement: valid ? 1 : 0, doubts: valid ? 0 : 1 });
}
