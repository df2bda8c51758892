import { companyCodeCheckDigit } from '../../../common/domain/company-code.ts';
import { finding } from '../../../common/domain/findings.ts';
import { dateDraft } from '../layout/date-values.ts';
import type { Draft } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import type { ListColumn } from '../layout/list-cells.ts';
import { readList } from '../layout/list-table.ts';
import { nameBeside, nameDraft } from '../layout/name-values.ts';
import { textOf } from '../layout/page-view.ts';
import { draftOf, lineOf, numberDraft, textDraft } from '../layout/values.ts';
import { type Extractor, firstValue, issueDate } from './common.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('companyCode', ['Mã số doanh nghiệp', 'Mã số thuế', 'Mã số']),
  spec('registered', ['Đăng ký lần đầu, ngày', 'Đăng ký lần đầu', 'Ngày đăng ký lần đầu']),
  spec('changed', ['Đăng ký thay đổi lần thứ', 'Đăng ký thay đổi']),
  spec('companyName', [
    'Tên công ty viết bằng tiếng Việt',
    'Tên công ty',
    'Tên doanh nghiệp',
    'Tên doanh nghiệp viết bằng tiếng Việt',
  ]),
  spec('otherName', [
    'Tên công ty viết bằng tiếng nước ngoài',
    'Tên công ty viết tắt',
    'Tên viết tắt',
    'Tên doanh nghiệp viết tắt',
  ]),
  spec('address', ['Địa chỉ trụ sở chính', 'Địa chỉ trụ sở', 'Trụ sở chính']),
  spec('phone', WORDINGS.phone),
  spec('capital', [
    'Vốn điều lệ',
    'Ngành, nghề kinh doanh',
    'Thông tin về chủ sở hữu',
    'Danh sách thành viên góp vốn',
    'Chủ sở hữu',
  ]),
  spec('representative', [
    'Người đại diện theo pháp luật',
    'Người đại diện theo pháp luật của công ty',
    'Người đại diện theo pháp luật của doanh nghiệp',
  ]),
  spec('name', WORDINGS.name),
  spec('title', ['Chức danh', 'Chức vụ']),
  spec('gender', WORDINGS.gender),
  spec('birth', [...WORDINGS.birth, ...WORDINGS.ethnicity, ...WORDINGS.nationality]),
  spec('id', [...WORDINGS.idNumber, ...WORDINGS.idPaper]),
  spec('issue', WORDINGS.issue),
  spec('residence', WORDINGS.residence),
  STOPS,
];

/** Members of a company with two or more. */
const MEMBERS: readonly ListColumn[] = [
  { key: 'order', kind: 'order', heads: ['TT', 'STT'] },
  { key: 'name', kind: 'text', heads: ['Tên thành viên', 'Tên thành viên góp vốn', 'Tên cổ đông'] },
  { key: 'dateOfBirth', kind: 'date', heads: WORDINGS.birth },
  { key: 'gender', kind: 'gender', heads: WORDINGS.gender },
  { key: 'nationality', kind: 'text', heads: WORDINGS.nationality },
  {
    key: 'address',
    kind: 'text',
    heads: ['Địa chỉ liên lạc', 'Địa chỉ liên lạc đối với cá nhân; địa chỉ trụ sở chính đối với tổ chức', 'Địa chỉ'],
  },
  { key: 'contribution', kind: 'text', heads: ['Giá trị phần vốn góp', 'Phần vốn góp', 'Giá trị phần vốn góp (VNĐ)'] },
  { key: 'share', kind: 'text', heads: ['Tỷ lệ (%)', 'Tỷ lệ'] },
  {
    key: 'idNumber',
    kind: 'text',
    heads: [
      'Số giấy tờ pháp lý của cá nhân; mã số doanh nghiệp',
      'Số giấy tờ pháp lý',
      'Số giấy tờ pháp lý của cá nhân/tổ chức',
      ...WORDINGS.idNumber,
    ],
  },
];

/** Certificate of enterprise registration; the tenth digit of the code is a check digit. */
export const extractCompanyRegistration: Extractor = (paper) => {
  const { view } = paper;
  const entries = readEntries(view, LABELS);
  const from = entries.findIndex((entry) => entry.id === 'representative');
  const representative = from < 0 ? entries : entries.slice(from);
  const companyCode = firstValue(entries, 'companyCode', companyCodeDraft);
  const wrong = companyCode !== undefined && companyCode.evidence.agreement < 0;
  return {
    fields: {
      companyName: firstValue(entries, 'companyName', (entry) => textDraft(entry, { wraps: true, maxRows: 1 })),
      companyCode,
      address: firstValue(entries, 'address', (entry) => textDraft(entry, { wraps: true, address: true })),
      representativeName:
        firstValue(representative, 'name', nameDraft) ?? firstValue(representative, 'representative', nameBeside),
      representativeId: firstValue(representative, 'id', numberDraft),
      issuedOn:
        firstValue(entries, 'changed', (entry) => dateDraft(entry)) ??
        firstValue(entries, 'registered', (entry) => dateDraft(entry)) ??
        issueDate(view),
    },
    tables: { members: readList(paper, MEMBERS) },
    findings: wrong ? [finding('company-code-check-digit', { field: 'companyCode' })] : [],
  };
};

function companyCodeDraft(entry: Entry): Draft | undefined {
  const tokens = lineOf(entry).slice(0, 6);
  const match = /(\d{10})(-\d{3})?(?!\d)/u.exec(textOf(tokens).replace(/\s+/gu, ''));
  if (match === null) return undefined;
  const holds = companyCodeCheckDigit((match[1] ?? '').slice(0, 9)) === (match[1] ?? '').slice(9);
  return draftOf(
    'text',
    match[0],
    tokens.filter((token) => /\d/u.test(token.text)),
    entry.similarity,
    {
      agreement: holds ? 1 : -1,
    },
  );
}
