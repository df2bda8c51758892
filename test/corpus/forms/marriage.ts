import { slashed, spoken, yearOf } from '../dates.ts';
import type { Person } from '../people.ts';
import { addressOf } from '../places.ts';
import { cardDay, cardIssuer, communeOffice } from './offices.ts';
import { A4, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperMaker } from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, seal, signature, title } from './parts.ts';

/** Marriage papers (domain.md 4.4): certificate in two columns or ruled, wife left; copy extract in one column; before 2016 the husband stands first. */

type MarriageForm = 'columns' | 'table' | 'extract' | 'old';

export function makeMarriage(context: PaperContext, form: MarriageForm): Paper {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('marriage-certificate');
  const put = notes.put.bind(notes);
  const office = communeOffice(random.fork('office'), context.office, on);
  const serial = String(random.int(1, 260)).padStart(2, '0');
  const number = form === 'extract' ? `${serial}/TLKH-BS` : `${serial}/${yearOf(on)}`;
  const paperOf = (who: Person, key: string): string => {
    if (form === 'old') return put(key, who.oldId === '' ? `17${random.digits(7)}` : who.oldId);
    notes.note(key, who.citizenId);
    const issued = cardDay(who, on);
    return `${who.cardIssuedOn < '2024-07-01' ? 'CCCD' : 'Căn cước'} số <span data-field="${key}">${who.citizenId}</span> do ${cardIssuer(issued)} cấp ngày ${slashed(issued)}`;
  };
  const side = (
    who: Person,
    role: 'vợ' | 'chồng',
    prefix: 'wife' | 'husband',
  ): readonly (readonly [string, string])[] => [
    [`${form === 'old' ? 'Họ và tên' : 'Họ, chữ đệm, tên'} ${role}:`, put(`${prefix}Name`, who.fullName)],
    ['Ngày, tháng, năm sinh:', put(`${prefix}DateOfBirth`, who.dateOfBirth, slashed(who.dateOfBirth))],
    ['Dân tộc:', escapeHtml(who.ethnicity)],
    ['Quốc tịch:', escapeHtml(who.nationality)],
    [form === 'old' ? 'Nơi thường trú/tạm trú:' : 'Nơi cư trú:', escapeHtml(addressOf(who.residence, on))],
    [form === 'old' ? 'Số Giấy CMND/Hộ chiếu:' : 'Giấy tờ tùy thân:', paperOf(who, `${prefix}Id`)],
  ];
  const wife = side(family.wife, 'vợ', 'wife');
  const husband = side(family.husband, 'chồng', 'husband');
  for (const [who, role, key] of [
    [family.wife, 'Vợ', 'wifeId'],
    [family.husband, 'Chồng', 'husbandId'],
  ] as const) {
    const { fullName, dateOfBirth, ethnicity, nationality } = who;
    const address = addressOf(who.residence, on);
    notes.addRow('spouses', {
      ...{ role, fullName, dateOfBirth, ethnicity, nationality, address },
      citizenId: notes.values[key] ?? '',
    });
  }
  const registered =
    row([
      form === 'extract' ? 'Đã đăng ký kết hôn tại:' : form === 'old' ? 'Nơi đăng ký:' : 'Nơi đăng ký kết hôn:',
      put('registeredAt', office.full),
    ]) +
    row([
      'Ngày, tháng, năm đăng ký:',
      put('registeredOn', on, random.chance(0.5) ? slashed(on) : spoken(on).replace('ngày', 'Ngày')),
    ]);
  const sealed = signature(random, {
    heading: form === 'extract' ? 'NGƯỜI KÝ TRÍCH LỤC' : 'NGƯỜI KÝ GIẤY CHỨNG NHẬN KẾT HÔN',
    below: 'CHỦ TỊCH',
    name: escapeHtml(office.signer),
    seal: seal(random, office.sealText),
  });
  let body: string;
  if (form === 'columns' || form === 'old') {
    const [left, right] = form === 'old' ? [husband, wife] : [wife, husband];
    const lines = left.map(
      (cell, index) => `<div class="pair"><div>${row(cell)}</div><div>${row(right[index]!)}</div></div>`,
    );
    body = `<style>.pair{display:flex;gap:6mm}.pair>div{flex:1;min-width:0}</style>${lines.join('')}`;
  } else if (form === 'table') {
    const cell = ([label, value]: readonly [string, string]): string =>
      `<td class="left">${label} <span class="v">${value}</span></td>`;
    body = `<table class="grid"><tr><th>BÊN NỮ</th><th>BÊN NAM</th></tr>${wife.map((left, index) => `<tr>${cell(left)}${cell(husband[index]!)}</tr>`).join('')}</table>`;
  } else {
    body = [...wife, ...husband].map((cell) => row(cell)).join('');
  }
  const couple =
    form === 'extract'
      ? sealed
      : columns(
          signature(random, { heading: 'Vợ', below: '(Ký, ghi rõ họ tên)', name: escapeHtml(family.wife.fullName) }),
          signature(random, {
            heading: 'Chồng',
            below: '(Ký, ghi rõ họ tên)',
            name: escapeHtml(family.husband.fullName),
          }),
        ) + columns('', sealed);
  const html = `${SAMPLE_MARK}${header(look, { agency: office.header, number: put('certificateNumber', number), ...(form === 'extract' ? { placeAndDate: placeAndDate(office.place, on) } : {}) })}
${form === 'extract' ? title('TRÍCH LỤC KẾT HÔN', '<b>(BẢN SAO)</b>') : title('GIẤY CHỨNG NHẬN KẾT HÔN')}
${body}${registered}${form === 'extract' ? columns('', couple) : couple}`;
  return {
    type: 'marriage-certificate',
    variant: `marriage-${form}`,
    sheets: [{ html, ...A4 }],
    look,
    fields: notes.values,
    tables: notes.tables,
  };
}

export const marriage: PaperMaker = {
  type: 'marriage-certificate',
  variants: [
    {
      name: 'marriage-columns',
      weight: 4,
      from: '2021-06-01',
      to: '2026-10-30',
      make: (context) => makeMarriage(context, 'columns'),
    },
    {
      name: 'marriage-table',
      weight: 2,
      from: '2021-06-01',
      to: '2026-10-30',
      make: (context) => makeMarriage(context, 'table'),
    },
    {
      name: 'marriage-extract',
      weight: 3,
      from: '2021-06-01',
      to: '2026-10-30',
      make: (context) => makeMarriage(context, 'extract'),
    },
    {
      name: 'marriage-old',
      weight: 2,
      from: '2008-01-01',
      to: '2015-12-31',
      make: (context) => makeMarriage(context, 'old'),
    },
  ],
};
