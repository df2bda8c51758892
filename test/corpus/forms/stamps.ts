import { slashed, spoken } from '../dates.ts';
import { units } from '../places.ts';
import type { Random } from '../random.ts';
import { communeOffice } from './offices.ts';
import { A4, type Paper, type PaperContext, type Sheet } from './paper.ts';
import { seal, signatureScrawl } from './parts.ts';

/** What offices stamp on a paper after it was printed, and what they forget. */

const RED = ['#c8141c', '#d2262c', '#b81a34'] as const;
const BLUE = ['#2233a0', '#2b3fb8', '#3a3f9c'] as const;

/** Papers that only an agency issues: they are nothing without its seal and its signature. */
const OFFICIAL: readonly Paper['type'][] = [
  'birth-certificate',
  'marriage-certificate',
  'marital-status-confirmation',
  'death-extract',
  'household-business-certificate',
  'company-registration',
  'land-certificate',
];

/** Some papers get stamps over their text, some lack the seal or the signature that belongs on them. */
export function withMarks(paper: Paper, context: PaperContext): Paper {
  const random = context.random.fork('marks');
  const last = paper.sheets.at(-1)!;
  if (paper.sheets.some((sheet) => sheet.widthMm !== A4.widthMm)) return paper;
  const official = OFFICIAL.includes(paper.type) && paper.sheets.some((sheet) => sheet.html.includes('class="seal"'));
  if (official && random.chance(0.1)) {
    const missing = random.pick(['seal', 'signature'] as const);
    return { ...paper, look: { ...paper.look, missing }, planted: [`${missing}-missing`] };
  }
  const kind = random.weighted([
    ['none', 76],
    ['copy-title', 7],
    ['certified', 9],
    ['incoming', 8],
  ] as const);
  if (kind === 'none') return paper;
  if (kind === 'certified') {
    return { ...paper, sheets: [...paper.sheets.slice(0, -1), add(last, certified(random, context))] };
  }
  const [first, ...others] = paper.sheets as [Sheet, ...Sheet[]];
  const stamp = kind === 'copy-title' ? copyTitle(random) : incoming(random, context);
  return { ...paper, sheets: [add(first, stamp), ...others] };
}

function add(sheet: Sheet, html: string): Sheet {
  return { ...sheet, html: `${sheet.html}${html}` };
}

/** A frame with words, as a rubber stamp leaves it. */
function frame(random: Random, inside: string, place: string, style = ''): string {
  const ink = random.chance(0.65) ? random.pick(RED) : random.pick(BLUE);
  return `<div data-stamp data-mark="seal" data-form="frame" style="position:absolute;${place};color:${ink};border:${random.between(0.45, 0.9).toFixed(2)}mm solid ${ink};opacity:${random.between(0.6, 0.92).toFixed(2)};transform:rotate(${random.between(-5, 5).toFixed(1)}deg);font-family:${random.pick(["'Arimo'", "'Tinos'"])};line-height:1.25;${style}">${inside}</div>`;
}

function copyTitle(random: Random): string {
  const words = random.pick(['BẢN SAO', 'BẢN SAO', 'SAO Y BẢN CHÍNH', 'SAO Y']);
  const place = `left:${random.int(20, 120)}mm;top:${random.int(5, 30)}mm`;
  return frame(random, `<b>${words}</b>`, place, `padding:1.2mm 3.5mm;font-size:${random.int(14, 19)}pt`);
}

/** "CÔNG VĂN ĐẾN" of the receiving office (Decree 30/2020/NĐ-CP, annex IV), 35 x 50 mm or a little smaller. */
function incoming(random: Random, { on }: PaperContext): string {
  const head = random.pick(['CÔNG VĂN ĐẾN', 'ĐẾN', 'VĂN BẢN ĐẾN']);
  const rows = [`Số: ${random.int(10, 999)}`, `Ngày: ${slashed(on)}`, ...(random.chance(0.5) ? ['Chuyển: ………'] : [])];
  const place = `left:${random.int(16, 34)}mm;top:${random.int(34, 60)}mm;width:${random.int(44, 52)}mm`;
  return frame(
    random,
    `<div style="border-bottom:.4mm solid;text-align:center;padding:.6mm"><b>${head}</b></div>${rows.map((row) => `<div style="padding:.5mm 1.5mm">${row}</div>`).join('')}`,
    place,
    'font-size:10.5pt',
  );
}

/** The words of a certified copy (Decree 23/2015/NĐ-CP) with seal and signature over them. */
function certified(random: Random, context: PaperContext): string {
  const office = communeOffice(random.fork('office'), context.office, context.on);
  const left = random.int(18, 60);
  const bottom = random.int(8, 26);
  const inside = [
    `<b>${random.pick(['CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH', 'CHỨNG THỰC BẢN SAO<br>ĐÚNG VỚI BẢN CHÍNH'])}</b>`,
    `Số chứng thực: ${random.int(100, 9900)} Quyển số: 0${random.int(1, 4)} SCT/BS`,
    spoken(context.on).replace('ngày', 'Ngày'),
    '<b>CHỦ TỊCH</b>',
  ];
  const text = frame(
    random,
    `${inside.map((line) => `<div>${line}</div>`).join('')}<div style="height:15mm"></div><b>${office.signer}</b>`,
    'left:0;top:0;width:86mm',
    'text-align:center;font-size:9.5pt;padding:1mm',
  );
  const scrawl = signatureScrawl(random).replace(/top:\d+mm/, 'top:17mm');
  const names = units(context.office, context.on);
  const round = seal(
    random,
    `UBND ${names[0]!}`.toLocaleUpperCase('vi'),
    `left:${random.int(8, 30)}mm;top:${random.int(8, 14)}mm;margin:0;width:${random.int(32, 36)}mm;height:34mm`,
  );
  return `<div style="position:absolute;left:${left}mm;bottom:${bottom}mm;width:86mm;height:46mm">${text}${scrawl}${round}</div>`;
}
