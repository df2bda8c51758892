import { addDays, compact, type IsoDate, isoDate, randomDate, slashed, yearOf } from '../dates.ts';
import { mrzLines, plain } from '../mrz.ts';
import { capitals, type Person } from '../people.ts';
import { cardAddressOf, cardHometownOf } from '../places.ts';
import { qrSvg } from '../qr.ts';
import type { Random } from '../random.ts';
import { chip, emblem, fingerprint, guilloche, portrait } from './card-art.ts';
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
import { signatureScrawl } from './parts.ts';

/** Cards (domain.md 4.7): CCCD with chip of 2021, Căn cước of 2024; front, back, both on one sheet of A4. */

const CARD_CSS = `<style>
.id1{width:85.6mm;height:53.98mm;position:relative;overflow:hidden;font-family:'Arimo';color:#151515;font-size:4.6pt;line-height:1.12;background:#eef4f1}
.id1 .at{position:absolute;white-space:nowrap}
.id1 .wrap{position:absolute;white-space:normal}
.id1 .lab{font-size:5.6pt;color:#2c3f4f}.id1 .lab i{font-size:5.2pt}
.id1 .val{font-size:7.8pt}.id1 .lab+.val,.id1 .lab+.big{margin-left:.5mm}.id1 .big{font-size:9.4pt;font-weight:bold}
.id1 .red{color:#c8102e}
.id1 .violet .lab,.id1.violet .lab{color:#3b3a8f}
.id1 .mrz{position:absolute;left:5mm;bottom:3mm;font:9.5pt/4.15mm 'OCR B','OCRB';letter-spacing:.02mm;white-space:pre;color:#111}
.id1 .ghost{position:absolute;inset:0}
.id1 .card-mark{position:absolute;top:.7mm;right:1.6mm;font:bold 6.2pt 'Arimo'}
.id1 .qr svg{width:100%;height:100%;display:block}
.bed{position:absolute;border-radius:2.6mm;overflow:hidden;box-shadow:0 0 .6mm #777}
</style>`;

function card(inside: string, violet = false): string {
  return `<div class="id1${violet ? ' violet' : ''}">${inside}<div class="card-mark">MẪU</div></div>`;
}

export interface CardFacts {
  readonly person: Person;
  readonly issuedOn: IsoDate;
  /** null: without expiry. */
  readonly expiresOn: IsoDate | null;
  readonly address: string;
  readonly hometown: string;
  readonly qr: string;
}

/** Everything the card of a person says, in its form of a day. */
export function cardFacts(person: Person, issuedOn: IsoDate, surplus: readonly string[] = []): CardFacts {
  const address = cardAddressOf(person.residence, issuedOn);
  return {
    person,
    issuedOn,
    expiresOn: expiryOf(person, issuedOn),
    address,
    hometown: cardHometownOf(person.home, issuedOn),
    qr: [
      person.citizenId,
      person.oldId,
      person.fullName,
      compact(person.dateOfBirth),
      person.gender,
      address,
      compact(issuedOn),
      ...surplus,
    ].join('|'),
  };
}

/** To the birthday at 25, 40 or 60; a card issued within two years before one lasts to the next (Law on Citizen Identification, art. 21). */
function expiryOf(person: Person, issuedOn: IsoDate): IsoDate | null {
  const born = yearOf(person.dateOfBirth);
  const rest = person.dateOfBirth.slice(4) === '-02-29' ? '-02-28' : person.dateOfBirth.slice(4);
  const age = [25, 40, 60].find((limit) => `${born + limit - 2}${rest}` > issuedOn);
  return age === undefined ? null : `${born + age}${rest}`;
}

/** What MRZ and QR carry; the MRZ alone doesn't tell the name's diacritics. */
function putCommon(notes: FieldNotes, facts: CardFacts): void {
  notes.note('citizenId', facts.person.citizenId);
  notes.note('dateOfBirth', facts.person.dateOfBirth);
  notes.note('gender', facts.person.gender);
}

