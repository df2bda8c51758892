import type { Line } from '../../../common/domain/reading.ts';
import { stripDiacritics } from '../../../common/domain/vietnamese-text.ts';
import { type Blobs, findBlobs } from '../../image/blobs.ts';
import type { MarkPicture } from './mark-picture.ts';
import type { RoundSeal } from './round-seals.ts';

/** A pen's stroke is at least so dark in the small picture. */
const INK = 58;
const RED_INK = 40;
/** Dull reds look like a weak pen. */
const INK_ON_RED = 84;
/** By how much a pen is darker than a seal, where a scan is grey. */
const PEN_OVER_SEAL = 14;
const BLUE_INK = 40;
/** Sides of a signature in millimetres. */
const LEAST_WIDTH = 11;
const MOST_WIDTH = 80;
const LEAST_HEIGHT = 4.2;
const MOST_HEIGHT = 34;
/** Strokes of a signature that lie so far apart in millimetres belong together. */
const GAP = 2.5;
/** Where a seal's ring had to be cut out of them, this far. */
const GAP_IN_GREY = 4;
/** Share of its box that ink covers: less is a crossing of rules, more is print. */
const LEAST_COVER = 0.02;
const MOST_COVER = 0.42;
/** A plate reaches all its sides for this share of them, within this part of its height. */
const PLATE_SIDE = 0.6;
const PLATE_EDGE = 0.09;
/** How far under its heading a signature lies, in millimetres. */
const UNDER_HEADING = 34;

/** Headings over a place to sign, without diacritics. */
const HEADING =
  /\b(?:nguoi (?:ky|di khai|lam|yeu cau|viet|nop|tiep|ke khai|huong dan|dai dien|thuc hien)|(?:pho )?chu tich|truong (?:phong|cong an)|giam doc|cuc truong|ky,? (?:ghi|va ghi|ten)|ghi ro ho|ben (?:a|b|nu|nam|duoc uy|uy quyen)|cong dan|dai dien|y kien cua)\b|^(?:vo|chong)$/u;

/** A signature in pixels of the picture. */
export interface SignaturePlace {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly confidence: number;
}

interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
  pixels: number;
}

/**
 * Long connected pen strokes that are no print: where words were read with some certainty nothing is looked for. Blue
 * ink speaks for a signature, so does a heading such as "Chủ tịch" or "Ký, ghi rõ họ tên" over it.
 *
 * @param lines of the page, in page pixels
 */
export function findSignatures(
  picture: MarkPicture,
  lines: readonly Line[],
  seals: readonly RoundSeal[],
): readonly SignaturePlace[] {
  const mask = strokeMask(picture, lines, seals);
  const { width, height, pixelsPerMm: mm } = picture;
  const regions = join(
    findBlobs({ width, height, channels: 1, data: mask }, 128),
    mm,
    picture.coloured ? GAP : GAP_IN_GREY,
  );
  const headings = findHeadings(lines, picture.scale);
  const found: SignaturePlace[] = [];
  for (const region of regions) {
    const [w, h] = [(region.right - region.left + 1) / mm, (region.bottom - region.top + 1) / mm];
    if (w < LEAST_WIDTH || w > MOST_WIDTH || h < LEAST_HEIGHT || h > MOST_HEIGHT) continue;
    const cover = region.pixels / ((region.right - region.left + 1) * (region.bottom - region.top + 1));
    if (cover < LEAST_COVER || cover > MOST_COVER) continue;
    const blue = picture.coloured && share(picture.blue, mask, picture, region, BLUE_INK) > 0.4;
    const headed = headings.some((heading) => isUnder(region, heading, mm));
    if (!headed && !(blue && region.top > height * 0.3 && w * h > 120)) continue;
    if (!blue && isPlate(mask, width, region)) continue;
    found.push({ ...region, confidence: headed ? (blue ? 0.97 : 0.9) : 0.75 });
  }
  return found;
}

