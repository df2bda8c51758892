import { addDays, inWords, slashed, spoken, yearOf } from '../dates.ts';
import { capitals } from '../people.ts';
import { addressOf, lowerUnit, units } from '../places.ts';
import { communeOffice } from './offices.ts';
import { A4, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperMaker } from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, seal, signature, title } from './parts.ts';

/** Death extract, original and copy (domain.md 4.5). */
export function makeDeath(context: PaperContext, form: 'original' | 'copy'): Paper {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('death-extract');
  const put = notes.put.bind(notes);
  const person = family.grandparent;
  const office = communeOffice(random.fork('office'), context.office, on);
  const died = addDays(on, -random.int(1, 14));
  const serial = String(random.int(1, 190)).padStart(2, '0');
  // Old people's papers may hold the year alone.
  const yearOnly = random.chance(0.25);
  const born = yearOnly
    ? put('dateOfBirth', String(yearOf(person.dateOfBirth)))
    : put('dateOfBirth', person.dateOfBirth, slashed(person.dateOfBirth));
  const time = `${String(random.int(0, 23)).padStart(2, '0')} giờ ${String(random.int(0, 59)).padStart(2, '0')} phút, `;
  const where = random.pick([
    addressOf(person.residence, on),
    `Bệnh viện Đa khoa ${lowerUnit(units(context.office, on).at(-1)!)}`,
  ]);
  const declarant = family.husband;
  const dated =
    form === 'original'
      ? row(['Ngày, tháng, năm đăng ký:', put('registeredOn', on, slashed(on))])
      : row(['Số:', `${serial}/${yearOf(on)}`], ['Ngày:', put('registeredOn', on, slashed(on))]);
  const html = `${SAMPLE_MARK}${header(look, { agency: office.header, number: put('certificateNumber', `${serial}/TLKT${form === 'copy' ? '-BS' : ''}`), placeAndDate: placeAndDate(office.place, on) })}
${form === 'copy' ? title('TRÍCH LỤC KHAI TỬ', '<b>(BẢN SAO)</b>') : title('TRÍCH LỤC KHAI TỬ')}
${row(['Họ, chữ đệm, tên:', put('fullName', capitals(person.fullName))])}
${row(['Ngày, tháng, năm sinh:', born])}
${row(['Giới tính:', put('gender', person.gender)], ['Dân tộc:', escapeHtml(person.ethnicity)], ['Quốc tịch:', escapeHtml(person.nationality)])}
${row(['Số định danh cá nhân:', put('citizenId', person.citizenId)])}
${row(['Giấy tờ tùy thân:', `Căn cước công dân số ${person.citizenId}`])}
${row(['Đã chết vào lúc:', `${time}${put('diedOn', died, random.chance(0.5) ? `ngày ${slashed(died)}` : spoken(died))}`])}
${form === 'original' ? row(['Ghi bằng chữ:', escapeHtml(inWords(died))]) : ''}
${row(['Nơi chết:', put('placeOfDeath', where)])}
${row(['Nguyên nhân chết:', put('causeOfDeath', random.pick(['Bệnh già', 'Ung thư phổi', 'Suy tim', 'Tai biến mạch máu não', 'Viêm phổi nặng', 'Suy thận mạn']))])}
${row([`Giấy báo tử/Giấy tờ thay thế số`, `${random.int(1, 90)}/GBT do ${escapeHtml(office.full)} cấp ngày ${slashed(addDays(died, 1))}`])}
${form === 'original' ? row(['Họ, chữ đệm, tên người đi khai tử:', escapeHtml(declarant.fullName)]) + row(['Giấy tờ tùy thân:', `Căn cước công dân số ${declarant.citizenId}`]) : row(['Đã được đăng ký khai tử tại:', escapeHtml(office.full)])}
${dated}${form === 'copy' ? row(['Ghi chú:', '']) : ''}
${columns('', signature(random, { heading: 'NGƯỜI KÝ TRÍCH LỤC', below: 'CHỦ TỊCH', name: escapeHtml(office.signer), seal: seal(random, office.sealText) }))}`;
  return { type: 'death-extract', variant: `death-${form}`, sheets: [{ html, ...A4 }], look, fields: notes.values };
}

export const death: PaperMaker = {
  type: 'death-extract',
  variants: [
    {
      name: 'death-original',
      weight: 2,
      from: '2021-06-01',
      to: '2026-10-30',
      make: (context) => makeDeath(context, 'original'),
    },
    {
      name: 'death-copy',
      weight: 3,
      from: '2021-06-01',
      to: '2026-10-30',
      make: (context) => makeDeath(context, 'copy'),
    },
  ],
};