async function chipFront(random: Random, facts: CardFacts, notes: FieldNotes): Promise<string> {
  const { person } = facts;
  putCommon(notes, facts);
  notes.note('issuedOn', facts.issuedOn);
  const qr = await qrSvg(facts.qr, 'L');
  const expiry =
    facts.expiresOn === null ? 'Không thời hạn' : notes.put('expiresOn', facts.expiresOn, slashed(facts.expiresOn));
  return card(`${guilloche(random, '#7fc4b0', '#9fb9dc')}${emblem(4, 3)}
<div class="at" style="left:17mm;top:2mm;width:50mm;text-align:center;font-size:6.1pt"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></div>
<div class="at" style="left:17mm;top:4.5mm;width:50mm;text-align:center;font-size:5.8pt"><b>Độc lập - Tự do - Hạnh phúc</b></div>
<div class="at" style="left:17mm;top:6.9mm;width:50mm;text-align:center;font-size:4.7pt">SOCIALIST REPUBLIC OF VIET NAM</div>
<div class="at" style="left:17mm;top:8.8mm;width:50mm;text-align:center;font-size:4.7pt">Independence - Freedom - Happiness</div>
<div class="at red" style="left:17mm;top:11.2mm;width:50mm;text-align:center;font-size:9.6pt"><b>CĂN CƯỚC CÔNG DÂN</b></div>
<div class="at red" style="left:17mm;top:15.2mm;width:50mm;text-align:center;font-size:6pt"><i>Citizen Identity Card</i></div>
<div class="at qr" style="right:2.2mm;top:3.4mm;width:14.6mm;height:14.6mm;background:#fff;padding:.5mm">${qr}</div>
${portrait(random, 3.4, 17, 19.5)}
<div class="at" style="left:26.4mm;top:19.1mm"><span class="lab">Số / <i>No.:</i></span> <span class="big">${notes.put('citizenId', person.citizenId)}</span></div>
<div class="at lab" style="left:26.4mm;top:23.5mm">Họ và tên / <i>Full name:</i></div>
<div class="at val" style="left:26.4mm;top:26.3mm"><b>${notes.put('fullName', capitals(person.fullName))}</b></div>
<div class="at" style="left:26.4mm;top:29.9mm"><span class="lab">Ngày sinh / <i>Date of birth:</i></span> <span class="val">${notes.put('dateOfBirth', person.dateOfBirth, slashed(person.dateOfBirth))}</span></div>
<div class="at" style="left:26.4mm;top:33.4mm"><span class="lab">Giới tính / <i>Sex:</i></span> <span class="val">${notes.put('gender', person.gender)}</span> <span class="lab" style="margin-left:2mm">Quốc tịch / <i>Nationality:</i></span> <span class="val">${notes.put('nationality', person.nationality)}</span></div>
<div class="at lab" style="left:26.4mm;top:36.9mm">Quê quán / <i>Place of origin:</i></div>
<div class="at val" style="left:26.4mm;top:39.8mm;font-size:7.2pt">${notes.put('hometown', facts.hometown)}</div>
<div class="wrap" style="left:26.4mm;top:43.2mm;width:57.8mm"><span class="lab">Nơi thường trú / <i>Place of residence:</i></span> <span class="val" style="font-size:7.2pt">${notes.put('address', facts.address)}</span></div>
<div class="at lab" style="left:3mm;top:45mm;font-size:5pt">Có giá trị đến:</div>
<div class="at" style="left:14.3mm;top:44.7mm;font-size:${facts.expiresOn === null ? 5 : 6}pt">${expiry}</div>
<div class="at lab" style="left:3mm;top:47.3mm;font-size:5pt"><i style="font-size:5pt">Date of expiry</i></div>`);
}

function chipBack(random: Random, facts: CardFacts, notes: FieldNotes, lines: readonly string[]): string {
  putCommon(notes, facts);
  if (facts.expiresOn !== null) notes.note('expiresOn', facts.expiresOn);
  const feature = random.pick([
    'Sẹo chấm C:1,5cm trên sau cánh mũi trái',
    'Nốt ruồi C:2cm dưới sau mép phải',
    'Sẹo chấm C:0,5cm dưới trước đầu lông mày trái',
    'Nốt ruồi C:1cm sau cánh mũi phải',
  ]);
  return card(`${guilloche(random, '#7fc4b0', '#9fb9dc')}
<div class="at lab" style="left:5mm;top:2.6mm">Đặc điểm nhân dạng / <i>Personal identification:</i></div>
<div class="at val" style="left:5mm;top:5.2mm;font-size:7pt">${feature}</div>
<div class="at" style="left:24mm;top:9mm"><span class="lab">Ngày, tháng, năm / <i>Date, month, year:</i></span> <span class="val" style="font-size:7.2pt">${notes.put('issuedOn', facts.issuedOn, slashed(facts.issuedOn))}</span></div>
${chip(8, 12)}
<div class="at" style="left:24mm;top:12.6mm;width:40mm;text-align:center;font-size:4.7pt"><b>CỤC TRƯỞNG CỤC CẢNH SÁT</b><br><b>QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI</b><br><i>DIRECTOR GENERAL OF THE POLICE DEPARTMENT</i></div>
<div class="at" style="left:33mm;top:19mm;width:22mm">${signatureScrawl(random).replace('class="scrawl"', 'style="width:22mm"')}</div>
<div class="at" style="left:28mm;top:29.5mm;width:32mm;text-align:center;font-size:6.2pt"><b>Tô Văn Mẫu</b></div>
${fingerprint(random, 66, 11)}${fingerprint(random, 70, 25).replace('width:15mm;height:18mm', 'width:9mm;height:11mm')}
<div class="mrz">${lines.map((line) => `<span data-word>${escapeHtml(line)}</span>`).join('\n')}</div>`);
}