/** True for what fills its box up to all sides, as the chip of a card does. */
function isPlate(mask: Uint8Array, width: number, { left, top, right, bottom }: Region): boolean {
  const near = Math.max(2, Math.round((bottom - top) * PLATE_EDGE));
  const meets = (from: number, along: number, count: number, inwards: number): number => {
    let hits = 0;
    for (let i = 0; i < count; i += 1) {
      for (let depth = 0; depth <= near; depth += 1) {
        if (mask[from + i * along + depth * inwards] !== 0) continue;
        hits += 1;
        break;
      }
    }
    return hits / count;
  };
  const [columns, rows] = [right - left + 1, bottom - top + 1];
  const [first, last] = [top * width + left, bottom * width + right];
  return [
    meets(first, 1, columns, width),
    meets(last, -1, columns, -width),
    meets(first, width, rows, 1),
    meets(last, -width, rows, -1),
  ].every((share) => share >= PLATE_SIDE);
}

/** 0 where a stroke lies that is neither red nor a word nor the ring of a seal. */
function strokeMask(picture: MarkPicture, lines: readonly Line[], seals: readonly RoundSeal[]): Uint8Array {
  const { width, height, pen, red, scale, pixelsPerMm } = picture;
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < mask.length; i += 1) mask[i] = pen[i]! > (red[i]! < RED_INK ? INK : INK_ON_RED) ? 0 : 255;
  for (const line of lines) {
    for (const word of line.words) {
      if (!isPrint(word.text, word.confidence)) continue;
      const [x, y, w, h] = word.box;
      const [x0, x1] = [Math.max(0, Math.floor(x / scale)), Math.min(width, Math.ceil((x + w) / scale))];
      for (let row = Math.max(0, Math.floor(y / scale)); row < Math.min(height, Math.ceil((y + h) / scale)); row += 1) {
        mask.fill(255, row * width + x0, row * width + x1);
      }
    }
  }
  // On pages without colour a seal's rings and letters are as dark as the pen that crosses them.
  if (!picture.coloured) for (const seal of seals) clearSeal(mask, picture, seal, pixelsPerMm);
  return mask;
}

