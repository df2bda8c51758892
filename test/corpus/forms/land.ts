import { numberInWords, slashed, yearOf } from '../dates.ts';
import { capitals } from '../people.ts';
import { addressOf, bareUnit, lowerUnit, units } from '../places.ts';
import { qrSvg } from '../qr.ts';
import type { Random } from '../random.ts';
import { cardDay, cardIssuer } from './offices.ts';
import { A4, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperMaker } from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, seal, signature, text, title } from './parts.ts';

/** Land papers (domain.md 4.8 and 4.9). */

/** Decimal comma, as printed. */
function makeArea(random: Random): string {
  const whole = random.int(38, 1450);
  return random.chance(0.65) ? `${whole},${random.int(1, 9)}` : String(whole);
}

function makeSerial(random: Random, digits: number): string {
  const letters = ['AA', 'AB', 'BA', 'BD', 'CH', 'CS', 'CT', 'DA', 'DĐ', 'DE', 'DL', 'DP'];
  return `${random.pick(letters)} ${random.digits(digits)}`;
}

export function makeLandApplication(context: PaperContext, form: '11/ĐK' | '18'): Paper {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('land-change-application');
  const put = notes.put.bind(notes);
  const person = random.pick([family.wife, family.husband, family.grandparent]);
  const places = units(context.office, on);
  const office =
    form === '11/ĐK'
      ? `Chi nhánh Văn phòng đăng ký đất đai ${lowerUnit(places[1] ?? places[0]!)}`
      : random.pick([
          `Văn phòng đăng ký đất đai ${lowerUnit(places.at(-1)!)}`,
          `Chủ tịch Ủy ban nhân dân ${lowerUnit(places[0]!)}`,
        ]);
  const issued = cardDay(person, on);
  const change = random.pick([
    `Nhận chuyển nhượng quyền sử dụng đất của ông ${capitals(family.husband.fullName)}`,
    'Thay đổi thông tin về giấy tờ nhân thân của người sử dụng đất từ Chứng minh nhân dân sang Căn cước công dân',
    'Nhận tặng cho quyền sử dụng đất từ cha mẹ',
    'Nhận thừa kế quyền sử dụng đất theo văn bản thỏa thuận phân chia di sản',
    'Chuyển mục đích sử dụng đất từ đất trồng cây lâu năm sang đất ở',
  ]);
  notes.note('signedOn', on);
  const serial = makeSerial(random, on < '2025-01-01' && random.chance(0.5) ? 6 : 8);
  const html = `${SAMPLE_MARK}${header(look, { corner: form === '11/ĐK' ? 'Mẫu số 11/ĐK' : 'Mẫu số 18' })}
${title('ĐƠN ĐĂNG KÝ BIẾN ĐỘNG<br>ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT')}
<div class="center" style="margin-bottom:2mm">Kính gửi: <span class="v">${escapeHtml(office)}</span></div>
<h2>1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất, người quản lý đất:</h2>
${row(['a) Tên:', `${put('fullName', capitals(person.fullName))}, sinh năm ${yearOf(person.dateOfBirth)}`])}
${row(['b) Giấy tờ nhân thân/pháp nhân:', `CCCD số ${put('citizenId', person.citizenId)}, ${cardIssuer(issued)} cấp ngày ${slashed(issued)}`])}
${row(['c) Địa chỉ:', put('address', addressOf(person.residence, on))])}
${row(['d) Điện thoại liên hệ (nếu có):', escapeHtml(person.phone)], ['Hộp thư điện tử (nếu có):', ''])}
<h2>2. Nội dung biến động:</h2>
${row(['', put('change', change)])}
${row(['Thửa đất số:', put('plotNumber', String(random.int(1, 980)))], ['tờ bản đồ số:', put('mapSheetNumber', String(random.int(1, 86)))], ['diện tích (m<sup>2</sup>):', put('area', makeArea(random))])}
${row(['Địa chỉ thửa đất:', escapeHtml(places.map(lowerUnit).join(', '))])}
<h2>3. Giấy tờ liên quan đến nội dung biến động nộp kèm theo đơn này gồm có:</h2>
${text(`(1) Giấy chứng nhận đã cấp, số phát hành: <span class="v">${put('certificateSerial', serial)}</span>;`)}
${text('(2) Hợp đồng hoặc văn bản về nội dung biến động;')}
${text('(3) Bản sao giấy tờ nhân thân.')}
${text('Tôi có □ không có □ nhu cầu cấp mới Giấy chứng nhận.')}
${text('Tôi cam đoan nội dung kê khai trên đơn là đúng sự thật, nếu sai tôi hoàn toàn chịu trách nhiệm trước pháp luật.')}
${columns('', signature(random, { heading: 'Người viết đơn', below: '(Ký và ghi rõ họ tên, đóng dấu nếu có)', date: `<span data-field="signedOn">${placeAndDate(bareUnit(places[0]!), on)}</span>`, name: escapeHtml(person.fullName) }))}`;
  return {
    type: 'land-change-application',
    variant: form === '18' ? 'land-application-18' : 'land-application-11dk',
    sheets: [{ html, ...A4 }],
    look,
    fields: notes.values,
  };
}