function newFront(random: Random, facts: CardFacts, notes: FieldNotes): string {
  const { person } = facts;
  return card(
    `${guilloche(random, '#e3b7c1', '#a9c7e6')}${emblem(4, 3)}
<div class="at" style="left:17mm;top:2.2mm;width:56mm;text-align:center;font-size:6.2pt"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></div>
<div class="at" style="left:17mm;top:4.8mm;width:56mm;text-align:center;font-size:5.8pt"><b>Độc lập - Tự do - Hạnh phúc</b></div>
<div class="at" style="left:17mm;top:7.2mm;width:56mm;text-align:center;font-size:4.7pt">SOCIALIST REPUBLIC OF VIET NAM</div>
<div class="at" style="left:17mm;top:9.1mm;width:56mm;text-align:center;font-size:4.7pt">Independence - Freedom - Happiness</div>
<div class="at red" style="left:17mm;top:11.6mm;width:56mm;text-align:center;font-size:11pt"><b>CĂN CƯỚC</b></div>
<div class="at red" style="left:17mm;top:15.9mm;width:56mm;text-align:center;font-size:6.2pt"><b>IDENTITY CARD</b></div>
${portrait(random, 3.6, 19, 21)}
<div class="at lab" style="left:28mm;top:20mm">Số định danh cá nhân / <i>Personal identification number:</i></div>
<div class="at big" style="left:28mm;top:22.6mm">${notes.put('citizenId', person.citizenId)}</div>
<div class="at lab" style="left:28mm;top:27.4mm">Họ, chữ đệm và tên khai sinh / <i>Full name:</i></div>
<div class="at val" style="left:28mm;top:29.9mm"><b>${notes.put('fullName', capitals(person.fullName))}</b></div>
<div class="at lab" style="left:28mm;top:34.4mm">Ngày, tháng, năm sinh / <i>Date of birth:</i></div>
<div class="at val" style="left:28mm;top:36.9mm">${notes.put('dateOfBirth', person.dateOfBirth, slashed(person.dateOfBirth))}</div>
<div class="at lab" style="left:64mm;top:34.4mm">Giới tính / <i>Sex:</i></div>
<div class="at val" style="left:64mm;top:36.9mm">${notes.put('gender', person.gender)}</div>
<div class="at lab" style="left:28mm;top:41.4mm">Quốc tịch / <i>Nationality:</i></div>
<div class="at val" style="left:28mm;top:43.9mm">${notes.put('nationality', person.nationality)}</div>`,
    true,
  );
}

async function newBack(random: Random, facts: CardFacts, notes: FieldNotes, lines: readonly string[]): Promise<string> {
  putCommon(notes, facts);
  notes.note('fullName', capitals(facts.person.fullName));
  const qr = await qrSvg(facts.qr, 'M');
  const expiry =
    facts.expiresOn === null ? 'Không thời hạn' : notes.put('expiresOn', facts.expiresOn, slashed(facts.expiresOn));
  return card(
    `${guilloche(random, '#e3b7c1', '#a9c7e6')}
<div class="at lab" style="left:5mm;top:2.2mm">Nơi cư trú / <i>Place of residence:</i></div>
<div class="wrap val" style="left:5mm;top:4.5mm;width:57mm;font-size:7pt">${notes.put('address', facts.address)}</div>
<div class="at lab" style="left:5mm;top:11mm">Nơi đăng ký khai sinh / <i>Place of birth:</i></div>
<div class="at val" style="left:5mm;top:13.3mm;font-size:7pt">${escapeHtml(facts.hometown)}</div>
${chip(6, 20)}
<div class="at lab" style="left:23mm;top:17.6mm">Ngày, tháng, năm cấp / <i>Date of issue:</i></div>
<div class="at val" style="left:23mm;top:19.8mm;font-size:7.2pt">${notes.put('issuedOn', facts.issuedOn, slashed(facts.issuedOn))}</div>
<div class="at lab" style="left:23mm;top:23.4mm">Ngày, tháng, năm hết hạn / <i>Date of expiry:</i></div>
<div class="at val" style="left:23mm;top:25.6mm;font-size:7.2pt">${expiry}</div>
<div class="at" style="left:24mm;top:30.4mm;font-size:6.6pt"><b>BỘ CÔNG AN</b> / <i style="font-size:5pt">MINISTRY OF PUBLIC SECURITY</i></div>
<div class="at qr" style="right:3.4mm;top:4.2mm;width:19mm;height:19mm;background:#fff;padding:.5mm">${qr}</div>
<div class="mrz">${lines.map((line) => `<span data-word>${escapeHtml(line)}</span>`).join('\n')}</div>`,
    true,
  );
}

