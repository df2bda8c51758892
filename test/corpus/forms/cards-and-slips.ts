import { addDays, slashed, spoken } from '../dates.ts';
import { capitals } from '../people.ts';
import { addressOf, lowerUnit, units } from '../places.ts';
import { qrSvg } from '../qr.ts';
import { communeOffice } from './offices.ts';
import { A4, A5, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperMaker } from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, signature, text, title } from './parts.ts';

/** Health-insurance card and reception slip (domain.md 4.11, 4.12). */

const BHYT_CSS = `<style>.bhyt{width:97mm;height:65mm;position:relative;overflow:hidden;background:#f3f8fc;border:.3mm solid #89a;font-family:'Arimo';font-size:7.6pt;line-height:1.42;color:#16202c;padding:3mm 4mm 2mm}
.bhyt .name{color:#c8102e;font-size:10.5pt;font-weight:bold;text-align:center}.bhyt .head{text-align:center;font-size:7.2pt;font-weight:bold}
.bhyt .card-mark{position:absolute;top:.8mm;right:2mm;font:bold 7pt 'Arimo'}
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
  for (const [index, name] of papers.entries()) {
    const copy = index === 0 ? { original: 'x' } : { photocopy: 'x' };
    notes.addRow('components', { order: String(index + 1), name, ...copy });
  }
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
    tables: notes.tables,
    qr: code,
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
