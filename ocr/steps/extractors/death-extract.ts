import { dateBelow, dateDraft } from '../layout/date-values.ts';
import { readEntries } from '../layout/entries.ts';
import { nameDraft } from '../layout/name-values.ts';
import { genderDraft, numberDraft, textDraft } from '../layout/values.ts';
import { draftValue, type Extractor, firstValue, headerNumber, issueDate } from './common.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('number', ['Số'], 'colon'),
  spec('fullName', [...WORDINGS.name, 'Họ, chữ đệm, tên người chết', 'Họ và tên người chết']),
  spec('dateOfBirth', WORDINGS.birth),
  spec('gender', WORDINGS.gender),
  spec('ethnicity', WORDINGS.ethnicity),
  spec('nationality', WORDINGS.nationality),
  spec('citizenId', WORDINGS.idNumber),
  spec('idPaper', WORDINGS.idPaper),
  spec('residence', [...WORDINGS.residence, 'Nơi cư trú cuối cùng', 'Nơi thường trú cuối cùng']),
  spec('diedOn', [
    'Đã chết vào lúc',
    'Chết vào lúc',
    'Đã chết lúc',
    'Đã chết vào',
    'Ngày, tháng, năm chết',
    'Chết ngày',
  ]),
  spec('inWords', ['Ghi bằng chữ', 'Bằng chữ']),
  spec('placeOfDeath', ['Nơi chết']),
  spec('causeOfDeath', ['Nguyên nhân chết', 'Nguyên nhân']),
  spec('notice', ['Giấy báo tử', 'Giấy báo tử/Giấy tờ thay thế', 'Số Giấy báo tử', 'Giấy tờ thay thế Giấy báo tử']),
  spec('declarant', [
    'Họ, chữ đệm, tên người đi khai tử',
    'Họ và tên người đi khai tử',
    'Người đi khai tử',
    'Họ, chữ đệm và tên người đi khai tử',
  ]),
  spec('registeredAt', [
    'Đã được đăng ký khai tử tại',
    'Đã đăng ký khai tử tại',
    'Đăng ký khai tử tại',
    'Nơi đăng ký khai tử',
    'Nơi đăng ký',
  ]),
  spec('registeredOn', [
    'Ngày, tháng, năm đăng ký',
    'Ngày đăng ký',
    'Ngày, tháng, năm đăng ký khai tử',
    'Ngày đăng ký khai tử',
  ]),
  spec('day', ['Ngày'], 'colon'),
  STOPS,
];

/** Extract of a death entry and its copy (TLKT, TLKT-BS). */
export const extractDeathExtract: Extractor = ({ view }) => {
  const all = readEntries(view, LABELS);
  const declarant = all.findIndex((entry) => entry.id === 'declarant');
  const entries = declarant < 0 ? all : all.slice(0, declarant);
  const registration = all.slice(
    Math.max(
      0,
      all.findIndex((entry) => entry.id === 'registeredAt'),
    ),
  );
  const dateOfBirth = firstValue(entries, 'dateOfBirth', (entry) => dateDraft(entry, { year: true }));
  const gender = firstValue(entries, 'gender', genderDraft);
  const hints = { dateOfBirth: draftValue(dateOfBirth), gender: draftValue(gender) };
  return {
    fields: {
      certificateNumber: headerNumber(all),
      fullName: firstValue(entries, 'fullName', nameDraft),
      dateOfBirth,
      gender,
      citizenId:
        firstValue(entries, 'citizenId', (entry) => numberDraft(entry, hints)) ??
        firstValue(entries, 'idPaper', (entry) => numberDraft(entry, hints)),
      diedOn: firstValue(all, 'diedOn', (entry) => dateDraft(entry)),
      placeOfDeath: firstValue(all, 'placeOfDeath', (entry) => textDraft(entry, { wraps: true, address: true })),
      causeOfDeath: firstValue(all, 'causeOfDeath', (entry) => textDraft(entry, { wraps: true, maxRows: 1 })),
      registeredOn:
        firstValue(all, 'registeredOn', (entry) => dateDraft(entry)) ??
        firstValue(registration, 'day', (entry) => dateDraft(entry)) ??
        firstValue(registration, 'number', (entry) => dateDraft(entry)) ??
        firstValue(registration, 'registeredAt', dateBelow) ??
        issueDate(view),
    },
  };
};
