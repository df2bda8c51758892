import { addDays, randomDate, yearOf } from '../dates.ts';
import { capitals } from '../people.ts';
import { bareUnit, units } from '../places.ts';
import type { Random } from '../random.ts';
import { A4, escapeHtml, FieldNotes, ID1, type Paper, type PaperContext, type PaperVariant } from './paper.ts';
import { signatureScrawl } from './parts.ts';

/** The nine-digit identity card that was valid to the end of 2024 (domain.md 4.7); its number stays in old papers. */

const CMND_CSS = `<style>
.cmnd{width:85.6mm;height:53.98mm;position:relative;overflow:hidden;background:#e9f0e2;color:#222;font-family:'Tinos';font-size:8pt;line-height:1.15}
.cmnd .at{position:absolute;white-space:nowrap}.cmnd .wrap{position:absolute}
.cmnd .lab{font-size:7.4pt}.cmnd .val{font-family:'Arimo';font-size:7.6pt}
.cmnd .red{color:#c01822}.cmnd .card-mark{position:absolute;top:.6mm;right:1.4mm;font:bold 6.2pt 'Arimo'}
</style>`;

function photo(random: Random): string {
  const tone = random.int(70, 120);
  return `<svg class="at" data-skip style="left:3.5mm;top:19mm;width:20mm;height:27mm" viewBox="0 0 60 80"><rect width="60" height="80" fill="#c9ccc9"/><path d="M4 80 q2 -24 26 -24 q24 0 26 24 z" fill="rgb(${tone},${tone},${tone})"/><ellipse cx="30" cy="34" rx="13" ry="17" fill="#b7ada4"/><path d="M16 32 q-2 -21 14 -21 q16 0 14 21 q-3 -11 -14 -11 q-11 0 -14 11z" fill="#2c2a28"/></svg>`;
}

function thumb(random: Random, top: number): string {
  const rings = Array.from(
    { length: 8 },
    (_, index) =>
      `<ellipse cx="10" cy="12" rx="${1 + index}" ry="${1.5 + index * 1.2}" fill="none" stroke="#333" stroke-width=".6" stroke-dasharray="${random.int(5, 13)} 1"/>`,
  ).join('');
  return `<svg class="at" data-skip style="left:4mm;top:${top}mm;width:15mm;height:18mm" viewBox="0 0 20 24">${rings}</svg>`;
}

export function makeOldIdentityCard(context: PaperContext, sides: 'front' | 'both'): Paper {
  const { random, family } = context;
  const notes = new FieldNotes('citizen-card');
  const put = notes.put.bind(notes);
  const person = random.pick([family.wife, family.husband, family.grandparent]);
  const issuedOn = randomDate(random, '2005-01-10', '2019-12-20');
  const number = person.oldId === '' ? `17${random.digits(7)}` : person.oldId;
  const born =
    person.dateOfBirth < addDays(issuedOn, -14 * 366)
      ? person.dateOfBirth
      : `${yearOf(issuedOn) - 30}${person.dateOfBirth.slice(4)}`;
  const printedDay = `${born.slice(8)}-${born.slice(5, 7)}-${born.slice(0, 4)}`;
  const short = (place: typeof person.home): string => units(place, issuedOn).map(bareUnit).join(', ');
  const province = units(person.residence, issuedOn).at(-1)!;
  const front = `${CMND_CSS}<div class="cmnd">
<div class="at" style="left:22mm;top:2.4mm;width:60mm;text-align:center;font-size:7.6pt"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></div>
<div class="at" style="left:22mm;top:5.7mm;width:60mm;text-align:center;font-size:7.4pt"><b>Độc lập - Tự do - Hạnh phúc</b></div>
<div class="at red" style="left:22mm;top:9.8mm;width:60mm;text-align:center;font-size:10pt"><b>GIẤY CHỨNG MINH NHÂN DÂN</b></div>
<div class="at red" style="left:38mm;top:14.4mm;font-size:10.5pt"><b>SỐ ${put('citizenId', number)}</b></div>${photo(random)}
<div class="at" style="left:26mm;top:20mm"><span class="lab">Họ tên:</span> <span class="val"><b>${put('fullName', capitals(person.fullName))}</b></span></div>
<div class="at" style="left:26mm;top:25.4mm"><span class="lab">Sinh ngày:</span> <span class="val">${put('dateOfBirth', born, printedDay)}</span></div>
<div class="wrap" style="left:26mm;top:30.6mm;width:57mm"><span class="lab">Nguyên quán:</span> <span class="val">${put('hometown', short(person.home))}</span></div>
<div class="wrap" style="left:26mm;top:40mm;width:57mm"><span class="lab">Nơi ĐKHK thường trú:</span> <span class="val">${put('address', short(person.residence))}</span></div>
<div class="card-mark">MẪU</div></div>`;
  const day = `Ngày ${issuedOn.slice(8)} tháng ${issuedOn.slice(5, 7)} năm ${issuedOn.slice(0, 4)}`;
  const back =
    sides === 'front'
      ? ''
      : `${CMND_CSS}<div class="cmnd">
<div class="at" style="left:5mm;top:4mm"><span class="lab">Dân tộc:</span> <span class="val">${escapeHtml(person.ethnicity)}</span> &nbsp;&nbsp; <span class="lab">Tôn giáo:</span> <span class="val">Không</span></div>
<div class="at lab" style="left:32mm;top:10mm"><b>DẤU VẾT RIÊNG VÀ DỊ HÌNH</b></div>
<div class="at val" style="left:26mm;top:14mm">${random.pick(['Sẹo chấm C: 1cm trên đuôi mày trái', 'Nốt ruồi C: 2cm dưới mép phải'])}</div>
${thumb(random, 10)}${thumb(random, 31)}
<div class="at" style="left:40mm;top:24mm">${put('issuedOn', issuedOn, day)}</div>
<div class="at" style="left:36mm;top:28mm;width:44mm;text-align:center"><b>GIÁM ĐỐC CA ${escapeHtml(bareUnit(province).toLocaleUpperCase('vi'))}</b></div>
<div class="at" style="left:47mm;top:32mm">${signatureScrawl(random).replace('class="scrawl"', 'style="width:24mm"')}</div>
<div class="at" style="left:36mm;top:45mm;width:44mm;text-align:center">Đinh Công Mẫu</div><div class="card-mark">MẪU</div></div>`;
  const sheets =
    sides === 'front'
      ? [{ html: front, ...ID1, dpi: random.pick([300, 600] as const) }]
      : [
          {
            html: `<div class="sample-mark">MẪU</div>${[front, back].map((face, index) => `<div style="position:absolute;left:52mm;top:${36 + index * 74}mm">${face}</div>`).join('')}`,
            ...A4,
          },
        ];
  return {
    type: 'citizen-card',
    variant: sides === 'front' ? 'cmnd-front' : 'cmnd-both-a4',
    sheets,
    look: context.look,
    fields: notes.values,
  };
}

const VALID = { from: '2021-06-01', to: '2024-12-31' } as const;

export const OLD_IDENTITY_CARDS: readonly PaperVariant[] = [
  { name: 'cmnd-front', weight: 1, ...VALID, make: (context) => makeOldIdentityCard(context, 'front') },
  { name: 'cmnd-both-a4', weight: 1, ...VALID, make: (context) => makeOldIdentityCard(context, 'both') },
];
