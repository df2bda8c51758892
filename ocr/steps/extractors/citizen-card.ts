import { parseCardQr } from '../../../common/domain/card-qr.ts';
import type { PageReading } from '../../../common/domain/reading.ts';
import type { NumberHints } from '../../repair/digits.ts';
import { NATIONALITIES } from '../../repair/gazetteer.ts';
import { findDateLines } from '../layout/date-lines.ts';
import { dateDraft } from '../layout/date-values.ts';
import type { Draft, Drafts } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import { nameDraft } from '../layout/name-values.ts';
import type { View } from '../layout/page-view.ts';
import { genderDraft, numberDraft, numberDraftOf, textDraft } from '../layout/values.ts';
import { findMrz } from '../mrz-lines.ts';
import { type CodedCard, compareMrz, compareQr } from './card-checks.ts';
import { confirmed, fromMrz, fromQr, isMisread } from './card-codes.ts';
import { expiryOnBirthday, lawfulExpiry } from './card-expiry.ts';
import { draftValue, type Extractor, firstValue, type Paper } from './common.ts';
import { spec } from './wordings.ts';

/** Both languages of a caption, together and apart. */
function caption(vietnamese: readonly string[], english: readonly string[]): readonly string[] {
  return [...vietnamese, ...vietnamese.flatMap((vi) => english.map((en) => `${vi} / ${en}`)), ...english];
}

const LABELS = [
  spec('heading', [
    'Cộng hòa xã hội chủ nghĩa Việt Nam',
    'Độc lập - Tự do - Hạnh phúc',
    'Socialist Republic of Viet Nam',
    'Independence - Freedom - Happiness',
    'Citizen Identity Card',
    'Identity Card',
    'Căn cước công dân',
    'Giấy chứng minh nhân dân',
  ]),
  spec('citizenId', [
    ...caption(['Số định danh cá nhân', 'Số CCCD'], ['Personal identification number']),
    'Số / No',
    'Căn cước công dân số',
  ]),
  // Addresses begin with it too, so alone it needs its colon.
  spec('citizenId', ['Số'], 'colon'),
  spec(
    'fullName',
    caption(
      [
        'Họ và tên',
        'Họ, chữ đệm và tên khai sinh',
        'Họ tên',
        'Họ, chữ đệm, tên khai sinh',
        'Họ và tên khai sinh',
        'Họ, chữ đệm và tên',
        'Họ, chữ đệm, tên',
      ],
      ['Full name'],
    ),
  ),
  spec('dateOfBirth', caption(['Ngày sinh', 'Ngày, tháng, năm sinh', 'Sinh ngày'], ['Date of birth'])),
  spec('gender', caption(['Giới tính'], ['Sex'])),
  spec('nationality', caption(['Quốc tịch'], ['Nationality']), 'any'),
  spec('hometown', caption(['Quê quán', 'Nguyên quán'], ['Place of origin'])),
  spec(
    'address',
    caption(
      [
        'Nơi thường trú',
        'Nơi cư trú',
        'Nơi ĐKHK thường trú',
        'Nơi đăng ký hộ khẩu thường trú',
        'Nơi đăng ký thường trú',
      ],
      ['Place of residence'],
    ),
  ),
  spec('birthPlace', caption(['Nơi đăng ký khai sinh', 'Nơi sinh'], ['Place of birth', 'Place of birth registration'])),
  spec(
    'expiresOn',
    caption(
      ['Có giá trị đến', 'Ngày, tháng, năm hết hạn', 'Ngày hết hạn', 'Giá trị đến'],
      ['Date of expiry', 'Expiry'],
    ),
  ),
  spec(
    'issuedOn',
    caption(['Ngày, tháng, năm cấp', 'Ngày, tháng, năm', 'Ngày cấp'], ['Date of issue', 'Date, month, year']),
  ),
  spec('marks', [
    ...caption(['Đặc điểm nhân dạng', 'Đặc điểm nhận dạng'], ['Personal identification']),
    'Dấu vết riêng và dị hình',
    'Ngón trỏ trái',
    'Ngón trỏ phải',
    'Left index finger',
    'Right index finger',
    'Cục trưởng cục cảnh sát',
    'Quản lý hành chính về trật tự xã hội',
    'Bộ Công an',
    'Ministry of Public Security',
    'Giám đốc CA',
    'Dân tộc',
    'Tôn giáo',
  ]),
];

