import { addDays, slashed, spoken } from '../dates.ts';
import { capitals } from '../people.ts';
import { addressOf, bareUnit, lowerUnit, units } from '../places.ts';
import { qrSvg } from '../qr.ts';
import { communeOffice } from './offices.ts';
import { A4, A5, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperMaker } from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, seal, signature, text, title } from './parts.ts';

/** Health-insurance card, reception slip, and papers of no known type (domain.md 4.11, 4.12). */

const BHYT_CSS = `<style>.bhyt{width:97mm;height:65mm;position:relative;overflow:hidden;background:#f3f8fc;border:.3mm solid #89a;font-family:'Liberation Sans';font-size:7.6pt;line-height:1.42;color:#16202c;padding:3mm 4mm 2mm}
.bhyt .name{color:#c8102e;font-size:10.5pt;font-weight:bold;text-align:center}.bhyt .head{text-align:center;font-size:7.2pt;font-weight:bold}
.bhyt .card-mark{position:absolute;top:.8mm;right:2mm;font:bold 7pt 'Liberation Sans'}
.bhyt .left{padding-right:19mm}.bhyt .code{position:absolute;right:4mm;top:19mm;width:17mm;height:17mm}.bhyt .code svg{width:100%;height:100%}</style>`;

/** Hex of UTF-8, as the card's code carries names. */
function hex(value: string): string {
  return Buffer.from(value.normalize('NFC'), 'utf8').toString('hex');
}

export async function makeHealthCard(context: PaperContext, form: '10' | '15', placed: 'alone' | 'a4'): Promise<Paper> {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('health-insurance-card');
  const put = notes.put.bind(notes);
  const person = random.pick([family.wife, family.husband, family.grandparent, ...family.children]);
  const social = random.digits(10);
  const level = random.int(1, 5);
  const number =
    form === '10'
      ? social
      : `${random.pick(['GD', 'DN', 'HT', 'TE', 'HS'])}${level}${random.pick(['01', '38', '40', '79'])}${social}`;
  const hospital = `Trạm Y tế ${units(person.residence, on).slice(0, 2).map(lowerUnit).join(', ')}`;
  const code = [
    number,
    hex(person.fullName),
    slashed(person.dateOfBirth),
    person.gender === 'Nam' ? '1' : '2',
    hex(addressOf(person.residence, on)),
    `${random.digits(2)} - ${random.digits(3)}`,
    slashed(on),
    '-',
    slashed(addDays(on, 3)),
    random.digits(14),
  ].join('|');
  const qr = form === '15' ? `<div class="code">${await qrSvg(code, 'L')}</div>` : '';
  const card = `${BHYT_CSS}<div class="bhyt"><div class="head">BẢO HIỂM XÃ HỘI VIỆT NAM</div><div class="name">THẺ BẢO HIỂM Y TẾ</div>
<div class="left"><div>Mã số: <b style="font-size:9.5pt">${put('insuranceNumber', number)}</b></div>
<div>Họ và tên: <b>${put('fullName', capitals(person.fullName))}</b></div>
<div>Ngày sinh: ${put('dateOfBirth', person.dateOfBirth, slashed(person.dateOfBirth))} &nbsp; Giới tính: ${put('gender', person.gender)}</div>
${form === '10' ? `<div>Mã mức hưởng: ${level} &nbsp; Mã nơi đối tượng sinh sống: ${random.pick(['', 'K1', 'K2', 'K3'])}</div>` : `<div>Địa chỉ: ${escapeHtml(addressOf(person.residence, on))}</div>`}
<div>Nơi đăng ký KCB ban đầu: ${escapeHtml(hospital)}</div>
<div>Giá trị sử dụng: từ ngày ${put('validFrom', on, slashed(on))}</div>
<div>Thời điểm đủ 05 năm liên tục: từ ngày ${slashed(addDays(on, 1826))}</div></div>${qr}
<div class="card-mark">MẪU</div></div>`;
  const sheets =
    placed === 'alone'
      ? [{ html: card, widthMm: 97, heightMm: 65, dpi: random.pick([300, 600] as const) }]
      : [
          {
            html: `<div class="sample-mark">MẪU</div><div style="position:absolute;left:${random.between(15, 95)}mm;top:${random.between(24, 180)}mm">${card}</div>`,
            ...A4,
          },
        ];
  return {
    type: 'health-insurance-card',
    variant: `bhyt-${form}${placed === 'a4' ? '-a4' : ''}`,
    sheets,
    look,
    fields: notes.values,
    ...(form === '15' ? { qr: code } : {}),
  };
}

