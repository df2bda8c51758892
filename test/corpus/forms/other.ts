import { addDays, slashed, spoken, yearOf } from '../dates.ts';
import { capitals, type Person } from '../people.ts';
import { addressOf, bareUnit, cardAddressOf, hometownOf, units } from '../places.ts';
import { cardDay, cardIssuer, communeOffice, type Office } from './offices.ts';
import {
  A4,
  escapeHtml,
  FieldNotes,
  ID1,
  type Paper,
  type PaperContext,
  type PaperMaker,
  type Sheet,
} from './paper.ts';
import { columns, header, placeAndDate, row, SAMPLE_MARK, seal, signature, text, title } from './parts.ts';

/** Papers that no extractor knows, some of them close to ones that do: applications, a driving licence, a notice. */

interface Scene extends PaperContext {
  readonly person: Person;
  readonly issuer: Office;
  readonly dated: string;
}

function request({ look, random, person, issuer, dated, on }: Scene): string {
  return `${header(look)}${title('ĐƠN ĐỀ NGHỊ', 'Về việc xin hỗ trợ sửa chữa nhà ở')}
${text(`Kính gửi: ${escapeHtml(issuer.full)}`)}
${row(['Tôi tên là:', escapeHtml(person.fullName)])}${row(['Thường trú tại:', escapeHtml(addressOf(person.residence, on))])}
${text('Gia đình tôi thuộc diện có hoàn cảnh khó khăn, nhà ở đã xuống cấp sau đợt mưa bão vừa qua. Tôi làm đơn này kính mong quý cơ quan xem xét, hỗ trợ gia đình tôi một phần kinh phí để sửa chữa lại mái nhà và tường bao.')}
${text('Tôi xin chân thành cảm ơn.')}
${columns('', signature(random, { heading: 'Người làm đơn', date: dated, name: escapeHtml(person.fullName) }))}`;
}

function minutes({ look, random, person, issuer, dated, on }: Scene): string {
  return `${header(look, { agency: issuer.header, number: `${random.int(10, 90)}/BB-UBND`, placeAndDate: dated })}${title('BIÊN BẢN LÀM VIỆC')}
${text(`Hôm nay, ${spoken(on)}, tại trụ sở ${escapeHtml(issuer.full)}, chúng tôi gồm:`)}
${text(`1. Ông ${escapeHtml(issuer.signer)} - Chủ tịch`)}${text(`2. Bà ${escapeHtml(person.fullName)} - Công dân`)}
${text('Nội dung làm việc: trao đổi về ranh giới sử dụng ngõ đi chung giữa các hộ dân trong tổ. Các bên thống nhất giữ nguyên hiện trạng và không xây dựng thêm công trình lấn ra lối đi.')}
${text('Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản.')}
${columns(signature(random, { heading: 'CÔNG DÂN', name: escapeHtml(person.fullName) }), signature(random, { heading: 'ĐẠI DIỆN UBND', name: escapeHtml(issuer.signer), seal: seal(random, issuer.sealText) }))}`;
}

function contract({ look, random, person, family, on }: Scene): string {
  return `${header(look)}${title('HỢP ĐỒNG THUÊ NHÀ')}${text(`Hôm nay, ${spoken(on)}, chúng tôi gồm:`)}
<h2>BÊN CHO THUÊ (Bên A)</h2>${row(['Ông:', escapeHtml(family.husband.fullName)])}<h2>BÊN THUÊ (Bên B)</h2>${row(['Bà:', escapeHtml(person.fullName)])}
${text(`Điều 1. Bên A cho Bên B thuê căn nhà tại ${escapeHtml(addressOf(person.residence, on))}, diện tích ${random.int(20, 90)} m<sup>2</sup>, thời hạn 12 tháng.`)}
${text(`Điều 2. Giá thuê ${random.int(2, 9)}.500.000 đồng mỗi tháng, trả vào ngày 05 hằng tháng.`)}
${text('Điều 3. Hai bên cam kết thực hiện đúng các điều khoản đã ghi trong hợp đồng này.')}
${columns(signature(random, { heading: 'BÊN A', name: escapeHtml(family.husband.fullName) }), signature(random, { heading: 'BÊN B', name: escapeHtml(person.fullName) }))}`;
}

