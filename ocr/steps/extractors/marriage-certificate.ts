import { ETHNIC_GROUPS, NATIONALITIES } from '../../repair/gazetteer.ts';
import { dateBelow, dateDraft } from '../layout/date-values.ts';
import type { Draft, Drafts } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import type { LabelSpec } from '../layout/find-labels.ts';
import { nameDraft } from '../layout/name-values.ts';
import type { View } from '../layout/page-view.ts';
import { findPairedColumns } from '../layout/paired-columns.ts';
import { findValueTable } from '../layout/value-table.ts';
import { numberDraft, textDraft } from '../layout/values.ts';
import { draftValue, ENTRY_NUMBER, type Extractor, firstValue, headerNumber, issueDate } from './common.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const WIFE = [
  'Họ, chữ đệm, tên vợ',
  'Họ, chữ đệm và tên vợ',
  'Họ và tên vợ',
  'Họ tên vợ',
  'Họ, chữ đệm, tên bên nữ',
  'Họ và tên bên nữ',
  'Họ, tên vợ',
  'Vợ',
  'Bên nữ',
  'Thông tin về người vợ',
  'Người vợ',
];
const HUSBAND = [
  'Họ, chữ đệm, tên chồng',
  'Họ, chữ đệm và tên chồng',
  'Họ và tên chồng',
  'Họ tên chồng',
  'Họ, chữ đệm, tên bên nam',
  'Họ và tên bên nam',
  'Họ, tên chồng',
  'Chồng',
  'Bên nam',
  'Thông tin về người chồng',
  'Người chồng',
];

const PERSON_LABELS: readonly LabelSpec[] = [
  spec('wife', WIFE),
  spec('husband', HUSBAND),
  spec('name', WORDINGS.name),
  spec('dateOfBirth', WORDINGS.birth),
  spec('ethnicity', WORDINGS.ethnicity),
  spec('nationality', WORDINGS.nationality),
  spec('residence', WORDINGS.residence),
  spec('id', [...WORDINGS.idPaper, ...WORDINGS.idNumber]),
];
const LABELS: readonly LabelSpec[] = [
  ...PERSON_LABELS,
  spec('number', ['Số'], 'colon'),
  spec('book', ['Quyển số']),
  spec('registeredAt', [
    'Nơi đăng ký kết hôn',
    'Đăng ký kết hôn tại',
    'Đã đăng ký kết hôn tại',
    'Đã được đăng ký kết hôn tại',
    'Nơi đăng ký',
    'Cơ quan đăng ký kết hôn',
  ]),
  spec('registeredOn', [
    'Ngày, tháng, năm đăng ký',
    'Ngày đăng ký',
    'Ngày, tháng, năm đăng ký kết hôn',
    'Ngày đăng ký kết hôn',
    'Đăng ký ngày',
  ]),
  spec('day', ['Ngày'], 'colon'),
  spec('signature', [
    'Vợ (ký, ghi rõ họ tên)',
    'Chồng (ký, ghi rõ họ tên)',
    'Giấy chứng nhận kết hôn này',
    'Có giá trị kể từ ngày',
  ]),
  STOPS,
];

interface Spouse {
  readonly name: Draft | undefined;
  readonly dateOfBirth: Draft | undefined;
  readonly id: Draft | undefined;
  /** What the paper's list of spouses has beside the fields. */
  readonly more: Drafts;
}

const NOBODY: Spouse = { name: undefined, dateOfBirth: undefined, id: undefined, more: {} };

/** Marriage certificate and its extract: two columns (wife left since 2016), a table, or one after the other. */
export const extractMarriageCertificate: Extractor = ({ view }) => {
  const whole = readEntries(view, LABELS);
  const { wife, husband } = spousesOf(view, whole);
  const tail = whole.slice(
    Math.max(
      0,
      whole.findIndex((entry) => entry.id === 'registeredAt'),
    ),
  );
  const fields: Drafts = {
    certificateNumber: headerNumber(whole),
    wifeName: wife.name,
    wifeDateOfBirth: wife.dateOfBirth,
    wifeId: wife.id,
    husbandName: husband.name,
    husbandDateOfBirth: husband.dateOfBirth,
    husbandId: husband.id,
    registeredAt: firstValue(whole, 'registeredAt', (entry) =>
      textDraft(entry, { wraps: true, address: true, maxRows: 2, until: ENTRY_NUMBER }),
    ),
    registeredOn:
      firstValue(whole, 'registeredOn', (entry) => dateDraft(entry)) ??
      firstValue(tail, 'day', (entry) => dateDraft(entry)) ??
      firstValue(tail, 'number', (entry) => dateDraft(entry)) ??
      firstValue(tail, 'registeredAt', dateBelow) ??
      issueDate(view),
  };
  const spouses = [rowOf(wife, 'Vợ'), rowOf(husband, 'Chồng')].filter((row) => row !== null);
  return { fields, tables: { spouses } };
};

