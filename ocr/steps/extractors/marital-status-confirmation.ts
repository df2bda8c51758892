import { dateDraft } from '../layout/date-values.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import { nameBeside, nameDraft } from '../layout/name-values.ts';
import { genderDraft, numberDraft, textDraft } from '../layout/values.ts';
import { draftValue, type Extractor, firstValue, headerNumber, issueDate, loneNumber, secondHand } from './common.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('number', ['Số'], 'colon'),
  spec('request', ['Xét đề nghị của ông bà', 'Xét đề nghị của', 'Về việc cấp giấy xác nhận']),
  spec('fullName', WORDINGS.name),
  spec('dateOfBirth', WORDINGS.birth),
  spec('gender', WORDINGS.gender),
  spec('ethnicity', WORDINGS.ethnicity),
  spec('nationality', WORDINGS.nationality),
  spec('idPaper', [...WORDINGS.idPaper, ...WORDINGS.idNumber]),
  spec('address', WORDINGS.residence),
  spec('period', ['Trong thời gian cư trú tại', 'Trong thời gian', 'Thời gian cư trú']),
  spec('maritalStatus', ['Tình trạng hôn nhân']),
  spec('use', [
    'Giấy này có giá trị',
    'Giấy này có giá trị sử dụng',
    'Giấy này được cấp',
    'Giấy này được sử dụng',
    'Giấy này',
    'Mục đích sử dụng',
  ]),
  STOPS,
];

/** Confirmation of marital status, number UBND-XNTTHN; valid for six months from its date. */
export const extractMaritalStatusConfirmation: Extractor = ({ view }) => {
  const entries = readEntries(view, LABELS).filter((entry) => entry.id !== 'maritalStatus' || asksForStatus(entry));
  const dateOfBirth = firstValue(entries, 'dateOfBirth', (entry) => dateDraft(entry, { year: true }));
  const gender = firstValue(entries, 'gender', genderDraft);
  const hints = { dateOfBirth: draftValue(dateOfBirth), gender: draftValue(gender) };
  return {
    fields: {
      certificateNumber: headerNumber(entries),
      fullName: firstValue(entries, 'fullName', nameDraft) ?? secondHand(firstValue(entries, 'request', nameBeside)),
      dateOfBirth,
      gender,
      citizenId: firstValue(entries, 'idPaper', (entry) => numberDraft(entry, hints)) ?? loneNumber(view, hints),
      address: firstValue(entries, 'address', (entry) => textDraft(entry, { wraps: true, address: true })),
      maritalStatus: firstValue(entries, 'maritalStatus', (entry) => textDraft(entry, { wraps: true })),
      issuedOn: issueDate(view),
    },
  };
};

/** The title's second line and the sentence under it read like the label: neither has a colon or a value beside it. */
function asksForStatus({ label, beside }: Entry): boolean {
  const isShouted = label.every((token) => token.text === token.text.toUpperCase());
  return label.at(-1)?.colon === true || (!isShouted && beside.length > 0);
}
