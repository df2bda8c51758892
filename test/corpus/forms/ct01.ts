import { slashed } from '../dates.ts';
import { capitals, type Person } from '../people.ts';
import { addressOf, lowerUnit, units } from '../places.ts';
import { A4, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperMaker } from './paper.ts';
import { columns, digitBoxes, header, placeAndDate, row, SAMPLE_MARK, signature, text, title } from './parts.ts';

/** CT01 (domain.md 4.1), forms of circulars 66/2023/TT-BCA and 56/2021/TT-BCA. */

export interface Ct01Options {
  readonly request?: string;
  readonly applicant?: Person;
  readonly householder?: Person;
  /** Signature and date by hand missing in a form printed before it is signed. */
  readonly signed?: boolean;
}

export function makeCt01(context: PaperContext, form: '66/2023' | '56/2021', options: Ct01Options = {}): Paper {
  const { random, look, family, on, office } = context;
  const notes = new FieldNotes('residence-change-form');
  const applicant = options.applicant ?? random.pick([family.wife, family.husband]);
  const householder = options.householder ?? random.pick([family.husband, family.wife, family.grandparent]);
  const self = householder.citizenId === applicant.citizenId;
  const relation = self
    ? 'Chủ hộ'
    : householder === family.grandparent
      ? applicant === family.husband
        ? 'Con'
        : 'Con dâu'
      : householder === family.husband
        ? 'Vợ'
        : 'Chồng';
  const request =
    options.request ??
    random.pick([
      `Đăng ký thường trú về ${addressOf(applicant.residence, on)}`,
      `Đăng ký tạm trú tại ${addressOf(applicant.residence, on)}`,
      'Tách hộ',
      `Nhập hộ khẩu cho con về ở cùng ${capitals(householder.fullName)}`,
      'Gia hạn tạm trú 24 tháng',
      'Điều chỉnh thông tin về cư trú trong Cơ sở dữ liệu về cư trú',
    ]);
  const [commune] = units(office, on);
  const police = `Công an ${lowerUnit(commune!)}`;
  const old = form === '56/2021';
  const boxes = random.chance(0.75);
  const number = (key: string, value: string): string => {
    notes.note(key, value);
    return boxes ? digitBoxes(value, key) : `<span data-field="${key}">${value}</span>`;
  };
  const idLabel = old ? 'Số định danh cá nhân/CMND:' : 'Số định danh cá nhân:';
  const person = [
    row(['1. Họ, chữ đệm và tên:', notes.put('fullName', capitals(applicant.fullName))]),
    row(
      ['2. Ngày, tháng, năm sinh:', notes.put('dateOfBirth', applicant.dateOfBirth, slashed(applicant.dateOfBirth))],
      ['3. Giới tính:', notes.put('gender', applicant.gender)],
    ),
    row([`4. ${idLabel}`, number('citizenId', applicant.citizenId)]),
    row(
      ['5. Số điện thoại liên hệ:', notes.put('phone', applicant.phone)],
      ['6. Email:', random.chance(0.4) ? escapeHtml(`${applicant.phone}@thu.example.vn`) : ''],
    ),
  ];
  const oldPlaces = [
    row(['7. Nơi thường trú:', escapeHtml(addressOf(applicant.home, on))]),
    row(['8. Nơi tạm trú:', '']),
    row(['9. Nơi ở hiện tại:', escapeHtml(addressOf(applicant.residence, on))]),
    row([
      '10. Nghề nghiệp, nơi làm việc:',
      escapeHtml(random.pick(['Làm ruộng', 'Giáo viên', 'Công nhân', 'Buôn bán', 'Lao động tự do'])),
    ]),
  ];
  const first = old ? 11 : 7;
  const house = [
    row([`${first}. Họ, chữ đệm và tên chủ hộ:`, notes.put('householderName', capitals(householder.fullName))]),
    row([`${first + 1}. ${old ? 'Quan hệ' : 'Mối quan hệ'} với chủ hộ:`, notes.put('householderRelation', relation)]),
    row([
      `${first + 2}. Số định danh cá nhân${old ? '/CMND' : ''} của chủ hộ:`,
      number('householderId', householder.citizenId),
    ]),
    row([`${first + 3}. Nội dung đề nghị<sup>(2)</sup>:`, notes.put('request', request)]),
  ];
  const members = family.children.slice(0, 3);
  for (const [index, child] of members.entries()) {
    const { fullName, dateOfBirth, gender, citizenId } = child;
    const kin = householder === family.grandparent ? 'Cháu' : 'Con';
    notes.addRow('members', { order: String(index + 1), fullName, dateOfBirth, gender, citizenId, relation: kin });
  }
  const table = `<table class="grid"><tr><th>TT</th><th>Họ, chữ đệm và tên</th><th>Ngày, tháng, năm sinh</th><th>Giới tính</th><th>Số định danh cá nhân${old ? '/CMND' : ''}</th><th>${old ? 'Quan hệ' : 'Mối quan hệ'} với chủ hộ</th></tr>${members
    .map(
      (child, index) =>
        `<tr class="v"><td>${index + 1}</td><td class="left">${escapeHtml(child.fullName)}</td><td>${slashed(child.dateOfBirth)}</td><td>${child.gender}</td><td>${child.citizenId}</td><td>${householder === family.grandparent ? 'Cháu' : 'Con'}</td></tr>`,
    )
    .join('')}<tr><td>&nbsp;</td><td></td><td></td><td></td><td></td><td></td></tr></table>`;
  notes.note('signedOn', on);
  const day = `<span data-field="signedOn">${placeAndDate(
    units(office, on)
      .at(-1)!
      .replace(/^(Thành phố|Tỉnh) /u, ''),
    on,
  )}</span>`;
  const blank = (heading: string): string =>
    signature(random, { heading, below: '(Ký, ghi rõ họ tên)', signed: false });
  const html = `${SAMPLE_MARK}${header(look, { corner: `Mẫu CT01 ban hành kèm theo Thông tư số ${form === '66/2023' ? (on < '2025-07-01' ? '66/2023/TT-BCA' : '53/2025/TT-BCA') : '56/2021/TT-BCA'}` })}
${title('TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ')}
<div class="center" style="margin-bottom:2mm">Kính gửi<sup>(1)</sup>: <span class="v">${escapeHtml(police)}</span></div>
${person.join('')}${old ? oldPlaces.join('') : ''}${house.join('')}
${text(`${first + 4}. Những thành viên trong hộ gia đình cùng thay đổi:`)}${table}
${columns(
  blank('Ý KIẾN CỦA CHỦ HỘ'),
  blank('Ý KIẾN CỦA CHỦ SỞ HỮU CHỖ Ở HỢP PHÁP'),
  blank('Ý KIẾN CỦA CHA, MẸ HOẶC NGƯỜI GIÁM HỘ'),
  signature(random, {
    heading: 'NGƯỜI KÊ KHAI',
    below: '(Ký, ghi rõ họ tên)',
    date: day,
    name: escapeHtml(applicant.fullName),
    signed: options.signed ?? true,
  }),
)}`;
  return {
    type: 'residence-change-form',
    variant: `ct01-${old ? '2021' : '2023'}`,
    sheets: [{ html: `<style>.columns{font-size:.84em;gap:2mm}</style>${html}`, ...A4 }],
    look,
    fields: notes.values,
    tables: notes.tables,
  };
}

export const ct01: PaperMaker = {
  type: 'residence-change-form',
  variants: [
    {
      name: 'ct01-2023',
      weight: 6,
      from: '2024-01-01',
      to: '2026-10-30',
      make: (context) => makeCt01(context, '66/2023'),
    },
    {
      name: 'ct01-2021',
      weight: 3,
      from: '2021-07-01',
      to: '2023-12-31',
      make: (context) => makeCt01(context, '56/2021'),
    },
  ],
};
