import { type IsoDate, spoken } from '../dates.ts';
import type { Random } from '../random.ts';
import { escapeHtml, type Look } from './paper.ts';
import { signatureScrawl } from './scrawl.ts';

export { signatureScrawl };

/** Pieces that Vietnamese official forms share: header block, rows with leaders, digit boxes, seals, signatures. */

export const SAMPLE_MARK = '<div class="sample-mark">MẪU</div>';

export interface HeaderOptions {
  /** Superior agency, then the agency itself; absent on citizens' own forms. */
  readonly agency?: readonly string[];
  /** HTML after "Số:". */
  readonly number?: string;
  /** HTML of place and date, right column. */
  readonly placeAndDate?: string;
  /** Corner note such as "Mẫu CT01 ban hành …". */
  readonly corner?: string;
}

export function header(look: Look, options: HeaderOptions = {}): string {
  const republic = `<div class="republic"><div><b>CỘNG ${look.republic} XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></div><div><b>Độc lập - Tự do - Hạnh phúc</b></div><div class="rule wide"></div>${options.placeAndDate === undefined ? '' : `<div class="place"><i>${options.placeAndDate}</i></div>`}</div>`;
  const corner = options.corner === undefined ? '' : `<div class="corner"><i>${options.corner}</i></div>`;
  if (options.agency === undefined) return `${corner}<div class="header single">${republic}</div>`;
  const [first, ...others] = options.agency;
  const agency =
    others.length === 0
      ? `<div><b data-header="agency">${first}</b></div>`
      : `<div data-header="superiorAgency">${first}</div>${others.map((line) => `<div><b data-header="agency">${line}</b></div>`).join('')}`;
  const number =
    options.number === undefined
      ? ''
      : `<div class="number">Số: <span class="h" data-header="number">${options.number}</span></div>`;
  return `${corner}<div class="header"><div class="agency">${agency}<div class="rule short"></div>${number}</div>${republic}</div>`;
}

export function placeAndDate(place: string, date: IsoDate): string {
  const day = spoken(date).replace(/\d+/g, '<span class="h">$&</span>');
  return `<span class="h" data-header="place">${escapeHtml(place)}</span>, <span data-header="issuedOn" data-value="${date}">${day}</span>`;
}

export function title(text: string, below?: string): string {
  return `<h1>${text}</h1>${below === undefined ? '' : `<div class="below-title">${below}</div>`}`;
}

/** Cells of label and value on one line; each value's HTML comes from FieldNotes.put or escapeHtml. */
export function row(...cells: readonly (readonly [label: string, value: string])[]): string {
  const inside = cells
    .map(([label, value]) => `<span class="l">${label}</span> <span class="v">${value}</span>`)
    .join('<span class="gap"> </span>');
  return `<div class="row">${inside}</div>`;
}

export function text(html: string, style = ''): string {
  return `<div class="text"${style === '' ? '' : ` style="${style}"`}>${html}</div>`;
}

/** One box for each character; read as one word. */
export function digitBoxes(digits: string, key?: string): string {
  const cells = [...digits].map((digit) => `<span>${digit}</span>`).join('');
  return `<span class="boxes" data-word${key === undefined ? '' : ` data-field="${key}"`}>${cells}</span>`;
}

export interface SignatureOptions {
  readonly heading: string;
  readonly below?: string;
  /** Full name printed under the signature, as HTML. */
  readonly name?: string;
  readonly signed?: boolean;
  readonly seal?: string;
  /** Printed above the heading, right column: "…, ngày … tháng … năm …" */
  readonly date?: string;
}

export function signature(random: Random, options: SignatureOptions): string {
  const scrawl = options.signed === false ? '' : signatureScrawl(random);
  // Who signs for an agency does so with its seal: that one is part of the paper's header block.
  const official = options.seal !== undefined;
  const marked = (key: string, html: string): string => (official ? `<span data-header="${key}">${html}</span>` : html);
  const titled = (html: string): string => (POSITION.test(html) ? marked('signerTitle', html) : html);
  return `<div class="signature">${options.date === undefined ? '' : `<div class="nowrap"><i>${options.date}</i></div>`}<div><b>${titled(options.heading)}</b></div>${options.below === undefined ? '' : `<div class="small"><i>${titled(options.below)}</i></div>`}<div class="sign-space">${scrawl}${options.seal ?? ''}</div>${options.name === undefined ? '' : `<div class="signer"><b>${marked('signerName', options.name)}</b></div>`}</div>`;
}

/** Positions of those who sign for an agency. */
const POSITION = /^(?:PHÓ )?(?:CHỦ TỊCH|TRƯỞNG PHÒNG|GIÁM ĐỐC|TRƯỞNG CÔNG AN|CỤC TRƯỞNG)$/u;

export function columns(...blocks: readonly string[]): string {
  return `<div class="columns">${blocks.map((block) => `<div>${block}</div>`).join('')}</div>`;
}

