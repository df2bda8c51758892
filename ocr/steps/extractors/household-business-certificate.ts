import { dateDraft } from '../layout/date-values.ts';
import type { Draft } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import type { ListColumn } from '../layout/list-cells.ts';
import { readList } from '../layout/list-table.ts';
import { nameBeside, nameDraft } from '../layout/name-values.ts';
import { codeDraft, genderDraft, numberDraft, textDraft } from '../layout/values.ts';
import { draftValue, type Extractor, firstValue, issueDate, loneNumber } from './common.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('number', ['Số'], 'colon'),
  spec('businessCode', [
    'Mã số hộ kinh doanh',
    'Mã số đăng ký hộ kinh doanh',
    'Mã số đăng ký',
    'Mã số thuế',
    'Mã số',
    'Mã số hộ kinh doanh/Mã số thuế',
    'Mã số HKD',
  ]),
  spec('registered', ['Đăng ký lần đầu, ngày', 'Đăng ký lần đầu', 'Đăng ký lần đầu ngày', 'Ngày đăng ký lần đầu']),
  spec('changed', ['Đăng ký thay đổi lần thứ', 'Đăng ký thay đổi']),
  spec('businessName', [
    'Tên hộ kinh doanh',
    'Tên hộ kinh doanh (ghi bằng chữ in hoa)',
    'Tên hộ kinh doanh viết bằng tiếng Việt',
    'Tên hộ kinh doanh (viết bằng chữ in hoa)',
  ]),
  spec('otherName', ['Tên hộ kinh doanh viết bằng tiếng nước ngoài', 'Tên hộ kinh doanh viết tắt', 'Tên viết tắt']),
  spec('address', [
    'Địa điểm kinh doanh',
    'Trụ sở hộ kinh doanh',
    'Địa chỉ trụ sở hộ kinh doanh',
    'Địa chỉ trụ sở',
    'Trụ sở',
    'Địa chỉ kinh doanh',
    'Địa chỉ hộ kinh doanh',
    'Trụ sở của hộ kinh doanh',
  ]),
  spec('phone', WORDINGS.phone),
  spec('trade', ['Ngành, nghề kinh doanh', 'Ngành nghề kinh doanh', 'Vốn kinh doanh', 'Vốn']),
  spec('owner', [
    'Thông tin về chủ hộ kinh doanh',
    'Thông tin chủ hộ kinh doanh',
    'Chủ thể thành lập hộ kinh doanh',
    'Chủ thể thành lập',
    'Thông tin về các thành viên hộ gia đình',
    'Đại diện hộ kinh doanh',
    'Chủ hộ kinh doanh',
  ]),
  spec('fullName', [
    ...WORDINGS.name,
    'Họ và tên chủ hộ kinh doanh',
    'Họ tên chủ hộ kinh doanh',
    'Tên chủ hộ kinh doanh',
    'Họ và tên cá nhân hoặc đại diện hộ gia đình',
    'Họ, chữ đệm và tên chủ hộ kinh doanh',
  ]),
  spec('dateOfBirth', WORDINGS.birth),
  spec('gender', WORDINGS.gender),
  spec('ethnicity', [...WORDINGS.ethnicity, ...WORDINGS.nationality]),
  spec('citizenId', WORDINGS.idNumber),
  spec('idPaper', WORDINGS.idPaper),
  spec('issue', WORDINGS.issue),
  spec('residence', WORDINGS.residence),
  STOPS,
];

/** Members of the family that runs it; certificates of one person have none. */
const MEMBERS: readonly ListColumn[] = [
  { key: 'order', kind: 'order', heads: ['TT', 'STT'] },
  { key: 'fullName', kind: 'personName', heads: [...WORDINGS.name, 'Họ và tên thành viên', 'Tên thành viên'] },
  { key: 'dateOfBirth', kind: 'date', heads: WORDINGS.birth },
  { key: 'gender', kind: 'gender', heads: WORDINGS.gender },
  { key: 'nationality', kind: 'text', heads: WORDINGS.nationality },
  { key: 'address', kind: 'text', heads: [...WORDINGS.residence, 'Địa chỉ'] },
  { key: 'citizenId', kind: 'citizenId', heads: WORDINGS.idNumber },
];

/** Letters and digits that a business code has at least. */
const CODE_LENGTH = 8;

function longEnough(draft: Draft | undefined): Draft | undefined {
  return draft !== undefined && draft.value.length >= CODE_LENGTH ? draft : undefined;
}

/** Certificate of a household business, Circulars 01/2021 (district) and 68/2025 (commune). */
export const extractHouseholdBusinessCertificate: Extractor = (paper) => {
  const { view } = paper;
  const entries = readEntries(view, LABELS);
  const dateOfBirth = firstValue(entries, 'dateOfBirth', (entry) => dateDraft(entry, { year: true }));
  const gender = firstValue(entries, 'gender', genderDraft);
  const hints = { dateOfBirth: draftValue(dateOfBirth), gender: draftValue(gender) };
  const number = (entry: Entry): Draft | undefined => numberDraft(entry, hints);
  const afterOwner = entries.slice(
    Math.max(
      0,
      entries.findIndex((entry) => entry.id === 'fullName'),
    ),
  );
  return {
    fields: {
      businessName: firstValue(entries, 'businessName', (entry) => textDraft(entry, { wraps: true, maxRows: 1 })),
      businessCode:
        firstValue(entries, 'businessCode', codeDraft) ??
        // Stamps of incoming papers have numbers of their own, which are short.
        firstValue(entries, 'number', (entry) => longEnough(codeDraft(entry))) ??
        firstValue(entries, 'number', codeDraft),
      address: firstValue(entries, 'address', (entry) => textDraft(entry, { wraps: true, address: true })),
      fullName: firstValue(entries, 'fullName', nameDraft) ?? firstValue(entries, 'owner', nameBeside),
      dateOfBirth,
      gender,
      citizenId:
        firstValue(afterOwner, 'citizenId', number) ??
        firstValue(afterOwner, 'idPaper', number) ??
        firstValue(afterOwner, 'number', number) ??
        loneNumber(view, hints),
      issuedOn:
        firstValue(entries, 'changed', (entry) => dateDraft(entry)) ??
        firstValue(entries, 'registered', (entry) => dateDraft(entry)) ??
        issueDate(view),
    },
    tables: { members: readList(paper, MEMBERS) },
  };
};