/** A spouse as a row of the list, with the role that the paper's heading gives. */
function rowOf({ name, dateOfBirth, id, more }: Spouse, role: string): Drafts | null {
  const heading = name ?? dateOfBirth ?? id;
  if (heading === undefined) return null;
  const evidence = { ...heading.evidence, kind: 'text', changes: 0, agreement: 0, doubts: 0 } as const;
  const own: Draft = { ...heading, value: role, raw: role, alternatives: [], evidence };
  return { role: own, fullName: name, dateOfBirth, ...more, citizenId: id };
}

function spousesOf(view: View, whole: readonly Entry[]): { readonly wife: Spouse; readonly husband: Spouse } {
  const split = findPairedColumns(view, PERSON_LABELS, ['wife', 'husband'], ['ethnicity', 'nationality']);
  const table =
    split !== null && split.rows > 1 ? null : findValueTable(view, PERSON_LABELS, [HEADS_WIFE, HEADS_HUSBAND]);
  if (table !== null) {
    const [wife = [], husband = []] = table;
    return { wife: spouse(wife, 'wife', 'Nữ'), husband: spouse(husband, 'husband', 'Nam') };
  }
  if (split !== null) {
    const [left, right] = [readEntries(split.left, LABELS), readEntries(split.right, LABELS)];
    const [wife, husband] = split.inOrder ? [left, right] : [right, left];
    return { wife: spouse(wife, 'wife', 'Nữ'), husband: spouse(husband, 'husband', 'Nam') };
  }
  return {
    wife: spouse(section(whole, 'wife', 'husband'), 'wife', 'Nữ'),
    husband: spouse(section(whole, 'husband', 'wife'), 'husband', 'Nam'),
  };
}

const HEADS_WIFE = ['vo', 'bennu', 'nguoivo', 'thongtinvevo', 'thongtinvo', 'benvo'];
const HEADS_HUSBAND = ['chong', 'bennam', 'nguoichong', 'thongtinvechong', 'thongtinchong', 'benchong'];

function spouse(entries: readonly Entry[], own: 'wife' | 'husband', gender: 'Nữ' | 'Nam'): Spouse {
  if (entries.length === 0) return NOBODY;
  const wraps = { wraps: true };
  const dateOfBirth = firstValue(entries, 'dateOfBirth', (entry) => dateDraft(entry, { year: true }));
  const hints = { dateOfBirth: draftValue(dateOfBirth), gender };
  return {
    name:
      firstValue(entries, own, (entry) => nameDraft(entry, wraps)) ??
      firstValue(entries, 'name', (entry) => nameDraft(entry, wraps)),
    dateOfBirth,
    id: firstValue(entries, 'id', (entry) => numberDraft(entry, hints)),
    more: {
      ethnicity: firstValue(entries, 'ethnicity', (entry) => textDraft(entry, { vocabulary: ETHNIC_GROUPS })),
      nationality: firstValue(entries, 'nationality', (entry) => textDraft(entry, { vocabulary: NATIONALITIES })),
      address: firstValue(entries, 'residence', (entry) => textDraft(entry, { wraps: true, address: true })),
    },
  };
}

/** Entries from a spouse's name up to the other one's, or to the registration. */
function section(entries: readonly Entry[], own: string, other: string): readonly Entry[] {
  const from = entries.findIndex((entry) => entry.id === own);
  // Without its name line the first one's part is what stands before the second's.
  if (from < 0)
    return entries.slice(
      0,
      Math.max(
        0,
        entries.findIndex((entry) => entry.id === other),
      ),
    );
  const length = entries
    .slice(from + 1)
    .findIndex((entry) => entry.id === other || entry.id === 'registeredAt' || entry.id === 'registeredOn');
  return entries.slice(from, length < 0 ? undefined : from + 1 + length);
}