const LAND_CSS = `<style>.sheet{background:#fdf4f2}.land-red{color:#c4161c}.land-title{font-size:1.5em;text-align:center;font-weight:bold;line-height:1.25;margin:5mm 0 3mm}
.drums{position:absolute;inset:0}.land-qr{position:absolute;right:16mm;top:14mm;width:20mm;height:20mm;background:#fff}.land-qr svg{width:100%;height:100%}
.plan{width:92mm;height:78mm;display:block;margin:2mm auto}</style>`;

function drums(random: Random): string {
  const rings = Array.from({ length: 9 }, () => {
    const x = random.int(10, 200);
    const y = random.int(20, 280);
    return [10, 16, 22]
      .map((radius) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#f0b9b4" stroke-width=".5"/>`)
      .join('');
  });
  return `<svg class="drums" data-skip viewBox="0 0 210 297">${rings.join('')}</svg>`;
}

export async function makeLandCertificate(context: PaperContext, form: '2025' | '2009'): Promise<Paper> {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('land-certificate');
  const put = notes.put.bind(notes);
  const person = random.pick([family.wife, family.husband, family.grandparent]);
  const places = units(context.office, on);
  const area = makeArea(random);
  const use = random.pick([
    'Đất ở tại nông thôn',
    'Đất ở tại đô thị',
    'Đất trồng cây lâu năm',
    'Đất chuyên trồng lúa',
    'Đất nuôi trồng thủy sản',
  ]);
  const term = use.startsWith('Đất ở') ? 'Lâu dài' : `Đến ngày 15/10/${yearOf(on) + random.int(18, 45)}`;
  const serial = makeSerial(random, form === '2025' ? 8 : random.pick([6, 8]));
  const register = `${random.pick(['CS', 'CH', 'CN', 'VP'])} ${random.digits(5)}`;
  const plot = random.int(1, 980);
  const map = random.int(1, 86);
  const holder = `${person.gender === 'Nam' ? 'Ông' : 'Bà'}: ${put('holderName', capitals(person.fullName))}`;
  const placeText = `${context.office.detail}, ${places.map(lowerUnit).join(', ')}`;
  notes.note('issuedOn', on);
  const dated = `<span data-field="issuedOn">${placeAndDate(bareUnit(places.at(-1)!), on)}</span>`;
  const corners = `${random.int(20, 34)},18 ${random.int(72, 86)},${random.int(14, 24)} ${random.int(74, 88)},66 ${random.int(16, 30)},${random.int(60, 70)}`;
  const plan = `<svg class="plan" data-skip viewBox="0 0 100 80"><polygon points="${corners}" fill="none" stroke="#222" stroke-width=".7"/><path d="M5 8v-5M5 3l-1.5 2.5M5 3l1.5 2.5" stroke="#222" stroke-width=".5" fill="none"/></svg>`;
  if (form === '2025') {
    const code = random.digits(13);
    const qr = await qrSvg(`https://giaychungnhan.example.vn/tra-cuu?ma=${code}`, 'M');
    const first = `${LAND_CSS}${drums(random)}${SAMPLE_MARK}<div class="land-qr">${qr}</div>
<div class="center" style="width:125mm;position:relative"><b>CỘNG ${look.republic} XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b></div>
<div class="land-title land-red">GIẤY CHỨNG NHẬN<br>QUYỀN SỬ DỤNG ĐẤT,<br>QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT</div>
<div style="position:relative"><div class="small">Mã Giấy chứng nhận: <span class="v">${code}</span></div>
<h2>1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:</h2>
${row(['', holder])}${row(['Căn cước công dân số:', put('citizenId', person.citizenId)])}
<h2>2. Thông tin thửa đất:</h2>
${row(['Thửa đất số:', put('plotNumber', String(plot))], ['Tờ bản đồ số:', put('mapSheetNumber', String(map))])}
${row(['Diện tích:', `${put('area', area)} m<sup>2</sup>`])}
${row(['Loại đất:', put('landUse', use)])}${row(['Thời hạn sử dụng đất:', term])}
${row(['Hình thức sử dụng đất:', 'Sử dụng riêng'])}${row(['Địa chỉ:', put('address', placeText)])}
${row(['Nguồn gốc sử dụng đất:', 'Công nhận quyền sử dụng đất như giao đất có thu tiền sử dụng đất'])}
<h2>3. Thông tin tài sản gắn liền với đất:</h2>${row(['', '-/-'])}
${columns(`<div style="padding-top:26mm"><span class="small">Số phát hành:</span> <b class="land-red" style="font-size:1.2em">${put('certificateSerial', serial)}</b></div>`, signature(random, { date: dated, heading: `CHI NHÁNH VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI`, below: 'GIÁM ĐỐC', name: 'Trịnh Bá Mẫu', seal: seal(random, 'VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI') }))}
<div class="small center"><i>Thông tin chi tiết được thể hiện tại mã QR</i></div></div>`;
    const second = `${LAND_CSS}${drums(random)}${SAMPLE_MARK}<div style="position:relative"><h2>4. Sơ đồ thửa đất, tài sản gắn liền với đất:</h2>${plan}
<h2>5. Ghi chú:</h2>${row(['', 'Không'])}
<h2>6. Những thay đổi sau khi cấp Giấy chứng nhận:</h2>
<table class="grid"><tr><th>Nội dung thay đổi và cơ sở pháp lý</th><th>Xác nhận của cơ quan có thẩm quyền</th></tr><tr><td style="height:52mm"></td><td></td></tr></table>
${row(['Số vào sổ cấp Giấy chứng nhận:', put('registerNumber', register)])}
${text('Người được cấp Giấy chứng nhận không được sửa chữa, tẩy xóa hoặc bổ sung bất kỳ nội dung nào trong Giấy chứng nhận.', 'font-size:.85em')}</div>`;
    return {
      type: 'land-certificate',
      variant: 'land-2025',
      sheets: [
        { html: first, ...A4 },
        { html: second, ...A4 },
      ],
      look,
      fields: notes.values,
      qr: `https://giaychungnhan.example.vn/tra-cuu?ma=${code}`,
    };
  }
  const cover = `${LAND_CSS}${drums(random)}${SAMPLE_MARK}<div style="position:relative">
<div class="center"><b>CỘNG ${look.republic} XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b></div>
<div class="land-title land-red" style="margin-top:16mm">GIẤY CHỨNG NHẬN<br>QUYỀN SỬ DỤNG ĐẤT<br>QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT</div>
<h2>I. Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất</h2>
${text(`<span class="v">${holder}</span>`)}${text(`Năm sinh: ${yearOf(person.dateOfBirth)}, CCCD số: ${put('citizenId', person.citizenId)}`)}
${text(`Địa chỉ thường trú: ${escapeHtml(addressOf(person.residence, on))}`)}
<div style="margin-top:30mm;text-align:right"><b class="land-red" style="font-size:1.35em">${put('certificateSerial', serial)}</b></div></div>`;
  const whole = Number(area.split(',')[0]);
  const inner = `${LAND_CSS}${drums(random)}${SAMPLE_MARK}<div style="position:relative"><h2>II. Thửa đất, nhà ở và tài sản khác gắn liền với đất</h2><h2>1. Thửa đất:</h2>
${row(['a) Thửa đất số:', `${put('plotNumber', String(plot))},`], ['tờ bản đồ số:', put('mapSheetNumber', String(map))])}
${row(['b) Địa chỉ:', put('address', placeText)])}
${row(['c) Diện tích:', `${put('area', area)} m<sup>2</sup>,`], ['(bằng chữ:', `${numberInWords(whole)}${area.includes(',') ? ` phẩy ${numberInWords(Number(area.split(',')[1]))}` : ''} mét vuông)`])}
${row(['d) Hình thức sử dụng:', 'Sử dụng riêng'])}${row(['đ) Mục đích sử dụng:', put('landUse', use)])}
${row(['e) Thời hạn sử dụng:', term])}${row(['g) Nguồn gốc sử dụng:', 'Công nhận QSDĐ như giao đất có thu tiền sử dụng đất'])}
${row(['2. Nhà ở:', '-/-'])}${row(['3. Công trình xây dựng khác:', '-/-'])}${row(['4. Rừng sản xuất là rừng trồng:', '-/-'])}${row(['5. Cây lâu năm:', '-/-'])}${row(['6. Ghi chú:', 'Không'])}
<h2>III. Sơ đồ thửa đất, nhà ở và tài sản khác gắn liền với đất</h2>${plan.replace('class="plan"', 'class="plan" style="height:52mm"')}
${columns(`<div style="padding-top:24mm">Số vào sổ cấp GCN: <span class="v">${put('registerNumber', register)}</span></div>`, signature(random, { date: dated, heading: `TM. ỦY BAN NHÂN DÂN`, below: 'CHỦ TỊCH', name: 'Trịnh Bá Mẫu', seal: seal(random, `UBND ${(places[1] ?? places[0])!}`.toLocaleUpperCase('vi')) }))}</div>`;
  return {
    type: 'land-certificate',
    variant: 'land-2009',
    sheets: [
      { html: cover, ...A4 },
      { html: inner, ...A4 },
    ],
    look,
    fields: notes.values,
  };
}

export const landApplication: PaperMaker = {
  type: 'land-change-application',
  variants: [
    {
      name: 'land-application-18',
      weight: 3,
      from: '2025-07-01',
      to: '2026-10-30',
      make: (context) => makeLandApplication(context, '18'),
    },
    {
      name: 'land-application-11dk',
      weight: 2,
      from: '2024-08-01',
      to: '2025-06-30',
      make: (context) => makeLandApplication(context, '11/ĐK'),
    },
  ],
};

export const landCertificate: PaperMaker = {
  type: 'land-certificate',
  variants: [
    {
      name: 'land-2025',
      weight: 3,
      from: '2025-01-01',
      to: '2026-10-30',
      make: (context) => makeLandCertificate(context, '2025'),
    },
    {
      name: 'land-2009',
      weight: 2,
      from: '2021-06-01',
      to: '2024-12-31',
      make: (context) => makeLandCertificate(context, '2009'),
    },
  ],
};
