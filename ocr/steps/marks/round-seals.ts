import type { MarkPicture } from './mark-picture.ts';

/** Radii of seals in millimetres: agencies have 36 mm across, others a little less or more, stamps of counters down to 20. */
const LEAST_RADIUS = 9.5;
const MOST_RADIUS = 23;
/** Votes are gathered in cells of this side, in steps of this radius. */
const CELL = 3;
const STEP = 2;
const CANDIDATES = 14;
const ANGLES = 72;
const COS = Float64Array.from({ length: ANGLES }, (_, step) => Math.cos((step / ANGLES) * 2 * Math.PI));
const SIN = Float64Array.from({ length: ANGLES }, (_, step) => Math.sin((step / ANGLES) * 2 * Math.PI));
/** Half a ring of the smallest seal has more edge than this, in pixels of the picture. */
const LEAST_VOTERS = 40;
/** Ink of a seal in its plane, at least. */
const RED_INK = 40;
const DARK_INK = 70;
/** Share of the circle that is there, at least. */
const RED_SHARE = 0.52;
const DARK_SHARE = 0.66;
/** Star or emblem in the middle: share of inked pixels within 0.3 of the radius. */
const EMBLEM_SHARE = 0.1;
/** Rings this much paler than what lies in them are a pattern of the paper under print. */
const PALE_RING = 0.5;
/** A seal of one size with its neighbour: centres nearer than this part of the radius are one. */
const SAME = 0.7;
const CROSSING_SHARE = 0.85;

export interface RoundSeal {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** 0..1, share of the circle that was seen. */
  readonly share: number;
}

interface Plane {
  readonly ink: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly least: number;
  /** Whether print has the same colour, so that a line must stand free to count. */
  readonly mixed: boolean;
}

/**
 * Circles of ink with something in their middle, in pixels of the picture: by their red where the page has colours,
 * else by their shape. Each edge pixel votes for the centres that its gradient points to (Hough).
 */
export function findRoundSeals(picture: MarkPicture): readonly RoundSeal[] {
  const { width, height, pixelsPerMm } = picture;
  const plane: Plane = picture.coloured
    ? { ink: picture.red, width, height, least: RED_INK, mixed: false }
    : { ink: picture.dark, width, height, least: DARK_INK, mixed: true };
  const radii = { from: LEAST_RADIUS * pixelsPerMm, to: MOST_RADIUS * pixelsPerMm };
  const found: RoundSeal[] = [];
  for (const candidate of vote(plane, radii)) {
    const seal = refine(plane, candidate);
    if (seal.share < (plane.mixed ? DARK_SHARE : RED_SHARE)) continue;
    const middle = emblem(plane, seal);
    if (middle.share < EMBLEM_SHARE || lineInk(plane, seal) < middle.ink * PALE_RING) continue;
    found.push(seal);
  }
  // The outermost ring is the seal's size; rings inside it have the same middle.
  found.sort((a, b) => b.radius - a.radius);
  const outer = found.filter((seal, i) => !found.slice(0, i).some((other) => apart(seal, other) < other.radius * SAME));
  // Seals do cross each other, but arcs of one and letters make up circles too.
  return outer.filter(
    (seal) =>
      seal.share >= CROSSING_SHARE ||
      !outer.some((other) => other.share > seal.share && apart(seal, other) < seal.radius + other.radius),
  );
}

function apart(a: Circle, b: Circle): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

function vote(plane: Plane, radii: { readonly from: number; readonly to: number }): readonly Circle[] {
  const { ink, width, height } = plane;
  const columns = Math.ceil(width / CELL) + 1;
  const rows = Math.ceil(height / CELL) + 1;
  const steps = Math.max(1, Math.ceil((radii.to - radii.from) / STEP));
  const votes = new Uint16Array(columns * rows * steps);
  let voters = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const dx = ink[at + 1]! - ink[at - 1]!;
      const dy = ink[at + width]! - ink[at - width]!;
      const force = Math.abs(dx) + Math.abs(dy);
      if (force < plane.least) continue;
      voters += 1;
      const norm = 1 / (CELL * Math.sqrt(dx * dx + dy * dy));
      const [stepX, stepY] = [dx * norm, dy * norm];
      // Half a cell more, so that cutting off rounds.
      const [fromX, fromY] = [x / CELL + 0.5, y / CELL + 0.5];
      for (let step = 0; step < steps; step += 1) {
        const radius = radii.from + step * STEP;
        const cx = fromX + stepX * radius;
        const cy = fromY + stepY * radius;
        if (cx < 0 || cy < 0 || cx >= columns || cy >= rows) continue;
        const cell = (step * rows + (cy | 0)) * columns + (cx | 0);
        votes[cell] = votes[cell]! + 1;
      }
    }
  }
  if (voters < LEAST_VOTERS) return [];
  return strongest(votes, columns, rows, steps, radii.from);
}