/** Close to a birth certificate: same labels, other title (domain.md 4.2). */
function birthApplication({ look, random, person, family, issuer, dated, on }: Scene): string {
  const { baby, husband } = family;
  return `${header(look)}${title('TỜ KHAI ĐĂNG KÝ KHAI SINH')}<div class="center">Kính gửi: ${escapeHtml(issuer.full)}</div>
${row(['Họ, chữ đệm, tên người yêu cầu:', escapeHtml(person.fullName)])}${row(['Nơi cư trú:', escapeHtml(addressOf(person.residence, on))])}
${row(['Giấy tờ tùy thân:', `CCCD số ${person.citizenId} do ${cardIssuer(cardDay(person, on))} cấp ngày ${slashed(cardDay(person, on))}`])}
${row(['Quan hệ với người được khai sinh:', 'Mẹ'])}${text('<b>Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:</b>')}
${row(['Họ, chữ đệm, tên:', escapeHtml(capitals(baby.fullName))])}${row(['Ngày, tháng, năm sinh:', slashed(baby.dateOfBirth)])}
${row(['Giới tính:', baby.gender], ['Dân tộc:', escapeHtml(baby.ethnicity)], ['Quốc tịch:', 'Việt Nam'])}
${row(['Nơi sinh:', escapeHtml(`Trạm Y tế ${units(baby.residence, on)[0]!}`)])}${row(['Quê quán:', escapeHtml(hometownOf(baby.home, on))])}
${row(['Họ, chữ đệm, tên người mẹ:', escapeHtml(person.fullName)])}${row(['Năm sinh:', String(yearOf(person.dateOfBirth))], ['Dân tộc:', escapeHtml(person.ethnicity)], ['Quốc tịch:', 'Việt Nam'])}
${row(['Họ, chữ đệm, tên người cha:', escapeHtml(husband.fullName)])}${row(['Năm sinh:', String(yearOf(husband.dateOfBirth))], ['Dân tộc:', escapeHtml(husband.ethnicity)], ['Quốc tịch:', 'Việt Nam'])}
${text('Tôi cam đoan nội dung đề nghị đăng ký khai sinh trên đây là đúng sự thật.')}
${columns('', signature(random, { heading: 'Người yêu cầu', below: '(Ký, ghi rõ họ, chữ đệm, tên)', date: `Làm tại: ${dated}`, name: escapeHtml(person.fullName) }))}`;
}

/** Close to a marriage certificate (domain.md 4.4, application). */
function marriageApplication({ look, random, person, family, issuer, dated, on }: Scene): string {
  const { husband } = family;
  const rows: readonly (readonly [string, (who: Person) => string])[] = [
    ['Họ, chữ đệm, tên', (who) => who.fullName],
    ['Ngày, tháng, năm sinh', (who) => slashed(who.dateOfBirth)],
    ['Dân tộc', (who) => who.ethnicity],
    ['Quốc tịch', (who) => who.nationality],
    ['Nơi cư trú', (who) => addressOf(who.residence, on)],
    ['Giấy tờ tùy thân', (who) => `CCCD số ${who.citizenId}`],
    ['Kết hôn lần thứ mấy', () => '01'],
  ];
  const body = rows.map(
    ([label, cell]) =>
      `<tr><td class="left">${label}</td><td class="left">${escapeHtml(cell(person))}</td><td class="left">${escapeHtml(cell(husband))}</td></tr>`,
  );
  return `${header(look)}${title('TỜ KHAI ĐĂNG KÝ KẾT HÔN')}<div class="center">Kính gửi: ${escapeHtml(issuer.full)}</div>
<table class="grid"><tr><th>Thông tin</th><th>Bên nữ</th><th>Bên nam</th></tr>${body.join('')}</table>
${text('Chúng tôi cam đoan những lời khai trên đây là đúng sự thật, việc kết hôn của chúng tôi là tự nguyện, không vi phạm quy định của Luật Hôn nhân và gia đình Việt Nam.')}
<div style="text-align:right"><i>${dated}</i></div>
${columns(signature(random, { heading: 'Bên nữ', name: escapeHtml(person.fullName) }), signature(random, { heading: 'Bên nam', name: escapeHtml(husband.fullName) }))}`;
}

