import { qrSvg } from '../qr.ts';
import type { Random } from '../random.ts';
import { A4, type Look, type Paper } from './paper.ts';

/** Sheets that a clerk lays between two papers before a pile goes into the feeder: they are no paper themselves. */

/** Text of the code on the station's own slips. */
const SLIP_CODE = 'SOHOA-SEPARATOR';

export async function makeSlip(random: Random, look: Look): Promise<Paper> {
  const words = random.pick(['TỜ NGĂN CÁCH', 'TRANG NGĂN', 'TỜ PHÂN CÁCH']);
  const hint = random.chance(0.5) ? '<div class="center">Đặt tờ này giữa hai giấy tờ rồi quét cả tập.</div>' : '';
  const code = random.chance(0.6)
    ? `<div style="width:46mm;height:46mm;margin:18mm auto">${await qrSvg(SLIP_CODE, 'Q')}</div>`
    : '';
  const said = code === '' || random.chance(0.6) ? `<h1 style="margin-top:60mm">${words}</h1>${hint}` : '';
  return { type: 'other', variant: 'slip', sheets: [{ html: `${said}${code}`, ...A4 }], look, fields: {} };
}
