import { slashed, spoken } from '../dates.ts';
import { capitals, makeFamily } from '../people.ts';
import { addressOf, bareUnit, units } from '../places.ts';
import type { Random } from '../random.ts';
import { communeOffice, type Office } from './offices.ts';
import { makePageMarks } from './page-marks.ts';
import { A4, escapeHtml, FieldNotes, type Paper, type PaperContext, type PaperVariant } from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, seal, signature, text, title } from './parts.ts';

/** Papers of kinds that the station doesn't know, of one to three pages: letters, contracts, lists, plain text. */

interface Scene extends PaperContext {
  readonly issuer: Office;
  readonly dated: string;
}

const SENTENCES = [
  'Căn nhà của gia đình tôi nằm cuối ngõ, phía sau giáp bờ mương thoát nước của tổ dân phố.',
  'Trong quá trình sinh sống, gia đình luôn chấp hành chủ trương của địa phương và đóng góp đầy đủ các khoản phí.',
  'Từ đầu năm đến nay mực nước dâng cao, mỗi lần mưa lớn là nước tràn vào sân và gian bếp.',
  'Hai bên đã nhiều lần trao đổi nhưng chưa thống nhất được phương án sửa chữa phần tường chung.',
  'Ông bà nội tôi trước đây có giấy khai sinh và giấy chứng nhận kết hôn, nay đã thất lạc do lũ.',
  'Việc ủy quyền cho con trai đi nhận kết quả đã được cả nhà đồng ý và ghi lại trong biên bản họp gia đình.',
  'Diện tích thửa đất, mục đích sử dụng và thời hạn sử dụng ghi trong hồ sơ cũ không còn phù hợp.',
  'Kính mong quý cơ quan cử cán bộ xuống kiểm tra thực tế và hướng dẫn gia đình thực hiện.',
  'Trường hợp có thay đổi, bên phát sinh thay đổi phải báo cho bên kia trước ít nhất ba mươi ngày.',
  'Mọi tranh chấp phát sinh được giải quyết trước hết bằng thương lượng trên tinh thần hợp tác.',
  'Các hộ trong xóm góp công đào lại rãnh, đặt ống bê tông và trồng thêm hàng cây chắn gió.',
  'Thẻ bảo hiểm y tế của cháu hết giá trị sử dụng từ tháng trước nên gia đình phải tự chi trả.',
] as const;

function paragraphs(random: Random, count: number): string {
  return Array.from({ length: count }, () =>
    text(
      Array.from({ length: random.int(2, 4) }, () => random.pick(SENTENCES)).join(' '),
      'text-indent:8mm;margin-top:1.5mm',
    ),
  ).join('');
}

function contract({ random, look, family, on }: Scene): readonly string[] {
  const subject = random.pick([
    'HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT',
    'HỢP ĐỒNG TẶNG CHO QUYỀN SỬ DỤNG ĐẤT',
    'HỢP ĐỒNG MUA BÁN NHÀ Ở',
  ]);
  const article = (at: number, heading: string, body: string): string =>
    `<h2>ĐIỀU ${at}. ${heading}</h2>${body}${paragraphs(random, 2)}`;
  return [
    `${header(look)}${title(subject)}${text(`Hôm nay, ${spoken(on)}, chúng tôi gồm:`)}<h2>BÊN A</h2>${row(['Ông:', escapeHtml(family.husband.fullName)], ['CCCD số:', family.husband.citizenId])}<h2>BÊN B</h2>${row(['Bà:', escapeHtml(family.wife.fullName)], ['CCCD số:', family.wife.citizenId])}${article(1, 'ĐỐI TƯỢNG CỦA HỢP ĐỒNG', text(`Thửa đất số ${random.int(1, 900)}, tờ bản đồ số ${random.int(1, 80)}, diện tích ${random.int(50, 400)} m<sup>2</sup>, mục đích sử dụng: đất ở; thời hạn sử dụng: lâu dài.`))}`,
    `${article(2, 'GIÁ VÀ PHƯƠNG THỨC THANH TOÁN', text('Nguồn gốc sử dụng: nhận thừa kế. Hình thức sử dụng: riêng.'))}${article(3, 'QUYỀN VÀ NGHĨA VỤ CỦA CÁC BÊN', '')}${article(4, 'GIẢI QUYẾT TRANH CHẤP', '')}`,
    `${article(5, 'ĐIỀU KHOẢN CHUNG', '')}${columns(signature(random, { heading: 'BÊN A', name: escapeHtml(family.husband.fullName) }), signature(random, { heading: 'BÊN B', name: escapeHtml(family.wife.fullName) }))}`,
  ];
}

function letter({ random, look, family, issuer, dated }: Scene): readonly string[] {
  const opening = random.pick([
    'ĐƠN TRÌNH BÀY',
    'ĐƠN KIẾN NGHỊ',
    'ĐƠN XIN CẤP LẠI GIẤY KHAI SINH',
    'ĐƠN ĐỀ NGHỊ CẤP ĐỔI GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT',
    'BẢN TƯỜNG TRÌNH',
  ]);
  const end = `${text('Tôi xin chân thành cảm ơn.')}${columns('', signature(random, { heading: 'Người viết đơn', date: dated, name: escapeHtml(family.wife.fullName) }))}`;
  const start = `${header(look)}${title(opening)}${text(`Kính gửi: ${escapeHtml(issuer.full)}`)}${row(['Tôi tên là:', escapeHtml(family.wife.fullName)])}`;
  return random.chance(0.5)
    ? [`${start}${paragraphs(random, 3)}${end}`]
    : [`${start}${paragraphs(random, 8)}`, `${paragraphs(random, 2)}${end}`];
}