/** Form 02 of the one-stop rules: close to a reception slip. */
function supplementSlip({ look, random, person, issuer, dated, on }: Scene): string {
  const day = `${on.slice(2, 4)}${on.slice(5, 7)}${on.slice(8, 10)}`;
  return `${header(look, { agency: [issuer.header[1], 'BỘ PHẬN MỘT CỬA'], number: `${random.int(10, 400)}/PYC-BPMC`, placeAndDate: dated })}
${title('PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ')}
${row(['Hồ sơ của ông (bà):', escapeHtml(person.fullName)])}${row(['Mã hồ sơ:', `H${random.int(10, 63)}.${random.int(1, 40)}-${day}-${random.digits(4)}`])}
${row(['Địa chỉ:', escapeHtml(addressOf(person.residence, on))])}${text('Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung sau:')}
${text(`1. Bổ sung ${random.pick(['Giấy chứng nhận kết hôn', 'bản sao Căn cước công dân', 'giấy tờ chứng minh chỗ ở hợp pháp'])}.`)}${row(['Lý do:', 'Thành phần hồ sơ chưa đầy đủ theo quy định'])}
${columns('', signature(random, { heading: 'NGƯỜI HƯỚNG DẪN', below: '(Ký và ghi rõ họ tên)', name: escapeHtml(issuer.signer) }))}`;
}

/** CT07: close to CT01, and of the police. */
function residenceConfirmation({ look, random, person, family, issuer, dated, on }: Scene): string {
  const place = units(person.residence, on)[0]!;
  return `${header(look, { agency: [`CÔNG AN ${units(person.residence, on).at(-1)!.toLocaleUpperCase('vi')}`, `CÔNG AN ${place.toLocaleUpperCase('vi')}`], number: `${random.int(10, 900)}/XN`, placeAndDate: dated, corner: 'Mẫu CT07 ban hành kèm theo Thông tư số 56/2021/TT-BCA' })}
${title('XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ')}${text('I. Theo đề nghị của Ông/Bà:')}
${row(['1. Họ, chữ đệm và tên:', escapeHtml(capitals(person.fullName))])}${row(['2. Ngày, tháng, năm sinh:', slashed(person.dateOfBirth)], ['3. Giới tính:', person.gender])}
${row(['4. Số định danh cá nhân:', person.citizenId])}${row(['5. Nơi thường trú:', escapeHtml(addressOf(person.residence, on))])}
${row(['6. Họ, chữ đệm và tên chủ hộ:', escapeHtml(capitals(family.husband.fullName))], ['7. Quan hệ với chủ hộ:', 'Vợ'])}
${text(`II. Công an ${escapeHtml(place)} xác nhận thông tin trên là đúng. Xác nhận này có giá trị đến hết ngày ${slashed(addDays(on, 365))}.`)}
${columns('', signature(random, { heading: 'TRƯỞNG CÔNG AN', name: escapeHtml(issuer.signer), seal: seal(random, `CÔNG AN ${place}`.toLocaleUpperCase('vi')) }))}`;
}

