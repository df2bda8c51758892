import { RELATIONS } from '../../repair/text.ts';
import { dateDraft } from '../layout/date-values.ts';
import type { Draft } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import type { ListColumn } from '../layout/list-cells.ts';
import { readList } from '../layout/list-table.ts';
import { nameDraft } from '../layout/name-values.ts';
import { textOf, type View } from '../layout/page-view.ts';
import { draftOf, genderDraft, lineOf, numberDraft, textDraft } from '../layout/values.ts';
import { draftValue, type Extractor, firstValue, signatureDate } from './common.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('fullName', WORDINGS.name),
  spec('dateOfBirth', WORDINGS.birth),
  spec('gender', WORDINGS.gender),
  spec('citizenId', WORDINGS.idNumber),
  spec('phone', WORDINGS.phone),
  spec('residence', [...WORDINGS.residence, 'Nghề nghiệp, nơi làm việc', 'Nghề nghiệp']),
  spec('householderName', [
    'Họ, chữ đệm và tên chủ hộ',
    'Họ, chữ đệm, tên chủ hộ',
    'Họ và tên chủ hộ',
    'Họ tên chủ hộ',
    'Tên chủ hộ',
  ]),
  spec('householderName', ['Chủ hộ'], 'colon'),
  spec('householderRelation', ['Mối quan hệ với chủ hộ', 'Quan hệ với chủ hộ']),
  spec('householderId', [
    'Số định danh cá nhân của chủ hộ',
    'Số định danh cá nhân/CMND của chủ hộ',
    'Số định danh của chủ hộ',
    'Số CCCD của chủ hộ',
    'Số căn cước của chủ hộ',
    'Số định danh cá nhân chủ hộ',
  ]),
  spec('request', ['Nội dung đề nghị', 'Nội dung yêu cầu']),
  spec('members', [
    'Những thành viên trong hộ gia đình cùng thay đổi',
    'Thành viên trong hộ gia đình cùng thay đổi',
    'Những thành viên trong hộ gia đình',
    'Các thành viên trong hộ gia đình cùng thay đổi',
  ]),
  STOPS,
];

const MEMBERS: readonly ListColumn[] = [
  { key: 'order', kind: 'order', heads: ['TT', 'STT'] },
  { key: 'fullName', kind: 'personName', heads: WORDINGS.name },
  { key: 'dateOfBirth', kind: 'date', heads: WORDINGS.birth },
  { key: 'gender', kind: 'gender', heads: WORDINGS.gender },
  { key: 'citizenId', kind: 'citizenId', heads: WORDINGS.idNumber },
  {
    key: 'relation',
    kind: 'text',
    heads: ['Mối quan hệ với chủ hộ', 'Quan hệ với chủ hộ', 'Mối quan hệ', 'Quan hệ'],
    vocabulary: RELATIONS,
  },
];

/** CT01, versions of Circulars 56/2021 and 66/2023 (reissued 53/2025): numbered items, number in twelve boxes. */
export const extractResidenceChangeForm: Extractor = (paper) => {
  const { view } = paper;
  const all = readEntries(view, LABELS);
  // The table of household members repeats the labels as column heads.
  const table = all.findIndex((entry) => entry.id === 'members');
  const entries: readonly Entry[] = table < 0 ? all : all.slice(0, table);
  const dateOfBirth = firstValue(entries, 'dateOfBirth', (entry) => dateDraft(entry, { year: true }));
  const gender = firstValue(entries, 'gender', genderDraft);
  const hints = { dateOfBirth: draftValue(dateOfBirth), gender: draftValue(gender) };
  return {
    fields: {
      fullName: firstValue(entries, 'fullName', nameDraft),
      dateOfBirth,
      gender,
      citizenId: firstValue(entries, 'citizenId', (entry) => numberDraft(entry, hints)),
      phone: firstValue(entries, 'phone', phoneDraft) ?? lonePhone(view),
      householderName: firstValue(entries, 'householderName', nameDraft),
      householderRelation: firstValue(entries, 'householderRelation', (entry) =>
        textDraft(entry, { vocabulary: RELATIONS }),
      ),
      householderId: firstValue(entries, 'householderId', numberDraft),
      request: firstValue(entries, 'request', (entry) => textDraft(entry, { wraps: true })),
      signedOn: signatureDate(view),
    },
    tables: { members: readList(paper, MEMBERS) },
  };
};

/** A telephone number as printed: eight digits or more, a leading + and separators kept. */
function phoneDraft(entry: Entry): Draft | undefined {
  const tokens = lineOf(entry);
  const text = textOf(tokens);
  // Ten digits in the printed grouping; what follows is the next item's.
  const match = /(?:\+84|0)(?:[\s.-]?\d){9}(?!\d)/u.exec(text) ?? /\+?\d[\d. -]{6,}\d/u.exec(text);
  if (match === null || (match[0].match(/\d/gu) ?? []).length < 8) return undefined;
  const own = tokens.filter((token) => /\d/u.test(token.text));
  return draftOf('text', match[0], own, entry.similarity);
}

/** The one mobile number on the form, where its label was lost. */
function lonePhone(view: View): Draft | undefined {
  const tokens = view.rows.flatMap((row) => row.tokens).filter((token) => /^0[35789]\d{8}\W?$/u.test(token.text));
  const [only] = tokens;
  return only === undefined || tokens.length > 1
    ? undefined
    : draftOf('text', only.text.replace(/\W$/u, ''), [only], 0.8);
}