function list({ random, look, issuer, dated, on }: Scene): readonly string[] {
  const rows = (from: number, count: number): string =>
    Array.from({ length: count }, (_, at) => {
      const { wife } = makeFamily(random.fork(`row${from + at}`), on);
      return `<tr><td>${from + at}</td><td class="left">${escapeHtml(wife.fullName)}</td><td>${slashed(wife.dateOfBirth)}</td><td class="left">${escapeHtml(bareUnit(units(wife.residence, on)[0]!))}</td><td>${random.int(1, 9)}00.000</td></tr>`;
    }).join('');
  const heads = '<tr><th>STT</th><th>Họ và tên</th><th>Ngày sinh</th><th>Địa chỉ</th><th>Mức hỗ trợ</th></tr>';
  const start = `${header(look, { agency: issuer.header, number: `${random.int(10, 90)}/DS-UBND`, placeAndDate: dated })}${title(random.pick(['DANH SÁCH HỘ ĐƯỢC HỖ TRỢ', 'BẢNG KÊ CHI TRẢ TIỀN HỖ TRỢ', 'DANH SÁCH HỌC SINH NHẬN QUÀ']))}`;
  const end = columns(
    '',
    signature(random, {
      heading: 'CHỦ TỊCH',
      name: escapeHtml(issuer.signer),
      seal: seal(random, issuer.sealText),
    }),
  );
  return random.chance(0.5)
    ? [`${start}<table class="grid">${heads}${rows(1, 10)}</table>${end}`]
    : [
        `${start}<table class="grid">${heads}${rows(1, 16)}</table>`,
        `<table class="grid">${rows(17, 6)}</table>${end}`,
      ];
}

function decision({ random, look, issuer, dated, family }: Scene): readonly string[] {
  return [
    `${header(look, { agency: issuer.header, number: `${random.int(100, 900)}/QĐ-UBND`, placeAndDate: dated })}${title('QUYẾT ĐỊNH', `<b>Về việc ${random.pick(['hỗ trợ khẩn cấp cho hộ dân bị thiệt hại do mưa bão', 'cấp Giấy chứng nhận quyền sử dụng đất', 'thu hồi Giấy chứng nhận đăng ký hộ kinh doanh', 'thay đổi, cải chính hộ tịch trên Giấy khai sinh'])}</b>`)}
<div class="center"><b>CHỦ TỊCH ${escapeHtml(issuer.full.toLocaleUpperCase('vi'))}</b></div>${text('Căn cứ Luật Tổ chức chính quyền địa phương;')}${text('Xét đề nghị của công chức chuyên môn,')}
<div class="center"><b>QUYẾT ĐỊNH:</b></div>${text(`Điều 1. Chấp thuận đề nghị của bà ${escapeHtml(family.wife.fullName)}.`)}${text('Điều 2. Quyết định này có hiệu lực kể từ ngày ký.')}${paragraphs(random, 1)}
${columns(`<div class="small" style="text-align:left"><b><i>Nơi nhận:</i></b><br>- Như Điều 2;<br>- Lưu: VT.</div>`, signature(random, { heading: random.chance(0.5) ? 'CHỦ TỊCH' : 'KT. CHỦ TỊCH', ...(random.chance(0.5) ? { below: 'PHÓ CHỦ TỊCH' } : {}), name: escapeHtml(issuer.signer), seal: seal(random, issuer.sealText) }))}`,
  ];
}

function receipt({ random, family, on }: Scene): readonly string[] {
  return [
    `${title(random.pick(['GIẤY BIÊN NHẬN TIỀN', 'GIẤY VAY TIỀN', 'BIÊN BẢN HỌP GIA ĐÌNH']))}${text(`Hôm nay, ${spoken(on)}, tại nhà ông ${escapeHtml(family.husband.fullName)}, địa chỉ ${escapeHtml(addressOf(family.husband.residence, on))}, chúng tôi cùng nhau lập giấy này.`)}${paragraphs(random, 2)}${columns(signature(random, { heading: 'Người giao', name: escapeHtml(family.wife.fullName) }), signature(random, { heading: 'Người nhận', name: escapeHtml(capitals(family.husband.fullName)) }))}`,
  ];
}

function plain({ random }: Scene): readonly string[] {
  return [paragraphs(random, 7)];
}

const BODIES = { contract, letter, list, decision, receipt, plain } as const;

function makeFreePaper(context: PaperContext, form: keyof typeof BODIES): Paper {
  const issuer = communeOffice(context.random.fork('office'), context.office, context.on);
  const dated = placeAndDate(issuer.place, context.on);
  const pages = BODIES[form]({ ...context, issuer, dated });
  const marks = makePageMarks(context.random.fork('marks'));
  return {
    type: 'other',
    variant: `free-${form}`,
    sheets: pages.map((html, at) => ({
      html: `${SAMPLE_MARK}${html}${pages.length === 1 ? '' : marks(at + 1, pages.length)}`,
      ...A4,
    })),
    look: context.look,
    fields: new FieldNotes('other').values,
  };
}

export const FREE_PAPERS: readonly PaperVariant[] = (Object.keys(BODIES) as (keyof typeof BODIES)[]).map((form) => ({
  name: `free-${form}`,
  weight: 1,
  from: '2021-06-01',
  to: '2026-10-30',
  make: (context) => makeFreePaper(context, form),
}));