type Form = 'chip' | 'new';
type Sides = 'front' | 'back' | 'both';

/** One side alone, or both, on a scanner bed of A4 or cut to the card. */
export async function makeCard(
  context: PaperContext,
  form: Form,
  sides: Sides,
  placed: 'alone' | 'a4',
  facts = factsFor(context, form),
): Promise<Paper> {
  const { random } = context;
  const notes = new FieldNotes('citizen-card');
  const lines = mrzLines(facts.person, facts.expiresOn);
  const faces: string[] = [];
  if (sides !== 'back')
    faces.push(
      form === 'chip'
        ? await chipFront(random.fork('front'), facts, notes)
        : newFront(random.fork('front'), facts, notes),
    );
  if (sides !== 'front')
    faces.push(
      form === 'chip'
        ? chipBack(random.fork('back'), facts, notes, lines)
        : await newBack(random.fork('back'), facts, notes, lines),
    );
  const sheets: Sheet[] =
    placed === 'alone'
      ? faces.map((face) => ({ html: CARD_CSS + face, ...ID1, dpi: random.chance(0.6) ? 600 : 300 }))
      : [bed(random, faces)];
  const hasQr = form === 'chip' ? sides !== 'back' : sides !== 'front';
  return {
    type: 'citizen-card',
    variant: `${form === 'chip' ? 'cccd-2021' : 'can-cuoc-2024'}-${sides}${placed === 'a4' ? '-a4' : ''}`,
    sheets,
    look: context.look,
    fields: notes.values,
    ...(hasQr ? { qr: facts.qr } : {}),
    ...(sides === 'front' ? {} : { mrz: lines }),
    ...(form === 'chip' && sides === 'back'
      ? { alsoRight: { fullName: [plain(facts.person.fullName), capitals(facts.person.fullName)] } }
      : {}),
  };
}

function bed(random: Random, faces: readonly string[]): Sheet {
  const left = random.between(20, 95);
  const top = random.between(22, 60);
  const placed = faces
    .map(
      (face, index) =>
        `<div class="bed" style="left:${left}mm;top:${top + index * random.between(66, 84)}mm">${face}</div>`,
    )
    .join('');
  return { html: `${CARD_CSS}<div class="sample-mark">MẪU</div>${placed}`, ...A4 };
}

function factsFor(context: PaperContext, form: Form): CardFacts {
  const { random, family, on } = context;
  const person = random.pick([family.wife, family.husband, family.grandparent]);
  if (form === 'chip') return cardFacts(person, person.cardIssuedOn);
  const issuedOn = on < '2024-07-01' ? addDays('2024-07-01', random.int(1, 300)) : randomDate(random, '2024-07-02', on);
  const surplus = random.pick([[], ['', '', '', ''], ['', family.grandparent.fullName, '', '']]);
  return cardFacts(person, issuedOn, surplus);
}

const CHIP = { from: isoDate(2021, 3, 1), to: isoDate(2026, 10, 30) } as const;
const NEW = { from: isoDate(2024, 7, 1), to: isoDate(2026, 10, 30) } as const;

export const citizenCard: PaperMaker = {
  type: 'citizen-card',
  variants: [
    { name: 'cccd-2021-front', weight: 3, ...CHIP, make: (context) => makeCard(context, 'chip', 'front', 'alone') },
    { name: 'cccd-2021-back', weight: 2, ...CHIP, make: (context) => makeCard(context, 'chip', 'back', 'alone') },
    { name: 'cccd-2021-both-a4', weight: 2, ...CHIP, make: (context) => makeCard(context, 'chip', 'both', 'a4') },
    { name: 'cccd-2021-front-a4', weight: 1, ...CHIP, make: (context) => makeCard(context, 'chip', 'front', 'a4') },
    { name: 'can-cuoc-2024-front', weight: 2, ...NEW, make: (context) => makeCard(context, 'new', 'front', 'alone') },
    { name: 'can-cuoc-2024-back', weight: 2, ...NEW, make: (context) => makeCard(context, 'new', 'back', 'alone') },
    { name: 'can-cuoc-2024-both-a4', weight: 2, ...NEW, make: (context) => makeCard(context, 'new', 'both', 'a4') },
    { name: 'cccd-2021-both', weight: 1, ...CHIP, make: (context) => makeCard(context, 'chip', 'both', 'alone') },
    { name: 'can-cuoc-2024-both', weight: 1, ...NEW, make: (context) => makeCard(context, 'new', 'both', 'alone') },
  ],
};
