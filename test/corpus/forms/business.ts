import { addDays, slashed, spoken } from '../dates.ts';
import { capitals, type Person } from '../people.ts';
import { addressOf, bareUnit, units } from '../places.ts';
import type { Random } from '../random.ts';
import { cardDay, cardIssuer } from './offices.ts';
import { A4, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperMaker } from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, seal, signature, text, title } from './parts.ts';

/** Business papers (domain.md 4.10). */

const TRADES = [
  'Bán lẻ lương thực, thực phẩm, đồ uống',
  'Dịch vụ ăn uống',
  'Sửa chữa xe máy',
  'May trang phục',
  'Bán buôn vật liệu xây dựng',
  'Cắt tóc, gội đầu',
] as const;

export function makeHouseholdBusiness(context: PaperContext, form: '2021' | '2025'): Paper {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('household-business-certificate');
  const put = notes.put.bind(notes);
  const owner = random.pick([family.wife, family.husband]);
  const places = units(context.office, on);
  const [unit, chamber] =
    form === '2021'
      ? [places[1] ?? places[0]!, 'PHÒNG TÀI CHÍNH - KẾ HOẠCH']
      : [places[0]!, 'PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ'];
  const given = owner.fullName.split(' ').at(-1)!;
  const name = capitals(
    random.pick([
      `Hộ kinh doanh ${owner.fullName}`,
      `Cửa hàng tạp hóa ${given} Phượng`,
      `Quán ăn ${given}`,
      `Tiệm may ${given} Huỳnh`,
      `Hộ kinh doanh Đặc sản Quỳnh ${given}`,
    ]),
  );
  const code =
    form === '2021'
      ? `${random.digits(2)}${random.pick(['A', 'B', 'C', 'E', 'F'])}8${random.digits(6)}`
      : random.chance(0.5)
        ? `8${random.digits(9)}-001`
        : `8${random.digits(9)}`;
  const capital = random.int(2, 90) * 10_000_000;
  const person = [
    row(['Họ và tên:', put('fullName', capitals(owner.fullName))], ['Giới tính:', put('gender', owner.gender)]),
    row(
      ['Sinh ngày:', put('dateOfBirth', owner.dateOfBirth, slashed(owner.dateOfBirth))],
      ['Dân tộc:', escapeHtml(owner.ethnicity)],
      ['Quốc tịch:', escapeHtml(owner.nationality)],
    ),
    row(['Loại giấy tờ pháp lý của cá nhân:', 'Căn cước công dân']),
    row(['Số giấy tờ pháp lý của cá nhân:', put('citizenId', owner.citizenId)]),
    row(['Ngày cấp:', slashed(cardDay(owner, on))], ['Nơi cấp:', cardIssuer(cardDay(owner, on))]),
    row(['Địa chỉ thường trú:', escapeHtml(addressOf(owner.home, on))]),
    row(['Địa chỉ liên lạc:', escapeHtml(addressOf(owner.residence, on))]),
  ];
  const html = `${SAMPLE_MARK}${header(look, { agency: [`ỦY BAN NHÂN DÂN ${unit.toLocaleUpperCase('vi')}`, chamber] })}
${title('GIẤY CHỨNG NHẬN ĐĂNG KÝ<br>HỘ KINH DOANH')}
<div class="center"><b>${form === '2021' ? 'Số' : 'Mã số hộ kinh doanh'}: <span class="v">${put('businessCode', code)}</span></b></div>
<div class="center"><i>Đăng ký lần đầu, ${put('issuedOn', on, spoken(on))}</i></div>
<div class="center" style="margin-bottom:2mm"><i>Đăng ký thay đổi lần thứ: ……, ngày …… tháng …… năm ……</i></div>
${row(['<b>1. Tên hộ kinh doanh:</b>', put('businessName', name)])}
${row([`<b>2. ${form === '2021' ? 'Địa điểm kinh doanh' : 'Địa chỉ trụ sở hộ kinh doanh'}:</b>`, put('address', addressOf(owner.residence, on))])}
${row(['Điện thoại:', escapeHtml(owner.phone)], ['Fax:', ''])}${row(['Email:', ''], ['Website:', ''])}
${row(['<b>3. Ngành, nghề kinh doanh:</b>', random.pick(TRADES)])}
${row(['<b>4. Vốn kinh doanh:</b>', `${capital.toLocaleString('de-DE')} đồng`])}
${row(['<b>5. Chủ thể thành lập hộ kinh doanh:</b>', 'Cá nhân'])}
${text(`<b>6. Thông tin về chủ hộ kinh doanh:</b>`)}${person.join('')}
${columns('', signature(random, { heading: 'TRƯỞNG PHÒNG', below: '(Ký, ghi họ tên và đóng dấu)', name: 'Phan Đăng Mẫu', seal: seal(random, chamber) }))}`;
  return {
    type: 'household-business-certificate',
    variant: `household-business-${form}`,
    sheets: [{ html, ...A4 }],
    look,
    fields: notes.values,
  };
}

