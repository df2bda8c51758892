import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Box, PageReading, Word } from '../../../common/domain/reading.ts';

/** Programs of the machine by name; those that aren't installed are left out. */
export function installed(...names: readonly string[]): readonly string[] {
  const folders = (process.env.PATH ?? '').split(':');
  return names.filter((name) => folders.some((folder) => existsSync(join(folder, name))));
}

/** Words in rows on an A4 page of 150 dpi, where a typewriter would put them. */
export function typedWords(rows: readonly string[]): readonly (readonly Word[])[] {
  return rows.map((row, number) => {
    let x = 120;
    return row.split(' ').map((text) => {
      const box: Box = [x, 150 + number * 60, text.length * 16, 26];
      x += box[2] + 14;
      return { text, box, confidence: 0.9 };
    });
  });
}

/** The reading of a page of such words. */
export function readingOf(rows: readonly (readonly Word[])[], more: Partial<PageReading> = {}): PageReading {
  const lines = rows.map((words) => ({ words, box: words[0]?.box ?? ([0, 0, 0, 0] as const) }));
  return {
    index: 0,
    width: 1240,
    height: 1754,
    dpi: 150,
    rotation: 0,
    skewDegrees: 0,
    blank: false,
    confidence: 0.9,
    text: rows.map((words) => words.map((word) => word.text).join(' ')).join('\n'),
    lines,
    codes: [],
    findings: [],
    timings: {},
    ...more,
  };
}

/** The page as a scanner would see it: strokes of ink in every word's box. */
export async function writeScan(path: string, rows: readonly (readonly Word[])[]): Promise<void> {
  const [width, height] = [1240, 1754];
  const data = Buffer.alloc(width * height, 250);
  for (const { box } of rows.flat()) {
    for (let x = box[0]; x < box[0] + box[2] - 5; x += 9) {
      for (let y = box[1]; y < box[1] + box[3]; y += 1) data.fill(20, y * width + x, y * width + x + 5);
    }
  }
  await sharp(data, { raw: { width, height, channels: 1 } })
    .withDensity(150)
    .jpeg({ quality: 90 })
    .toFile(path);
}

/** Hex digits kept for a signature. */
const ROOM = 8192;

/**
 * A PDF with a classic cross-reference table, signed by an incremental update: a real CMS signature of a certificate
 * made for the occasion where openssl is installed, else bytes in its place.
 */
export async function signPdf(pdf: Uint8Array): Promise<Buffer> {
  const before = Buffer.from(pdf);
  const text = before.toString('latin1');
  const last = (pattern: RegExp): string => [...text.matchAll(pattern)].at(-1)?.[1] ?? '';
  const [size, root, start] = [last(/\/Size (\d+)/g), last(/\/Root (\d+) 0 R/g), last(/startxref\n(\d+)/g)].map(Number);
  const catalog = last(new RegExp(`\\n${root} 0 obj\\n<<([\\s\\S]*?)>>\\nendobj`, 'g'));
  const page = last(/(\d+) 0 obj\n<<\/Type\/Page\//g);
  const [signature, field] = [size!, size! + 1];
  const objects: readonly (readonly [number, string])[] = [
    [
      signature,
      `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 @@@@@@@@@@ @@@@@@@@@@ @@@@@@@@@@]` +
        `/Contents<${'0'.repeat(ROOM)}>>>`,
    ],
    [field, `<</Type/Annot/Subtype/Widget/FT/Sig/T(ky)/V ${signature} 0 R/P ${page} 0 R/Rect[0 0 0 0]/F 132>>`],
    [root!, `<<${catalog}/AcroForm<</Fields[${field} 0 R]/SigFlags 3>>>>`],
  ];
  let update = '';
  const table = objects.map(([id, body]) => {
    const at = before.length + update.length;
    update += `${id} 0 obj\n${body}\nendobj\n`;
    return `${id} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const xref = before.length + update.length;
  update += `xref\n${table.join('')}trailer\n<</Size ${field + 1}/Root ${root} 0 R/Prev ${start}>>\nstartxref\n${xref}\n%%EOF\n`;
  const gap = before.length + update.indexOf('/Contents<') + '/Contents'.length;
  const again = gap + ROOM + 2;
  const rest = before.length + update.length - again;
  for (const number of [gap, again, rest]) update = update.replace('@@@@@@@@@@', String(number).padEnd(10));
  const signed = Buffer.concat([before, Buffer.from(update, 'latin1')]);
  const cms = await cmsOf(Buffer.concat([signed.subarray(0, gap), signed.subarray(again)]));
  signed.write(cms.toString('hex'), gap + 1, 'latin1');
  return signed;
}

async function cmsOf(content: Buffer): Promise<Buffer> {
  const [program] = installed('openssl');
  if (program === undefined) return Buffer.from('a stand-in for a signature');
  const folder = await mkdtemp(join(tmpdir(), 'sohoa-sign-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...options: readonly string[]): unknown => execFileSync(program, options, { stdio: 'ignore' });
  try {
    await writeFile(at('content'), content);
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=Mau',
      '-keyout',
      at('key'),
      '-out',
      at('crt'),
    );
    openssl(
      ...['cms', '-sign', '-binary', '-md', 'sha256', '-outform', 'DER', '-in', at('content')],
      ...['-signer', at('crt'), '-inkey', at('key'), '-out', at('cms')],
    );
    return await readFile(at('cms'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