/** Round red seal of an agency, 36 mm as agencies use them. */
export function seal(random: Random, agency: string, style = ''): string {
  const id = `arc${random.int(0, 1_000_000_000)}`;
  const turn = random.between(-14, 14).toFixed(1);
  const opacity = random.between(0.55, 0.9).toFixed(2);
  const ink = random.weighted([
    ['#d0121b', 5],
    ['#c3202f', 2],
    ['#dd3328', 2],
    ['#b3122e', 1],
  ]);
  const star = Array.from({ length: 10 }, (_, index) => {
    const radius = index % 2 === 0 ? 15 : 6.2;
    const angle = (Math.PI / 5) * index - Math.PI / 2;
    return `${(50 + radius * Math.cos(angle)).toFixed(1)},${(50 + radius * Math.sin(angle)).toFixed(1)}`;
  }).join(' ');
  return `<svg class="seal" data-skip data-mark="seal" data-form="round" viewBox="0 0 100 100" style="opacity:${opacity};transform:rotate(${turn}deg);${style}">
<g fill="none" stroke="${ink}"><circle data-outline cx="50" cy="50" r="47" stroke-width="2.2"/><circle cx="50" cy="50" r="30" stroke-width="1.1"/></g>
<defs><path id="${id}" d="M 50 50 m -36 0 a 36 36 0 1 1 72 0 a 36 36 0 1 1 -72 0"/></defs>
<text font-size="7.4" font-weight="bold" fill="${ink}" font-family="Arimo"><textPath href="#${id}" startOffset="2%" textLength="200">${escapeHtml(agency)} ★</textPath></text>
<polygon points="${star}" fill="${ink}"/></svg>`;
}

/** Page-level style; `--pt` shrinks until the sheet holds its content. */
export function sheetCss(look: Look): string {
  return `
*{box-sizing:border-box}
html,body{margin:0;padding:0;background:#fff}
.sheet{--pt:${look.sizePt}pt;position:relative;overflow:hidden;background:#fff;color:#111;font-family:${look.family};font-size:var(--pt);line-height:1.36}
.a4{padding:17mm 15mm 12mm 22mm}.a5{padding:10mm 9mm 8mm 11mm}
.sample-mark{position:absolute;top:5mm;right:8mm;font:bold 15pt 'Arimo';letter-spacing:.5px}
.header{display:flex;justify-content:space-between;text-align:center;margin-bottom:3mm;gap:4mm}
.header.single{justify-content:center}
.republic{white-space:nowrap;font-size:.95em}
.agency{font-size:.93em;text-wrap:balance}
.rule{height:0;border-top:.35mm solid #111;margin:.8mm auto 0}.rule.short{width:28mm}.rule.wide{width:52mm}
.place{margin-top:2mm}.number{margin-top:1.5mm}
.corner{font-size:.72em;text-align:right;margin-bottom:2.5mm;padding-right:26mm}
h1{font-size:1.22em;text-align:center;margin:4mm 0 1mm;line-height:1.25}
h2{font-size:1em;margin:2.2mm 0 .6mm}
.below-title{text-align:center;margin-bottom:2.5mm}
.row{position:relative;overflow:hidden;padding:.45mm 0;text-align:left}
.v{font-family:${look.valueFamily};color:${look.valueInk};${look.boldValues ? 'font-weight:bold;' : ''}}
.gap{display:inline-block;width:7mm}
${look.leader === 'after' ? ".row::after{content:'…………………………………………………………………………………………………………………';position:absolute;white-space:nowrap;overflow:hidden;color:#333}" : ''}
${look.leader === 'under' ? '.row .v{border-bottom:.28mm dotted #333}' : ''}
.text{padding:.45mm 0;text-align:justify}
.small{font-size:.82em}.nowrap{white-space:nowrap}.center{text-align:center}
.boxes{display:inline-flex;vertical-align:middle;margin-left:1mm}
.boxes span{width:5.6mm;height:6.4mm;border:.3mm solid #111;border-left:0;text-align:center;line-height:6mm;font-family:${look.valueFamily};color:${look.valueInk}}
.boxes span:first-child{border-left:.3mm solid #111}
table.grid{border-collapse:collapse;width:100%;margin:1.5mm 0;font-size:.88em}
table.grid td,table.grid th{border:.28mm solid #111;padding:.7mm 1.2mm;text-align:center;font-weight:normal;vertical-align:middle}
table.grid th{font-weight:bold}
table.grid td.left,table.grid th.left{text-align:left}
.columns{display:flex;justify-content:space-between;gap:5mm;margin-top:4mm}
.columns>div{flex:1}
.signature{text-align:center;font-size:.95em}
.sign-space{height:21mm;position:relative}
.scrawl{position:absolute;left:50%;top:2mm;width:38mm;margin-left:-19mm}
.seal{position:absolute;width:36mm;height:36mm;left:50%;top:-9mm;margin-left:-36mm}
${look.missing === 'seal' ? '.sign-space .seal{display:none}' : ''}
${look.missing === 'signature' ? '.sign-space:has(.seal) .scrawl{display:none}' : ''}
`;
}