/** Words of the English caption that stayed beside a label whose second half was misread. */
function withoutCaption(entry: Entry): Entry {
  const colon = entry.beside.slice(0, 6).findLastIndex((token) => token.colon);
  return colon < 0 ? entry : { ...entry, beside: entry.beside.slice(colon + 1) };
}

function findQr(pages: readonly PageReading[]): CodedCard | null {
  for (const page of pages) {
    for (const code of page.codes) {
      const qr = parseCardQr(code.text);
      if (qr !== null) return { qr, code, page: page.index };
    }
  }
  return null;
}

/** What is printed on the card, front or back or both. */
function readPrint(view: View): Drafts {
  const entries = readEntries(view, LABELS).map(withoutCaption);
  const dateOfBirth = firstValue(entries, 'dateOfBirth', (entry) => dateDraft(entry, { year: true }));
  const gender = firstValue(entries, 'gender', genderDraft);
  const hints = { dateOfBirth: draftValue(dateOfBirth), gender: draftValue(gender) };
  const issueLine = findDateLines(view).at(-1)?.draft;
  return {
    citizenId: firstValue(entries, 'citizenId', (entry) => numberDraft(entry, hints)) ?? uncaptionedNumber(view, hints),
    fullName: firstValue(entries, 'fullName', (entry) => nameDraft(entry)),
    dateOfBirth,
    gender,
    nationality: firstValue(entries, 'nationality', (entry) => textDraft(entry, { vocabulary: NATIONALITIES })),
    hometown: firstValue(entries, 'hometown', (entry) =>
      textDraft(entry, { wraps: true, address: true, maxRows: 2, toProvince: true }),
    ),
    address: firstValue(entries, 'address', (entry) => textDraft(entry, { wraps: true, address: true, maxRows: 2 })),
    issuedOn: firstValue(entries, 'issuedOn', (entry) => dateDraft(entry)) ?? issueLine,
    expiresOn: firstValue(entries, 'expiresOn', (entry) => dateDraft(entry)),
  };
}

/** `SỐ 012345678` of the old card, or a number that stands alone where its caption was lost. */
function uncaptionedNumber(view: View, hints: NumberHints): Draft | undefined {
  for (const { tokens } of view.rows) {
    const from = tokens[0]?.key === 'so' ? 1 : 0;
    const own = tokens.slice(from);
    if (own.length === 0 || !own.every((token) => /^[\d.OIl|]+$/u.test(token.text))) continue;
    const draft = numberDraftOf(own, from === 1 ? 1 : 0.8, hints);
    if (draft !== undefined) return draft;
  }
  return undefined;
}

/** Citizen card of 2021 and 2024 and the old CMND: QR first, then the machine-readable zone, then print. */
export const extractCitizenCard: Extractor = ({ pages, view }: Paper) => {
  const print = readPrint(view);
  const card = findQr(pages);
  const mrz = pages.map(findMrz).find((zone) => zone !== null) ?? null;
  const qrFields = card === null ? {} : fromQr(card, print);
  const zoneFields = mrz === null || isMisread(mrz, qrFields.citizenId ?? print.citizenId) ? {} : fromMrz(mrz);
  const keys = new Set([...Object.keys(print), ...Object.keys(qrFields)]);
  const fields: Record<string, Draft | undefined> = {};
  for (const key of keys) fields[key] = qrFields[key] ?? confirmed(zoneFields[key], print[key]);
  const birth = fields.dateOfBirth?.value;
  const lawful = { birth, issued: fields.issuedOn?.value };
  fields.expiresOn = lawfulExpiry(fields.expiresOn, [zoneFields.expiresOn, print.expiresOn], lawful);
  fields.expiresOn ??= expiryOnBirthday(view, birth);
  return {
    fields,
    findings: [
      ...(card === null ? [] : compareQr(card, print)),
      ...(mrz === null ? [] : compareMrz(mrz, { ...print, ...qrFields })),
    ],
  };
};