export async function makeReceptionSlip(context: PaperContext, form: 'form-01' | 'form-01-a4'): Promise<Paper> {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('reception-slip');
  const put = notes.put.bind(notes);
  const person = random.pick([family.wife, family.husband, family.grandparent]);
  const office = communeOffice(random.fork('office'), context.office, on);
  const day = `${on.slice(2, 4)}${on.slice(5, 7)}${on.slice(8, 10)}`;
  const code = random.chance(0.5)
    ? `000.${random.int(10, 38)}.${random.int(10, 60)}.H${random.int(10, 63)}-${day}-${random.digits(4)}`
    : `H${random.int(10, 63)}.${random.int(1, 40)}.${random.int(1, 9)}-${day}-${random.digits(4)}`;
  const qr = await qrSvg(code, 'M');
  const papers = random
    .shuffle([
      'Tờ khai theo mẫu',
      'Giấy chứng sinh',
      'Bản sao Căn cước công dân',
      'Giấy chứng nhận kết hôn',
      'Giấy tờ chứng minh chỗ ở hợp pháp',
      'Giấy ủy quyền',
    ])
    .slice(0, random.int(2, 4));
  const request = random.pick([
    'Đăng ký khai sinh',
    'Đăng ký thường trú',
    'Cấp Giấy xác nhận tình trạng hôn nhân',
    'Đăng ký biến động đất đai',
    'Đăng ký thành lập hộ kinh doanh',
  ]);
  const html = `<style>.slip-qr{position:absolute;left:${form === 'form-01' ? 10 : 20}mm;top:5mm;width:14mm;height:14mm}.slip-qr svg{width:100%;height:100%}.slip{padding-top:${form === 'form-01' ? 10 : 4}mm}</style>${SAMPLE_MARK}<div class="slip-qr">${qr}</div><div class="slip">${header(look, { agency: [office.header[1], 'BỘ PHẬN MỘT CỬA'], placeAndDate: placeAndDate(office.place, on) })}
<div>Mã hồ sơ: <span class="v">${put('dossierCode', code)}</span></div>${title('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ')}
${row(['Bộ phận Tiếp nhận và Trả kết quả:', escapeHtml(office.full)])}
${row(['Tiếp nhận hồ sơ của ông (bà):', put('fullName', person.fullName)])}
${row(['Địa chỉ:', escapeHtml(addressOf(person.residence, on))])}${row(['Số điện thoại:', escapeHtml(person.phone)], ['Email:', ''])}
${row(['Số căn cước/Hộ chiếu:', put('citizenId', person.citizenId)])}${row(['Nội dung yêu cầu giải quyết:', request])}
${text('1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:')}
<table class="grid"><tr><th>TT</th><th>Thành phần hồ sơ</th><th>Bản chính</th><th>Bản chứng thực</th><th>Bản photo</th></tr>${papers.map((paper, index) => `<tr><td>${index + 1}</td><td class="left">${paper}</td><td>${index === 0 ? 'x' : ''}</td><td></td><td>${index === 0 ? '' : 'x'}</td></tr>`).join('')}</table>
${text('2. Số lượng hồ sơ: 01 bộ')}${text('3. Thời gian giải quyết hồ sơ theo quy định: 05 ngày làm việc')}
${text(`4. Thời gian nhận hồ sơ: 09 giờ ${random.int(10, 59)} phút, ${spoken(on)}`)}${text(`5. Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 00 phút, ${spoken(addDays(on, 7))}`)}
${text('6. Đăng ký nhận kết quả tại: Bộ phận Một cửa')}
${columns(signature(random, { heading: 'NGƯỜI NỘP HỒ SƠ', below: '(Ký và ghi rõ họ tên)', name: escapeHtml(person.fullName) }), signature(random, { heading: 'NGƯỜI TIẾP NHẬN HỒ SƠ', below: '(Ký và ghi rõ họ tên)', name: escapeHtml(office.signer) }))}</div>`;
  return {
    type: 'reception-slip',
    variant: `slip-${form}`,
    sheets: [{ html, ...(form === 'form-01' ? A5 : A4) }],
    look: form === 'form-01' ? { ...look, sizePt: 10.5 } : look,
    fields: notes.values,
    qr: code,
  };
}

