import sharp from 'sharp';
import { asSharp, type Raster, toRaster } from './effects.ts';
import type { Random } from './random.ts';

/** What a sheet has lived through before it was scanned: holes, folds, staples, the other side showing through. */

const MM_PER_INCH = 25.4;

export type Wear = 'punched' | 'folded' | 'stapled' | 'bleed-through';

/** Cards don't wear so; sheets do. */
export function isSheet(print: Raster, dpi: number): boolean {
  return (print.height / dpi) * MM_PER_INCH > 140;
}

export async function wear(print: Raster, dpi: number, kinds: readonly Wear[], random: Random): Promise<Raster> {
  const mm = dpi / MM_PER_INCH;
  let page = kinds.includes('bleed-through') ? await bleedThrough(print, random) : print;
  const marks = [
    kinds.includes('folded') ? folds(print, mm, random) : '',
    kinds.includes('punched') ? holes(print, mm, random) : '',
    kinds.includes('stapled') ? staple(mm, random) : '',
  ].join('');
  if (marks === '') return page;
  const overlay = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${print.width}" height="${print.height}">${marks}</svg>`,
  );
  page = await toRaster(
    await asSharp(page)
      .composite([{ input: overlay }])
      .png({ compressionLevel: 0 })
      .toBuffer(),
  );
  return page;
}

/** Two holes of 6 mm, 80 mm apart, 11 mm from the left edge (ISO 838); the lid shows through, dark or light. */
function holes(print: Raster, mm: number, random: Random): string {
  const lid = random.pick(['#1c1c1c', '#3d3d3d', '#dcdcda']);
  const middle = print.height / 2 + random.between(-4, 4) * mm;
  return [-40, 40]
    .map(
      (offset) =>
        `<circle cx="${11 * mm}" cy="${middle + offset * mm}" r="${3 * mm}" fill="${lid}"/><circle cx="${11 * mm}" cy="${middle + offset * mm}" r="${3.05 * mm}" fill="none" stroke="#999" stroke-width="${0.25 * mm}"/>`,
    )
    .join('');
}

/** One or two creases across, sometimes one down: a dark line with a shaded band beside it. */
function folds(print: Raster, mm: number, random: Random): string {
  const crease = (x: number, y: number, width: number, height: number): string => {
    const across = width > height;
    const band = 5 * mm;
    const id = `crease${Math.round(x)}-${Math.round(y)}`;
    const shade = random.between(0.06, 0.16).toFixed(3);
    return `<linearGradient id="${id}" x2="${across ? 0 : 1}" y2="${across ? 1 : 0}"><stop stop-opacity="${shade}"/><stop offset="1" stop-opacity="0"/></linearGradient><rect x="${x}" y="${y}" width="${across ? width : band}" height="${across ? band : height}" fill="url(#${id})"/><rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#555" opacity="${random.between(0.18, 0.4).toFixed(2)}"/>`;
  };
  const line = 0.2 * mm;
  const shares = random.pick([[0.5], [1 / 3, 2 / 3]] as const);
  const across = shares.map((share) =>
    crease(0, (share + random.between(-0.015, 0.015)) * print.height, print.width, line),
  );
  const down = random.chance(0.35)
    ? [crease((0.5 + random.between(-0.02, 0.02)) * print.width, 0, line, print.height)]
    : [];
  return [...across, ...down].join('');
}

/** A staple at the top left and the corner bent over it. */
function staple(mm: number, random: Random): string {
  const x = random.between(5, 9) * mm;
  const y = random.between(5, 9) * mm;
  const tilt = random.int(30, 60);
  const corner = random.between(4, 8) * mm;
  return `<polygon points="0,0 ${corner},0 0,${corner}" fill="#b9b9b6"/><g transform="rotate(${-tilt} ${x} ${y})"><rect x="${x}" y="${y}" width="${12 * mm}" height="${0.6 * mm}" rx="${0.3 * mm}" fill="#7d8084"/><rect x="${x}" y="${y + 0.6 * mm}" width="${12 * mm}" height="${0.4 * mm}" fill="#000" opacity=".25"/></g>`;
}

/** The other side, mirrored, faint and soft. */
async function bleedThrough(print: Raster, random: Random): Promise<Raster> {
  const strength = random.between(0.08, 0.2);
  const shift = random.int(-60, 60);
  const back = await asSharp(print).flop().flip(random.chance(0.3)).greyscale().blur(2.2).raw().toBuffer();
  const data = Buffer.from(print.data);
  for (let y = 0; y < print.height; y += 1) {
    const from = (y + shift + print.height) % print.height;
    for (let x = 0; x < print.width; x += 1) {
      const factor = 1 - strength * (1 - back[from * print.width + x]! / 255);
      const at = (y * print.width + x) * 3;
      data[at] = Math.round(data[at]! * factor);
      data[at + 1] = Math.round(data[at + 1]! * factor);
      data[at + 2] = Math.round(data[at + 2]! * factor);
    }
  }
  return { ...print, data };
}

/** Low toner: strokes turn grey and break; the paper has yellowed. */
export async function fade(print: Raster, random: Random): Promise<Raster> {
  const ink = random.between(0.45, 0.65);
  const paper = random.pick([
    [250, 244, 226],
    [244, 240, 230],
    [236, 236, 232],
  ] as const);
  const data = Buffer.alloc(print.data.length);
  for (let index = 0; index < data.length; index += 3) {
    for (let channel = 0; channel < 3; channel += 1) {
      data[index + channel] = Math.round(paper[channel]! * (1 - ink * (1 - print.data[index + channel]! / 255)));
    }
  }
  const { data: soft, info } = await sharp(data, { raw: { width: print.width, height: print.height, channels: 3 } })
    .blur(0.6)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: soft, width: info.width, height: info.height };
}
