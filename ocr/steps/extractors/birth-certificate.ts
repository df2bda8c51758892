import { ETHNIC_GROUPS, NATIONALITIES } from '../../repair/gazetteer.ts';
import { dateBelow, dateDraft } from '../layout/date-values.ts';
import type { Draft } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import { nameDraft } from '../layout/name-values.ts';
import type { View } from '../layout/page-view.ts';
import { findPairedColumns } from '../layout/paired-columns.ts';
import { genderDraft, numberDraft, textDraft } from '../layout/values.ts';
import { draftValue, ENTRY_NUMBER, type Extractor, firstValue, headerNumber, issueDate } from './common.ts';
import { confirmByWords } from './date-in-words.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('number', ['Số'], 'colon'),
  spec('book', ['Quyển số', 'Quyển']),
  spec('fullName', [
    ...WORDINGS.name,
    'Họ, chữ đệm, tên người được khai sinh',
    'Họ và tên người được khai sinh',
    'Họ, chữ đệm và tên của trẻ',
  ]),
  spec(
    'dateOfBirth',
    WORDINGS.birth.filter((text) => text !== 'Năm sinh'),
  ),
  spec('birthYear', ['Năm sinh', 'Sinh năm']),
  spec('inWords', ['Ghi bằng chữ', 'Bằng chữ', 'Viết bằng chữ']),
  spec('gender', WORDINGS.gender),
  spec('ethnicity', WORDINGS.ethnicity, 'any'),
  spec('nationality', WORDINGS.nationality, 'any'),
  spec('placeOfBirth', ['Nơi sinh']),
  spec('hometown', ['Quê quán']),
  spec('citizenId', WORDINGS.idNumber),
  spec('motherName', [
    'Họ, chữ đệm, tên người mẹ',
    'Họ, chữ đệm, tên mẹ',
    'Họ, chữ đệm và tên mẹ',
    'Họ và tên mẹ',
    'Họ và tên người mẹ',
    'Họ tên mẹ',
    'Họ, chữ đệm và tên người mẹ',
    'Họ tên người mẹ',
    'Thông tin về mẹ',
    'Thông tin về người mẹ',
    'Phần khai về mẹ',
    'Phần ghi về người mẹ',
    'Người mẹ',
  ]),
  spec('fatherName', [
    'Họ, chữ đệm, tên người cha',
    'Họ, chữ đệm, tên cha',
    'Họ, chữ đệm và tên cha',
    'Họ và tên cha',
    'Họ và tên người cha',
    'Họ tên cha',
    'Họ, chữ đệm và tên người cha',
    'Họ tên người cha',
    'Thông tin về cha',
    'Thông tin về người cha',
    'Phần khai về cha',
    'Phần ghi về người cha',
    'Người cha',
  ]),
  spec('residence', WORDINGS.residence),
  spec('declarant', [
    'Họ, chữ đệm, tên người đi khai sinh',
    'Họ và tên người đi khai sinh',
    'Họ, chữ đệm và tên người đi khai sinh',
    'Người đi khai sinh',
    'Quan hệ với người được khai sinh',
  ]),
  spec('idPaper', WORDINGS.idPaper),
  spec('registeredAt', [
    'Nơi đăng ký khai sinh',
    'Đăng ký khai sinh tại',
    'Đã đăng ký khai sinh tại',
    'Đã được đăng ký khai sinh tại',
    'Nơi đăng ký',
    'Cơ quan đăng ký khai sinh',
    'Nơi đăng ký khai sinh tại',
  ]),
  spec('registeredOn', [
    'Ngày, tháng, năm đăng ký',
    'Ngày đăng ký',
    'Ngày, tháng, năm đăng ký khai sinh',
    'Ngày đăng ký khai sinh',
    'Đăng ký ngày',
  ]),
  spec('day', ['Ngày'], 'colon'),
  STOPS,
];