/** Cells with most votes for their radius, no two next to each other. */
function strongest(votes: Uint16Array, columns: number, rows: number, steps: number, from: number): readonly Circle[] {
  const peaks: { cell: number; weight: number }[] = [];
  for (let step = 0; step < steps; step += 1) {
    const radius = from + step * STEP;
    const least = Math.max(12, radius * 0.45);
    for (let at = step * rows * columns, end = at + rows * columns; at < end; at += 1) {
      if (votes[at]! >= least) peaks.push({ cell: at, weight: votes[at]! / radius });
    }
  }
  peaks.sort((a, b) => b.weight - a.weight);
  const circles: Circle[] = [];
  for (const { cell } of peaks) {
    const x = (cell % columns) * CELL;
    const y = (Math.floor(cell / columns) % rows) * CELL;
    const radius = from + Math.floor(cell / (columns * rows)) * STEP;
    const known = circles.some(
      (circle) => Math.hypot(circle.x - x, circle.y - y) < 3 * CELL && Math.abs(circle.radius - radius) < 3 * STEP,
    );
    if (!known) circles.push({ x, y, radius });
    if (circles.length === CANDIDATES) break;
  }
  return circles;
}

/** The best circle near a candidate. */
function refine(plane: Plane, circle: Circle): RoundSeal {
  let best: RoundSeal = { ...circle, share: shareOf(plane, circle) };
  for (const reach of [3, 1]) {
    const { x, y, radius } = best;
    for (let dx = -reach; dx <= reach; dx += reach) {
      for (let dy = -reach; dy <= reach; dy += reach) {
        for (let dr = -reach; dr <= reach; dr += reach) {
          const tried = { x: x + dx, y: y + dy, radius: radius + dr };
          const share = shareOf(plane, tried);
          if (share > best.share) best = { ...tried, share };
        }
      }
    }
  }
  return best;
}

/** Share of directions in which the circle's line lies, with paper around it where print has its colour. */
function shareOf(plane: Plane, { x, y, radius }: Circle): number {
  const reach = plane.mixed ? 1 : 2;
  let hits = 0;
  for (let step = 0; step < ANGLES; step += 1) {
    const cos = COS[step]!;
    const sin = SIN[step]!;
    let line = 0;
    for (let off = -reach; off <= reach; off += 1) {
      const ink = inkAt(plane, x, y, cos, sin, radius + off);
      if (ink > line) line = ink;
    }
    if (line < plane.least) continue;
    const outside = Math.min(
      inkAt(plane, x, y, cos, sin, radius + reach + 3),
      inkAt(plane, x, y, cos, sin, radius + reach + 4),
    );
    if (outside < line * 0.6) hits += 1;
  }
  return hits / ANGLES;
}

function inkAt(plane: Plane, x: number, y: number, cos: number, sin: number, radius: number): number {
  const px = Math.round(x + cos * radius);
  const py = Math.round(y + sin * radius);
  return px < 0 || py < 0 || px >= plane.width || py >= plane.height ? 0 : plane.ink[py * plane.width + px]!;
}

/** How strong most of the circle's line is. */
function lineInk(plane: Plane, { x, y, radius }: Circle): number {
  const inks: number[] = [];
  for (let step = 0; step < ANGLES; step += 1) {
    const cos = COS[step]!;
    const sin = SIN[step]!;
    inks.push(Math.max(...[-1, 0, 1].map((off) => inkAt(plane, x, y, cos, sin, radius + off))));
  }
  return inks.toSorted((a, b) => a - b)[Math.floor(inks.length / 2)]!;
}

function emblem(plane: Plane, { x, y, radius }: Circle): { readonly share: number; readonly ink: number } {
  const reach = Math.round(radius * 0.3);
  let inked = 0;
  let seen = 0;
  let ink = 0;
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const px = Math.round(x) + dx;
      const py = Math.round(y) + dy;
      if (dx * dx + dy * dy > reach * reach || px < 0 || py < 0 || px >= plane.width || py >= plane.height) continue;
      seen += 1;
      const value = plane.ink[py * plane.width + px]!;
      if (value < plane.least) continue;
      inked += 1;
      ink += value;
    }
  }
  return { share: seen === 0 ? 0 : inked / seen, ink: inked === 0 ? 0 : ink / inked };
}