/** Ten digits; the last one checks the nine before it. */
export function makeCompanyCode(random: Random): string {
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;
  for (;;) {
    const nine = `${random.pick(['01', '03', '20', '28', '37', '04'])}${random.digits(7)}`;
    const check = 10 - ([...nine].reduce((sum, digit, index) => sum + Number(digit) * weights[index]!, 0) % 11);
    if (check >= 0 && check <= 9) return `${nine}${check}`;
  }
}

export function makeCompany(context: PaperContext, form: 'one-member' | 'joint-stock'): Paper {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('company-registration');
  const put = notes.put.bind(notes);
  const head: Person = random.pick([family.wife, family.husband]);
  const province = units(context.office, on).at(-1)!;
  const kind = form === 'one-member' ? 'CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN' : 'CÔNG TY CỔ PHẦN';
  const brand = random.pick([
    'Thương mại Dịch vụ Hưởng Phúc',
    'Xây dựng Đường Bộ Quỳnh Lưu',
    'Chế biến Thủy sản Năm Rộng',
    'Nông sản sạch Mỹ Đức',
    'Vận tải Đằng Giang',
    'Thiết bị & Giải pháp Ẩn Nguyệt',
  ]);
  const name = capitals(`${form === 'one-member' ? 'Công ty TNHH MTV' : 'Công ty Cổ phần'} ${brand}`);
  const changes = random.int(0, 4);
  const capital = random.int(5, 200) * 100_000_000;
  const department = on < '2025-03-01' ? 'SỞ KẾ HOẠCH VÀ ĐẦU TƯ' : 'SỞ TÀI CHÍNH';
  const html = `${SAMPLE_MARK}${header(look, { agency: [`${department} ${province.toLocaleUpperCase('vi')}`, 'PHÒNG ĐĂNG KÝ KINH DOANH'] })}
${title('GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP', `<b>${kind}</b>`)}
<div class="center"><b>Mã số doanh nghiệp: <span class="v">${put('companyCode', makeCompanyCode(random))}</span></b></div>
<div class="center"><i>Đăng ký lần đầu: ${changes === 0 ? put('issuedOn', on, spoken(on)) : spoken(addDays(on, -random.int(200, 1900)))}</i></div>
${changes === 0 ? '' : `<div class="center"><i>Đăng ký thay đổi lần thứ: ${changes}, ${put('issuedOn', on, spoken(on))}</i></div>`}
<h2>1. Tên công ty</h2>
${row(['Tên công ty viết bằng tiếng Việt:', put('companyName', name)])}${row(['Tên công ty viết bằng tiếng nước ngoài:', ''])}${row(['Tên công ty viết tắt:', ''])}
<h2>2. Địa chỉ trụ sở chính</h2>
${row(['', put('address', addressOf(context.office, on))])}${row(['Điện thoại:', escapeHtml(head.phone)], ['Email:', 'lienhe@congty.example.vn'])}
${row(['<b>3. Vốn điều lệ:</b>', `${capital.toLocaleString('de-DE')} đồng`])}
${form === 'one-member' ? `<h2>4. Thông tin về chủ sở hữu</h2>${row(['Họ, chữ đệm và tên:', escapeHtml(capitals(head.fullName))], ['Giới tính:', head.gender])}` : row(['<b>4. Mệnh giá cổ phần:</b>', '10.000 đồng'], ['Tổng số cổ phần:', (capital / 10_000).toLocaleString('de-DE')])}
<h2>5. Người đại diện theo pháp luật của công ty</h2>
${row(['* Họ, chữ đệm và tên:', put('representativeName', capitals(head.fullName))], ['Giới tính:', head.gender])}
${row(['Chức danh:', form === 'one-member' ? 'Giám đốc' : 'Tổng giám đốc'])}
${row(['Sinh ngày:', slashed(head.dateOfBirth)], ['Dân tộc:', escapeHtml(head.ethnicity)], ['Quốc tịch:', escapeHtml(head.nationality)])}
${row(['Số giấy tờ pháp lý của cá nhân:', put('representativeId', head.citizenId)])}
${row(['Ngày cấp:', slashed(cardDay(head, on))], ['Nơi cấp:', cardIssuer(cardDay(head, on))])}
${row(['Địa chỉ liên lạc:', escapeHtml(addressOf(head.residence, on))])}
${columns('', signature(random, { heading: 'TRƯỞNG PHÒNG', name: 'Đỗ Khắc Mẫu', seal: seal(random, `${department} ${bareUnit(province).toLocaleUpperCase('vi')}`) }))}`;
  return {
    type: 'company-registration',
    variant: `company-${form}`,
    sheets: [{ html, ...A4 }],
    look,
    fields: notes.values,
  };
}

