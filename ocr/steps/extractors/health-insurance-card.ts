import { dateDraft } from '../layout/date-values.ts';
import type { Draft } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import { nameDraft } from '../layout/name-values.ts';
import { textOf } from '../layout/page-view.ts';
import { draftOf, genderDraft, lineOf } from '../layout/values.ts';
import { type Extractor, firstValue, STOPS, spec, WORDINGS } from './common.ts';

const LABELS = [
  spec('insuranceNumber', ['Mã số', 'Số thẻ', 'Mã số BHXH', 'Số', 'Mã thẻ']),
  spec('fullName', WORDINGS.name),
  spec('dateOfBirth', WORDINGS.birth),
  spec('gender', WORDINGS.gender),
  spec('address', ['Địa chỉ']),
  spec('benefit', [
    'Mã mức hưởng',
    'Mã nơi đối tượng sinh sống',
    'Nơi đăng ký KCB ban đầu',
    'Nơi ĐK KCB BĐ',
    'Nơi đăng ký KCB BĐ',
    'Nơi cấp, đổi thẻ BHYT',
    'Nơi cấp',
  ]),
  spec('validFrom', ['Giá trị sử dụng', 'Giá trị sử dụng từ ngày', 'Giá trị sử dụng từ', 'Thời hạn sử dụng']),
  spec('fiveYears', [
    'Thời điểm đủ 05 năm liên tục',
    'Thời điểm đủ 5 năm liên tục',
    'Thời điểm đủ 05 năm liên tục từ ngày',
  ]),
  STOPS,
];

/** Health-insurance card of 2021 (10 digits) and older ones (15 characters, group letters first). */
export const extractHealthInsuranceCard: Extractor = ({ view }) => {
  const entries = readEntries(view, LABELS);
  return {
    fields: {
      insuranceNumber: firstValue(entries, 'insuranceNumber', insuranceDraft),
      fullName: firstValue(entries, 'fullName', nameDraft),
      dateOfBirth: firstValue(entries, 'dateOfBirth', (entry) => dateDraft(entry, { year: true })),
      gender: firstValue(entries, 'gender', genderDraft),
      validFrom: firstValue(entries, 'validFrom', (entry) => dateDraft(entry)),
    },
  };
};

function insuranceDraft(entry: Entry): Draft | undefined {
  const tokens = lineOf(entry).slice(0, 8);
  const match = /(?:\p{Lu}{2}\d{13}|\d{10})(?!\d)/u.exec(textOf(tokens).replace(/\s+/gu, ''));
  if (match === null) return undefined;
  return draftOf(
    'text',
    match[0],
    tokens.filter((token) => /\d/u.test(token.text)),
    entry.similarity,
  );
}