/** Close to a citizen card (domain.md 4.11). */
function drivingLicence({ random, person, on }: Scene): Sheet {
  const html = `<style>.gplx{width:85.6mm;height:53.98mm;position:relative;overflow:hidden;background:#fbe9e7;font-family:'Arimo';font-size:6.4pt;line-height:1.2;color:#1b1b1b}.gplx .at{position:absolute;white-space:nowrap}.gplx .wrap{position:absolute;width:52mm}</style>
<div class="gplx"><div class="at" style="left:24mm;top:2.5mm;width:56mm;text-align:center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></div>
<div class="at" style="left:24mm;top:5.6mm;width:56mm;text-align:center">Độc lập - Tự do - Hạnh phúc</div>
<div class="at" style="left:24mm;top:9mm;width:56mm;text-align:center;font-size:8pt;color:#a3151d"><b>GIẤY PHÉP LÁI XE/DRIVER'S LICENSE</b></div>
<div class="at" style="left:32mm;top:13.4mm;font-size:8pt;color:#a3151d"><b>Số/No: ${random.digits(12)}</b></div>
<svg class="at" data-skip style="left:3.5mm;top:14mm;width:19mm;height:25mm" viewBox="0 0 60 80"><rect width="60" height="80" fill="#d8dee6"/><path d="M4 80 q2 -24 26 -24 q24 0 26 24 z" fill="#55606e"/><ellipse cx="30" cy="34" rx="13" ry="17" fill="#cfa98b"/></svg>
<div class="at" style="left:26mm;top:18.5mm">Họ tên/Full name: <b>${escapeHtml(capitals(person.fullName))}</b></div>
<div class="at" style="left:26mm;top:22.6mm">Ngày sinh/Date of Birth: ${slashed(person.dateOfBirth)}</div>
<div class="at" style="left:26mm;top:26.7mm">Quốc tịch/Nationality: VIỆT NAM</div>
<div class="wrap" style="left:26mm;top:30.8mm">Nơi cư trú/Address: ${escapeHtml(cardAddressOf(person.residence, on))}</div>
<div class="at" style="left:46mm;top:39mm">${spoken(on)}</div><div class="at" style="left:26mm;top:43mm">Hạng/Class: <b style="font-size:8pt">${random.pick(['A1', 'A', 'B', 'C1', 'C', 'D2'])}</b></div>
<div class="at" style="left:4mm;top:47.5mm">Có giá trị đến/Expires: ${random.pick(['Không thời hạn', slashed(addDays(on, 3650))])}</div>
<div class="at" style="top:.7mm;right:1.6mm;font:bold 6.2pt 'Arimo'"><div>MẪU</div></div></div>`;
  return { html, ...ID1, dpi: random.pick([300, 600] as const) };
}

const BODIES = {
  request,
  minutes,
  contract,
  'birth-application': birthApplication,
  'marriage-application': marriageApplication,
  'supplement-slip': supplementSlip,
  'residence-confirmation': residenceConfirmation,
} as const;

export function makeOther(context: PaperContext, form: keyof typeof BODIES | 'driving-licence'): Paper {
  const issuer = communeOffice(context.random.fork('office'), context.office, context.on);
  const place = bareUnit(units(context.office, context.on)[0]!);
  const scene: Scene = { ...context, person: context.family.wife, issuer, dated: placeAndDate(place, context.on) };
  const sheet =
    form === 'driving-licence' ? drivingLicence(scene) : { html: `${SAMPLE_MARK}${BODIES[form](scene)}`, ...A4 };
  return {
    type: 'other',
    variant: `other-${form}`,
    sheets: [sheet],
    look: context.look,
    fields: new FieldNotes('other').values,
  };
}

const FORMS = [...(Object.keys(BODIES) as (keyof typeof BODIES)[]), 'driving-licence'] as const;

export const other: PaperMaker = {
  type: 'other',
  variants: FORMS.map((form) => ({
    name: `other-${form}`,
    weight: 1,
    from: '2021-06-01',
    to: '2026-10-30',
    make: (context) => makeOther(context, form),
  })),
};
