import type { Blobs } from '../image/blobs.ts';

/** Measures at 300 dpi, in pixels. */
const DOT = { largest: 10, smallest: 2, fewestPixels: 4 } as const;
const PITCH = { least: 5, most: 40 } as const;
/** How far the next dot may lie above or below the one before. */
const DRIFT = 2.5;
const FEWEST_DOTS = 5;
/** Share of the gaps in a row of dots that must be about equal. */
const REGULAR = 0.75;

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly blob: number;
}

/**
 * Whitens dotted leaders whose dots stand too far apart to look like a rule: rows of five or more small blobs of their
 * own at an even pitch. An engine reads them as strings of `e` and `n`, glues or drops the words before them.
 */
export function removeLeaders(data: Uint8Array, width: number, height: number, blobs: Blobs, dpi: number): void {
  const unit = dpi / 300;
  const dots = findDots(blobs, unit);
  for (const row of findRowsOfDots(dots, unit)) {
    const first = row[0]!;
    const spared = isLowerDotOfColon(first, dots, unit) ? first : undefined;
    for (const dot of row) if (dot !== spared) whiten(data, width, height, blobs, dot.blob);
  }
}

/** A leader that follows a colon starts with the colon's lower dot. */
function isLowerDotOfColon(dot: Dot, dots: readonly Dot[], unit: number): boolean {
  return dots.some(
    (other) => Math.abs(other.x - dot.x) <= 3 * unit && dot.y - other.y >= 8 * unit && dot.y - other.y <= 32 * unit,
  );
}

function findDots(blobs: Blobs, unit: number): Dot[] {
  const dots: Dot[] = [];
  const largest = Math.max(4, DOT.largest * unit);
  for (let i = 0; i < blobs.count; i += 1) {
    const w = blobs.right[i]! - blobs.left[i]! + 1;
    const h = blobs.bottom[i]! - blobs.top[i]! + 1;
    if (w > largest || h > largest || w < DOT.smallest * unit || blobs.pixels[i]! < DOT.fewestPixels * unit) continue;
    dots.push({ x: (blobs.left[i]! + blobs.right[i]!) / 2, y: (blobs.top[i]! + blobs.bottom[i]!) / 2, blob: i });
  }
  return dots.sort((a, b) => a.x - b.x);
}

function findRowsOfDots(dots: readonly Dot[], unit: number): Dot[][] {
  const open = new Map<number, Dot[][]>();
  const band = Math.max(4, Math.ceil(2 * DRIFT * unit));
  const rows: Dot[][] = [];
  for (const dot of dots) {
    const home = Math.floor(dot.y / band);
    let best: Dot[] | undefined;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (let b = home - 1; b <= home + 1; b += 1) {
      const candidates = (open.get(b) ?? []).filter((row) => dot.x - row.at(-1)!.x <= PITCH.most * unit);
      open.set(b, candidates);
      for (const row of candidates) {
        const last = row.at(-1)!;
        const distance = dot.x - last.x + 4 * Math.abs(dot.y - last.y);
        if (dot.x - last.x < PITCH.least * unit || Math.abs(dot.y - last.y) > Math.max(1.5, DRIFT * unit)) continue;
        if (distance < bestDistance) {
          best = row;
          bestDistance = distance;
        }
      }
    }
    if (best === undefined) {
      best = [];
      rows.push(best);
    } else {
      const lastBand = Math.floor(best.at(-1)!.y / band);
      open.set(
        lastBand,
        (open.get(lastBand) ?? []).filter((row) => row !== best),
      );
    }
    best.push(dot);
    open.set(home, [...(open.get(home) ?? []), best]);
  }
  return rows.filter((row) => row.length >= FEWEST_DOTS && isRegular(row));
}

function isRegular(row: readonly Dot[]): boolean {
  const gaps = row.slice(1).map((dot, i) => dot.x - row[i]!.x);
  const middle = [...gaps].sort((a, b) => a - b)[gaps.length >> 1]!;
  const slack = Math.max(2, middle * 0.25);
  return gaps.filter((gap) => Math.abs(gap - middle) <= slack).length >= gaps.length * REGULAR;
}

function whiten(data: Uint8Array, width: number, height: number, blobs: Blobs, blob: number): void {
  const x0 = Math.max(0, blobs.left[blob]! - 2);
  const x1 = Math.min(width - 1, blobs.right[blob]! + 2);
  const y0 = Math.max(0, blobs.top[blob]! - 2);
  const y1 = Math.min(height - 1, blobs.bottom[blob]! + 2);
  for (let y = y0; y <= y1; y += 1) data.fill(255, y * width + x0, y * width + x1 + 1);
}