/** Engines see letters in scrawls, often with much certainty; whole words in them they don't. */
function isPrint(text: string, confidence: number): boolean {
  const core = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (/[^\p{L}\p{N}.,/:;()'-]/u.test(core)) return false;
  return core.length >= 3 ? confidence >= 0.85 : core.length === 2 && confidence >= 0.97;
}

function clearSeal(mask: Uint8Array, { width, height, pen }: MarkPicture, seal: RoundSeal, mm: number): void {
  const outer = seal.radius + 0.8 * mm;
  // Grey scans show red paler than the pen; on photocopies both are black, and only the seal's drawing can go.
  const darker = ringInk(pen, width, height, seal) + PEN_OVER_SEAL;
  const rings =
    darker < 235
      ? []
      : ([
          [seal.radius - 1.4 * mm, outer],
          [seal.radius * 0.6, seal.radius * 0.68],
          [0, seal.radius * 0.34],
        ] as const);
  for (let y = Math.max(0, Math.floor(seal.y - outer)); y <= Math.min(height - 1, seal.y + outer); y += 1) {
    for (let x = Math.max(0, Math.floor(seal.x - outer)); x <= Math.min(width - 1, seal.x + outer); x += 1) {
      const distance = Math.hypot(x - seal.x, y - seal.y);
      const at = y * width + x;
      const cleared =
        rings.length === 0
          ? distance <= outer && pen[at]! < darker
          : rings.some(([from, to]) => distance >= from && distance <= to);
      if (cleared) mask[at] = 255;
    }
  }
}

/** How dark most of a seal's ring is. */
function ringInk(pen: Uint8Array, width: number, height: number, { x, y, radius }: RoundSeal): number {
  const inks: number[] = [];
  for (let step = 0; step < 90; step += 1) {
    const angle = (step / 90) * 2 * Math.PI;
    let most = 0;
    for (let off = -1; off <= 1; off += 1) {
      const px = Math.round(x + Math.cos(angle) * (radius + off));
      const py = Math.round(y + Math.sin(angle) * (radius + off));
      if (px >= 0 && py >= 0 && px < width && py < height) most = Math.max(most, pen[py * width + px]!);
    }
    inks.push(most);
  }
  return inks.toSorted((a, b) => a - b)[Math.floor(inks.length / 2)]!;
}

/** Large strokes, and what lies by them. */
function join(blobs: Blobs, mm: number, gap: number): readonly Region[] {
  const regions: Region[] = [];
  const small: Region[] = [];
  for (let i = 0; i < blobs.count; i += 1) {
    const region: Region = {
      left: blobs.left[i]!,
      top: blobs.top[i]!,
      right: blobs.right[i]!,
      bottom: blobs.bottom[i]!,
      pixels: blobs.pixels[i]!,
    };
    const [w, h] = [(region.right - region.left + 1) / mm, (region.bottom - region.top + 1) / mm];
    if (w > MOST_WIDTH || h > MOST_HEIGHT) continue;
    if ((w >= 6 && h >= 2.2) || (h >= 4 && w >= 3)) regions.push(region);
    else if (w >= 1 || h >= 1) small.push(region);
  }
  const merged = regions;
  for (let i = 0; i < merged.length; i += 1) {
    for (let j = merged.length - 1; j > i; j -= 1) {
      if (!isNear(merged[i]!, merged[j]!, gap * mm)) continue;
      grow(merged[i]!, merged[j]!);
      merged.splice(j, 1);
      // The larger one may touch what was passed over.
      j = merged.length;
    }
  }
  for (const region of small) {
    const host = merged.find((other) => isNear(region, other, 0));
    if (host !== undefined) grow(host, region);
  }
  return merged;
}

function isNear(a: Region, b: Region, gap: number): boolean {
  return a.left <= b.right + gap && a.right >= b.left - gap && a.top <= b.bottom + gap && a.bottom >= b.top - gap;
}

function grow(host: Region, other: Region): void {
  host.left = Math.min(host.left, other.left);
  host.top = Math.min(host.top, other.top);
  host.right = Math.max(host.right, other.right);
  host.bottom = Math.max(host.bottom, other.bottom);
  host.pixels += other.pixels;
}

/** Share of a region's strokes with so much of a colour. */
function share(
  plane: Uint8Array,
  mask: Uint8Array,
  { width }: MarkPicture,
  { left, top, right, bottom }: Region,
  least: number,
): number {
  let strokes = 0;
  let hits = 0;
  for (let y = top; y <= bottom; y += 1) {
    for (let at = y * width + left; at <= y * width + right; at += 1) {
      if (mask[at] !== 0) continue;
      strokes += 1;
      if (plane[at]! >= least) hits += 1;
    }
  }
  return strokes === 0 ? 0 : hits / strokes;
}

interface Heading {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/** Places to sign in pixels of the picture. */
function findHeadings(lines: readonly Line[], scale: number): readonly Heading[] {
  return lines.flatMap(({ words, box: [x, y, width, height] }) => {
    const text = stripDiacritics(words.map((word) => word.text).join(' '))
      .toLowerCase()
      .replace(/[^a-z, ]/gu, ' ')
      .replace(/ +/gu, ' ')
      .trim();
    return HEADING.test(text)
      ? [{ left: x / scale, right: (x + width) / scale, bottom: (y + height / 2) / scale }]
      : [];
  });
}

function isUnder(region: Region, heading: Heading, mm: number): boolean {
  const middle = (region.top + region.bottom) / 2;
  const down = (middle - heading.bottom) / mm;
  if (down < 1 || down > UNDER_HEADING) return false;
  const across = (region.left + region.right) / 2;
  return across > heading.left - 18 * mm && across < heading.right + 18 * mm;
}