export function makeOther(context: PaperContext, form: 'request' | 'minutes' | 'contract'): Paper {
  const { random, look, family, on } = context;
  const notes = new FieldNotes('other');
  const person = family.wife;
  const office = communeOffice(random.fork('office'), context.office, on);
  const place = bareUnit(units(context.office, on)[0]!);
  const dated = placeAndDate(place, on);
  const bodies = {
    request: `${header(look)}${title('ĐƠN ĐỀ NGHỊ', 'Về việc xin hỗ trợ sửa chữa nhà ở')}${text(`Kính gửi: ${escapeHtml(office.full)}`)}${row(['Tôi tên là:', escapeHtml(person.fullName)])}${row(['Thường trú tại:', escapeHtml(addressOf(person.residence, on))])}
${text('Gia đình tôi thuộc diện có hoàn cảnh khó khăn, nhà ở đã xuống cấp sau đợt mưa bão vừa qua. Tôi làm đơn này kính mong quý cơ quan xem xét, hỗ trợ gia đình tôi một phần kinh phí để sửa chữa lại mái nhà và tường bao.')}${text('Tôi xin chân thành cảm ơn.')}${columns('', signature(random, { heading: 'Người làm đơn', date: dated, name: escapeHtml(person.fullName) }))}`,
    minutes: `${header(look, { agency: office.header, number: `${random.int(10, 90)}/BB-UBND`, placeAndDate: dated })}${title('BIÊN BẢN LÀM VIỆC')}${text(`Hôm nay, ${spoken(on)}, tại trụ sở ${escapeHtml(office.full)}, chúng tôi gồm:`)}${text(`1. Ông ${escapeHtml(office.signer)} - Chủ tịch`)}${text(`2. Bà ${escapeHtml(person.fullName)} - Công dân`)}${text('Nội dung làm việc: trao đổi về ranh giới sử dụng ngõ đi chung giữa các hộ dân trong tổ. Các bên thống nhất giữ nguyên hiện trạng và không xây dựng thêm công trình lấn ra lối đi.')}${text('Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản.')}${columns(signature(random, { heading: 'CÔNG DÂN', name: escapeHtml(person.fullName) }), signature(random, { heading: 'ĐẠI DIỆN UBND', name: escapeHtml(office.signer), seal: seal(random, office.sealText) }))}`,
    contract: `${header(look)}${title('HỢP ĐỒNG THUÊ NHÀ')}${text(`Hôm nay, ${spoken(on)}, chúng tôi gồm:`)}<h2>BÊN CHO THUÊ (Bên A)</h2>${row(['Ông:', escapeHtml(family.husband.fullName)])}<h2>BÊN THUÊ (Bên B)</h2>${row(['Bà:', escapeHtml(person.fullName)])}${text(`Điều 1. Bên A cho Bên B thuê căn nhà tại ${escapeHtml(addressOf(person.residence, on))}, diện tích ${random.int(20, 90)} m<sup>2</sup>, thời hạn 12 tháng.`)}${text(`Điều 2. Giá thuê ${random.int(2, 9)}.500.000 đồng mỗi tháng, trả vào ngày 05 hằng tháng.`)}${text('Điều 3. Hai bên cam kết thực hiện đúng các điều khoản đã ghi trong hợp đồng này.')}${columns(signature(random, { heading: 'BÊN A', name: escapeHtml(family.husband.fullName) }), signature(random, { heading: 'BÊN B', name: escapeHtml(person.fullName) }))}`,
  } as const;
  return {
    type: 'other',
    variant: `other-${form}`,
    sheets: [{ html: `${SAMPLE_MARK}${bodies[form]}`, ...A4 }],
    look,
    fields: notes.values,
  };
}

const ANY = { from: '2021-06-01', to: '2026-10-30' } as const;

export const healthCard: PaperMaker = {
  type: 'health-insurance-card',
  variants: [
    { name: 'bhyt-10', weight: 2, ...ANY, make: (context) => makeHealthCard(context, '10', 'alone') },
    { name: 'bhyt-15', weight: 2, ...ANY, make: (context) => makeHealthCard(context, '15', 'alone') },
    { name: 'bhyt-10-a4', weight: 1, ...ANY, make: (context) => makeHealthCard(context, '10', 'a4') },
  ],
};

export const receptionSlip: PaperMaker = {
  type: 'reception-slip',
  variants: [
    { name: 'slip-form-01', weight: 3, ...ANY, make: (context) => makeReceptionSlip(context, 'form-01') },
    { name: 'slip-form-01-a4', weight: 1, ...ANY, make: (context) => makeReceptionSlip(context, 'form-01-a4') },
  ],
};

export const other: PaperMaker = {
  type: 'other',
  variants: [
    { name: 'other-request', weight: 1, ...ANY, make: (context) => makeOther(context, 'request') },
    { name: 'other-minutes', weight: 1, ...ANY, make: (context) => makeOther(context, 'minutes') },
    { name: 'other-contract', weight: 1, ...ANY, make: (context) => makeOther(context, 'contract') },
  ],
};
