import { inWords, slashed, spoken, yearOf } from '../dates.ts';
import { capitals } from '../people.ts';
import { addressOf, hometownOf, lowerUnit, units } from '../places.ts';
import { A4, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperMaker } from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, seal, signature, text, title } from './parts.ts';

/** Birth papers (domain.md 4.3): certificate since 2016, its certified-copy title, extract, and the typed blank before 2016. */

type BirthForm = 'certificate' | 'copy' | 'extract' | 'old';

const TITLES: Readonly<Record<BirthForm, readonly [string, string?]>> = {
  certificate: ['GIẤY KHAI SINH'],
  copy: ['GIẤY KHAI SINH', '<b>(BẢN SAO)</b>'],
  extract: ['TRÍCH LỤC KHAI SINH', '<b>(BẢN SAO)</b>'],
  old: ['GIẤY KHAI SINH', '(BẢN CHÍNH)'],
};

export function makeBirth(context: PaperContext, form: BirthForm): Paper {
  const { random, look, family, on, office } = context;
  const { wife: mother, husband: father, baby } = family;
  const notes = new FieldNotes('birth-certificate');
  const places = units(office, on);
  const agency = `Ủy ban nhân dân ${places.map(lowerUnit).join(', ')}`;
  const serial = String(random.int(1, 480)).padStart(2, '0');
  const number = form === 'extract' ? `${serial}/TLKS-BS` : form === 'old' ? serial : `${serial}/${yearOf(on)}`;
  const put = notes.put.bind(notes);
  const hospital = random.pick([
    `Bệnh viện Đa khoa ${lowerUnit(places.at(-1)!)}`,
    `Bệnh viện Phụ sản ${places.at(-1)!.replace(/^(Thành phố|Tỉnh) /u, '')}, ${lowerUnit(places.at(-1)!)}`,
    `Trạm Y tế ${places.map(lowerUnit).join(', ')}`,
  ]);
  const born =
    random.chance(0.6) || form === 'old' ? slashed(baby.dateOfBirth) : spoken(baby.dateOfBirth).replace('ngày', 'Ngày');
  const name = form === 'extract' ? random.pick([baby.fullName, capitals(baby.fullName)]) : capitals(baby.fullName);
  const person = (who: typeof mother, label: string, nameKey: string, yearKey: string): string =>
    row([label, put(nameKey, who.fullName)]) +
    row(
      ['Năm sinh:', put(yearKey, String(yearOf(who.dateOfBirth)))],
      ['Dân tộc:', escapeHtml(who.ethnicity)],
      ['Quốc tịch:', escapeHtml(who.nationality)],
    ) +
    row([form === 'old' ? 'Nơi thường trú/tạm trú:' : 'Nơi cư trú:', escapeHtml(addressOf(who.residence, on))]);
  const motherRows = person(
    mother,
    form === 'old' ? 'Họ và tên mẹ:' : 'Họ, chữ đệm, tên người mẹ:',
    'motherName',
    'motherBirthYear',
  );
  const fatherRows = person(
    father,
    form === 'old' ? 'Họ và tên cha:' : 'Họ, chữ đệm, tên người cha:',
    'fatherName',
    'fatherBirthYear',
  );
  const rows = [
    row([form === 'old' ? 'Họ và tên:' : 'Họ, chữ đệm, tên:', put('fullName', name)]),
    row([`Ngày, tháng, năm sinh:`, put('dateOfBirth', baby.dateOfBirth, born)]),
    row([form === 'old' ? '(bằng chữ):' : 'Ghi bằng chữ:', escapeHtml(inWords(baby.dateOfBirth))]),
    row(
      [form === 'old' ? 'Giới tính (Nam, nữ):' : 'Giới tính:', put('gender', baby.gender)],
      ['Dân tộc:', put('ethnicity', baby.ethnicity)],
      ['Quốc tịch:', put('nationality', baby.nationality)],
    ),
    row(['Nơi sinh:', put('placeOfBirth', hospital)]),
    row(['Quê quán:', put('hometown', hometownOf(baby.home, on))]),
  ];
  if (form !== 'old') rows.push(row(['Số định danh cá nhân:', put('citizenId', baby.citizenId)]));
  rows.push(...(form === 'old' ? [fatherRows, motherRows] : [motherRows, fatherRows]));
  const declarant = random.pick([father, mother]);
  if (form !== 'extract') {
    rows.push(
      row([
        form === 'old' ? 'Họ và tên người đi khai sinh:' : 'Họ, chữ đệm, tên người đi khai sinh:',
        escapeHtml(declarant.fullName),
      ]),
    );
    rows.push(
      form === 'old'
        ? row(['Quan hệ với người được khai sinh:', declarant === father ? 'Cha' : 'Mẹ'])
        : row(['Giấy tờ tùy thân:', `Căn cước công dân số ${declarant.citizenId}`]),
    );
  }
  rows.push(
    row([form === 'extract' ? 'Đăng ký khai sinh tại:' : 'Nơi đăng ký khai sinh:', put('registeredAt', agency)]),
  );
  rows.push(
    form === 'extract'
      ? row(['Số:', `${serial}/${yearOf(on)}`], ['ngày', put('registeredOn', on, slashed(on))])
      : row([
          'Ngày, tháng, năm đăng ký:',
          put('registeredOn', on, random.chance(0.5) ? slashed(on) : spoken(on).replace('ngày', 'Ngày')),
        ]),
  );
  if (form !== 'certificate') rows.push(row(['Ghi chú:', '']));
  const head = form === 'extract' ? 'NGƯỜI KÝ TRÍCH LỤC' : 'NGƯỜI KÝ GIẤY KHAI SINH';
  const signer = random.pick(['Nguyễn Đình Thọ', 'Trần Thị Thúy', 'Lê Quang Vỹ', 'Phạm Đức Ẩn', 'Hoàng Thị Nguyệt']);
  const place = places[0]!.replace(/^(Phường|Xã|Thị trấn|Đặc khu) (?=\D)/u, '');
  const html = `${SAMPLE_MARK}${header(look, {
    agency: [
      places.length === 3
        ? `UBND ${places[1]!.toLocaleUpperCase('vi')}`
        : `UBND ${places.at(-1)!.toLocaleUpperCase('vi')}`,
      `UBND ${places[0]!.toLocaleUpperCase('vi')}`,
    ],
    number: put('certificateNumber', number),
    ...(form === 'extract' ? { placeAndDate: placeAndDate(place, on) } : {}),
  })}${form === 'old' ? '<div class="small">Quyển số: 01</div>' : ''}${title(...TITLES[form])}
${rows.join('')}
${columns(
  form === 'old'
    ? signature(random, {
        heading: 'NGƯỜI ĐI KHAI SINH',
        below: '(Ký, ghi rõ họ tên)',
        name: escapeHtml(declarant.fullName),
      })
    : '',
  signature(random, {
    heading: head,
    below: random.pick(['(Ký, ghi rõ họ tên, chức vụ, đóng dấu)', 'CHỦ TỊCH', 'PHÓ CHỦ TỊCH']),
    name: escapeHtml(signer),
    seal: seal(random, `UBND ${places[0]!}`.toLocaleUpperCase('vi')),
  }),
)}${form === 'copy' ? text('<i>Chứng thực bản sao đúng với bản chính. Số chứng thực: ……… Quyển số: 01/SCT/BS</i>', 'margin-top:3mm;font-size:.85em') : ''}`;
  return { type: 'birth-certificate', variant: `birth-${form}`, sheets: [{ html, ...A4 }], look, fields: notes.values };
}

export const birth: PaperMaker = {
  type: 'birth-certificate',
  variants: [
    {
      name: 'birth-certificate',
      weight: 5,
      from: '2016-01-01',
      to: '2026-10-30',
      make: (context) => makeBirth(context, 'certificate'),
    },
    {
      name: 'birth-copy',
      weight: 2,
      from: '2016-01-01',
      to: '2026-10-30',
      make: (context) => makeBirth(context, 'copy'),
    },
    {
      name: 'birth-extract',
      weight: 3,
      from: '2016-01-01',
      to: '2026-10-30',
      make: (context) => makeBirth(context, 'extract'),
    },
    {
      name: 'birth-old',
      weight: 2,
      from: '2008-01-01',
      to: '2015-12-31',
      make: (context) => makeBirth(context, 'old'),
    },
  ],
};