export function makeAuthorisation(context: PaperContext, form: 'personal' | 'certified'): Paper {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('authorisation-letter');
  const put = notes.put.bind(notes);
  const [principal, agent] = random.chance(0.5) ? [family.grandparent, family.wife] : [family.wife, family.husband];
  const block = (who: Person, nameKey: string, idKey: string): string =>
    row([
      form === 'personal' ? 'Họ và tên:' : 'Ông/Bà:',
      put(nameKey, random.chance(0.6) ? capitals(who.fullName) : who.fullName),
    ]) +
    row(['Ngày sinh:', slashed(who.dateOfBirth)], ['Giới tính:', who.gender]) +
    row(['Số CCCD:', put(idKey, who.citizenId)], ['Ngày cấp:', slashed(cardDay(who, on))]) +
    row(['Nơi cấp:', cardIssuer(cardDay(who, on))]) +
    row(['Nơi cư trú:', escapeHtml(addressOf(who.residence, on))]);
  const content = random.pick([
    'Nộp hồ sơ và nhận kết quả đăng ký thường trú tại Bộ phận Một cửa',
    'Thay mặt tôi nộp hồ sơ, ký nhận kết quả đăng ký biến động đất đai',
    'Nhận Giấy chứng nhận đăng ký hộ kinh doanh và nộp lệ phí theo quy định',
    'Nộp và nhận bản sao trích lục khai sinh của tôi',
  ]);
  const place = bareUnit(units(context.office, on)[0]!);
  notes.note('signedOn', on);
  const dated = `<span data-field="signedOn">${placeAndDate(place, on)}</span>`;
  const html = `${SAMPLE_MARK}${header(look)}${title('GIẤY ỦY QUYỀN')}
${form === 'personal' ? '<div class="center small"><i>(Dành cho cá nhân)</i></div>' : ''}
<h2>${form === 'personal' ? 'I. BÊN ỦY QUYỀN:' : 'Người ủy quyền (Bên A):'}</h2>${block(principal, 'principalName', 'principalId')}
<h2>${form === 'personal' ? 'II. BÊN ĐƯỢC ỦY QUYỀN:' : 'Người được ủy quyền (Bên B):'}</h2>${block(agent, 'agentName', 'agentId')}
<h2>${form === 'personal' ? 'III. NỘI DUNG ỦY QUYỀN:' : 'Nội dung ủy quyền:'}</h2>${text(`<span class="v">${put('content', content)}</span>.`)}
${row([form === 'personal' ? 'IV. THỜI HẠN ỦY QUYỀN:' : 'Thời hạn ủy quyền:', random.pick(['Kể từ ngày ký đến khi hoàn thành công việc.', '06 tháng kể từ ngày ký.', `Đến hết ngày ${slashed(addDays(on, 180))}.`])])}
${text('Chúng tôi cam kết chịu trách nhiệm trước pháp luật về những thông tin ủy quyền ở trên.')}
${form === 'personal' ? `<div style="text-align:right"><i>${dated}</i></div>` : ''}
${columns(
  signature(random, {
    heading: form === 'personal' ? 'BÊN ĐƯỢC ỦY QUYỀN' : 'Bên B',
    below: '(Ký, ghi rõ họ tên)',
    name: escapeHtml(agent.fullName),
  }),
  signature(random, {
    heading: form === 'personal' ? 'BÊN ỦY QUYỀN' : 'Bên A',
    below: '(Ký, ghi rõ họ tên)',
    name: escapeHtml(principal.fullName),
    ...(form === 'certified' ? { date: dated } : {}),
  }),
)}
${form === 'certified' ? `<h2 class="center">LỜI CHỨNG CHỨNG THỰC CHỮ KÝ</h2>${text(`Hôm nay, ${spoken(on)}, tại Ủy ban nhân dân, tôi chứng thực người yêu cầu chứng thực đã ký vào giấy này trước mặt tôi. Số chứng thực: ${random.int(10, 990)} Quyển số: 01-SCT/CK,ĐC.`)}` : ''}`;
  return {
    type: 'authorisation-letter',
    variant: `authorisation-${form}`,
    sheets: [{ html, ...A4 }],
    look,
    fields: notes.values,
  };
}

const ADULT_FORMS = { from: '2021-06-01', to: '2026-10-30' } as const;

export const householdBusiness: PaperMaker = {
  type: 'household-business-certificate',
  variants: [
    {
      name: 'household-business-2021',
      weight: 3,
      from: '2021-06-01',
      to: '2025-06-30',
      make: (context) => makeHouseholdBusiness(context, '2021'),
    },
    {
      name: 'household-business-2025',
      weight: 3,
      from: '2025-07-01',
      to: '2026-10-30',
      make: (context) => makeHouseholdBusiness(context, '2025'),
    },
  ],
};

export const company: PaperMaker = {
  type: 'company-registration',
  variants: [
    { name: 'company-one-member', weight: 3, ...ADULT_FORMS, make: (context) => makeCompany(context, 'one-member') },
    { name: 'company-joint-stock', weight: 2, ...ADULT_FORMS, make: (context) => makeCompany(context, 'joint-stock') },
  ],
};

export const authorisation: PaperMaker = {
  type: 'authorisation-letter',
  variants: [
    {
      name: 'authorisation-personal',
      weight: 3,
      ...ADULT_FORMS,
      make: (context) => makeAuthorisation(context, 'personal'),
    },
    {
      name: 'authorisation-certified',
      weight: 2,
      ...ADULT_FORMS,
      make: (context) => makeAuthorisation(context, 'certified'),
    },
  ],
};
