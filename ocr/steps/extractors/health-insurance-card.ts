import { parseVietnameseDate } from '../../../common/domain/dates.ts';
import type { FieldKind } from '../../../common/domain/document-types.ts';
import type { PageReading } from '../../../common/domain/reading.ts';
import { dateDraft } from '../layout/date-values.ts';
import { codedDraft, type Draft, type Drafts } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import { nameDraft } from '../layout/name-values.ts';
import { textOf } from '../layout/page-view.ts';
import { draftOf, genderDraft, lineOf } from '../layout/values.ts';
import { type Extractor, firstValue } from './common.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

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

/** Health-insurance card of 2021 (10 digits) and older ones (15 characters, group letters first): QR first, then print. */
export const extractHealthInsuranceCard: Extractor = ({ pages, view }) => {
  const entries = readEntries(view, LABELS);
  const print: Drafts = {
    insuranceNumber: firstValue(entries, 'insuranceNumber', insuranceDraft),
    fullName: firstValue(entries, 'fullName', nameDraft),
    dateOfBirth: firstValue(entries, 'dateOfBirth', (entry) => dateDraft(entry, { year: true })),
    gender: firstValue(entries, 'gender', genderDraft),
    validFrom: firstValue(entries, 'validFrom', (entry) => dateDraft(entry)),
  };
  const coded = fromCode(pages, print);
  return { fields: { ...print, ...coded } };
};

const HEX = /^(?:[0-9a-f]{2})+$/iu;

/** UTF-8 written as hexadecimal digits; null when it is none. */
function fromHex(text: string): string | null {
  if (!HEX.test(text)) return null;
  const bytes = Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
  const decoded = new TextDecoder().decode(bytes);
  return decoded.includes('\uFFFD') ? null : decoded.normalize('NFC').trim();
}

/** `number | hex name | birth | 1 or 2 | hex address | hospital | valid from | …`, as the cards carry it. */
function fromCode(pages: readonly PageReading[], print: Drafts): Drafts {
  for (const page of pages) {
    for (const code of page.codes) {
      const [number = '', name = '', birth = '', sex = '', , , from = ''] = code.text.split('|');
      const fullName = fromHex(name);
      if (!/^(?:\p{Lu}{2}\d{13}|\d{10})$/u.test(number) || fullName === null) continue;
      const value = (kind: FieldKind, text: string | null): Draft | undefined =>
        text === null || text === '' ? undefined : codedDraft(kind, text, code.text, page.index, code.box);
      const drafts: Record<string, Draft | undefined> = {
        insuranceNumber: value('text', number),
        // The card prints it in capitals, whatever the code holds.
        fullName: value('personName', fullName.toUpperCase()),
        dateOfBirth: value('date', parseVietnameseDate(birth)),
        gender: value('gender', sex === '1' ? 'Nam' : sex === '2' ? 'Nữ' : null),
        validFrom: value('date', parseVietnameseDate(from)),
      };
      return Object.fromEntries(Object.entries(drafts).map(([key, draft]) => [key, draft ?? print[key]]));
    }
  }
  return {};
}

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