/** Birth certificate of 2016 and of before (father first), and its extract: the parents' lines follow their names. */
export const extractBirthCertificate: Extractor = ({ view }) => {
  const entries = readEntries(view, LABELS);
  const parents = parentsOf(view, entries);
  const own = entries.slice(0, firstIndexOf(entries, ['motherName', 'fatherName', 'declarant']));
  const tail = entries.slice(firstIndexOf(entries, ['declarant', 'registeredAt', 'registeredOn']));
  const gender = firstValue(own, 'gender', genderDraft);
  const dateOfBirth = confirmByWords(
    firstValue(own, 'dateOfBirth', (entry) => dateDraft(entry, { year: true })),
    own,
    'dateOfBirth',
  );
  const hints = { dateOfBirth: draftValue(dateOfBirth), gender: draftValue(gender) };
  const citizenId = (entry: Entry): Draft | undefined => numberDraft(entry, hints);
  return {
    fields: {
      certificateNumber: headerNumber(entries),
      fullName: firstValue(own, 'fullName', nameDraft),
      dateOfBirth,
      gender,
      ethnicity: firstValue(own, 'ethnicity', (entry) => textDraft(entry, { vocabulary: ETHNIC_GROUPS })),
      nationality: firstValue(own, 'nationality', (entry) => textDraft(entry, { vocabulary: NATIONALITIES })),
      placeOfBirth: firstValue(own, 'placeOfBirth', (entry) => textDraft(entry, { wraps: true, address: true })),
      hometown: firstValue(own, 'hometown', (entry) => textDraft(entry, { wraps: true, address: true })),
      citizenId: firstValue(own, 'citizenId', citizenId) ?? firstValue(entries, 'citizenId', citizenId),
      motherName:
        firstValue(parents.mother, 'motherName', nameDraft) ?? firstValue(parents.mother, 'fullName', nameDraft),
      motherBirthYear: firstValue(parents.mother, 'birthYear', (entry) => dateDraft(entry, { year: true })),
      fatherName:
        firstValue(parents.father, 'fatherName', nameDraft) ?? firstValue(parents.father, 'fullName', nameDraft),
      fatherBirthYear: firstValue(parents.father, 'birthYear', (entry) => dateDraft(entry, { year: true })),
      registeredAt: firstValue(entries, 'registeredAt', (entry) =>
        textDraft(entry, { wraps: true, address: true, maxRows: 2, until: ENTRY_NUMBER }),
      ),
      registeredOn:
        confirmByWords(
          firstValue(entries, 'registeredOn', (entry) => dateDraft(entry)),
          entries,
          'registeredOn',
        ) ??
        firstValue(tail, 'day', (entry) => dateDraft(entry)) ??
        firstValue(tail, 'number', (entry) => dateDraft(entry)) ??
        firstValue(tail, 'registeredAt', dateBelow) ??
        issueDate(view),
    },
  };
};

function firstIndexOf(entries: readonly Entry[], ids: readonly string[]): number {
  const at = entries.findIndex((entry) => ids.includes(entry.id));
  return at < 0 ? entries.length : at;
}

interface Parents {
  readonly mother: readonly Entry[];
  readonly father: readonly Entry[];
}

/** Each parent's lines: side by side on some copies, one after the other on all others. */
function parentsOf(view: View, entries: readonly Entry[]): Parents {
  const pair = findPairedColumns(view, LABELS, ['motherName', 'fatherName'], ['ethnicity', 'nationality']);
  if (pair === null) return parentSections(entries);
  const [left, right] = [readEntries(pair.left, LABELS), readEntries(pair.right, LABELS)].map(parentSections) as [
    Parents,
    Parents,
  ];
  return pair.inOrder ? { mother: left.mother, father: right.father } : { mother: right.mother, father: left.father };
}

/** What follows each parent's name, up to the next person or the registration. */
function parentSections(entries: readonly Entry[]): Parents {
  const ends = ['motherName', 'fatherName', 'declarant', 'registeredAt', 'registeredOn'];
  const section = (id: string): readonly Entry[] => {
    const from = entries.findIndex((entry) => entry.id === id);
    if (from < 0) return [];
    const length = entries.slice(from + 1).findIndex((entry) => ends.includes(entry.id));
    return entries
      .slice(from, length < 0 ? undefined : from + 1 + length)
      .map((entry) => (entry.id === 'dateOfBirth' ? { ...entry, id: 'birthYear' } : entry));
  };
  return { mother: section('motherName'), father: section('fatherName') };
}
