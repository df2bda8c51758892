import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** A page of 150 dpi with bars in lines that stand on baselines: enough for axis, skew and direction, no words. */
export function barPage(width = 1240, height = 1754): Sharp {
  const data = Buffer.alloc(width * height, 255);
  const bar = (x: number, y: number, w: number, h: number): void => {
    for (let row = y; row < y + h; row += 1) data.fill(0, row * width + x, row * width + x + w);
  };
  for (let line = 0; line < 24; line += 1) {
    const baseline = 120 + line * 60;
    for (let i = 0; i < 40 + ((line * 7) % 18); i += 1) {
      const tall = [16, 12, 12, 17, 12, 13, 12][(i * 5 + line) % 7]!;
      bar(90 + i * 17 + Math.floor(i / (4 + (line % 3))) * 9, baseline - tall, 8, tall);
    }
  }
  return sharp(data, { raw: { width, height, channels: 1 } });
}

/** Writes bytes into a folder and gives the path. */
export async function put(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** A TIFF of several equal pages. */
export async function tiffOf(pages: number, width = 1240, height = 1754): Promise<Buffer> {
  const { data } = await barPage(width, height).raw().toBuffer({ resolveWithObject: true });
  const all = Buffer.concat(Array.from({ length: pages }, () => data));
  return sharp(all, { raw: { width, height: height * pages, channels: 1, pageHeight: height } })
    .tiff({ compression: 'lzw' })
    .toBuffer();
}

/** A PDF of empty pages of one size in points, written by hand. */
export function emptyPdf(pages: number, width: number, height: number): Buffer {
  const kids = Array.from({ length: pages }, (_, i) => `${i + 3} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${kids}]>>`,
    ...Array.from({ length: pages }, () => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]>>`),
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
}
