import { addDays, slashed, yearOf } from '../dates.ts';
import { capitals } from '../people.ts';
import { addressOf } from '../places.ts';
import { cardDay, cardIssuer, communeOffice } from './offices.ts';
import { A4, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperMaker } from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, seal, signature, text, title } from './parts.ts';

/** Confirmation of marital status (domain.md 4.6). */
export function makeMaritalStatus(context: PaperContext, form: 'full' | 'period'): Paper {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('marital-status-confirmation');
  const put = notes.put.bind(notes);
  const person = random.pick([family.wife, family.husband]);
  const office = communeOffice(random.fork('office'), context.office, on);
  const address = addressOf(person.residence, on);
  const other = person === family.wife ? family.husband : family.wife;
  const status = random.pick([
    'Chưa đăng ký kết hôn với ai',
    `Đã đăng ký kết hôn nhưng đã ly hôn theo Quyết định ly hôn số ${random.int(10, 400)}/${yearOf(on) - 2}/QĐST-HNGĐ của Tòa án nhân dân; hiện tại chưa đăng ký kết hôn với ai`,
    `Hiện tại đang có vợ hoặc chồng là ${person === family.wife ? 'ông' : 'bà'} ${other.fullName}`,
    'Có đăng ký kết hôn, nhưng vợ hoặc chồng đã chết; hiện tại chưa đăng ký kết hôn với ai',
  ]);
  const name = random.chance(0.5) ? capitals(person.fullName) : person.fullName;
  const issued = cardDay(person, on);
  notes.note('issuedOn', on);
  const html = `${SAMPLE_MARK}${header(look, {
    agency: office.header,
    number: put('certificateNumber', `${String(random.int(1, 700)).padStart(2, '0')}/UBND-XNTTHN`),
    placeAndDate: `<span data-field="issuedOn">${placeAndDate(office.place, on)}</span>`,
  })}${title('GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN')}
<div class="center"><b>${escapeHtml(office.full.toLocaleUpperCase('vi'))}</b></div>
${text(`Xét đề nghị của ông/bà <span class="v">${escapeHtml(person.fullName)}</span>, về việc cấp Giấy xác nhận tình trạng hôn nhân,`, 'margin-top:2mm')}
<div class="center" style="margin:2mm 0"><b>XÁC NHẬN:</b></div>
${row(['Họ, chữ đệm, tên:', put('fullName', name)])}
${row(['Ngày, tháng, năm sinh:', put('dateOfBirth', person.dateOfBirth, slashed(person.dateOfBirth))])}
${row(['Giới tính:', put('gender', person.gender)], ['Dân tộc:', escapeHtml(person.ethnicity)], ['Quốc tịch:', escapeHtml(person.nationality)])}
${row(['Giấy tờ tùy thân:', `Căn cước công dân số ${put('citizenId', person.citizenId)}, ${cardIssuer(issued)} cấp ngày ${slashed(issued)}`])}
${row(['Nơi cư trú:', put('address', address)])}
${form === 'period' ? text(`Trong thời gian cư trú tại ${escapeHtml(address)}, từ ngày ${slashed(addDays(on, -2900))} đến ngày ${slashed(addDays(on, -3))}.`) : ''}
${row(['Tình trạng hôn nhân:', put('maritalStatus', status)])}
${text(`Giấy này có giá trị sử dụng trong thời hạn 6 tháng, kể từ ngày cấp, được sử dụng để: <span class="v">${random.pick(['Làm thủ tục kết hôn', 'Bổ sung hồ sơ mua bán nhà đất', 'Bổ sung hồ sơ vay vốn ngân hàng', 'Bổ sung hồ sơ xin việc'])}</span>.`)}
${columns('', signature(random, { heading: 'NGƯỜI KÝ GIẤY XÁC NHẬN', below: random.pick(['CHỦ TỊCH', 'PHÓ CHỦ TỊCH', '(Ký, ghi rõ họ tên, chức vụ, đóng dấu)']), name: escapeHtml(office.signer), seal: seal(random, office.sealText) }))}`;
  return {
    type: 'marital-status-confirmation',
    variant: `marital-${form}`,
    sheets: [{ html, ...A4 }],
    look,
    fields: notes.values,
  };
}

export const maritalStatus: PaperMaker = {
  type: 'marital-status-confirmation',
  variants: [
    {
      name: 'marital-full',
      weight: 3,
      from: '2021-06-01',
      to: '2026-10-30',
      make: (context) => makeMaritalStatus(context, 'full'),
    },
    {
      name: 'marital-period',
      weight: 2,
      from: '2021-06-01',
      to: '2026-10-30',
      make: (context) => makeMaritalStatus(context, 'period'),
    },
  ],
};
