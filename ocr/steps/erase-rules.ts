import { type Axis, RULE_INK, type RuleLimits, type Run, thicknessIfFree } from './find-rules.ts';

/** Rows of grey fringe that a rule leaves on either side of its ink. */
const FRINGE = 4;

/** Whitens the free columns of each run over their whole thickness, and the grey fringe along it. */
export function eraseRuns(out: Uint8Array, axis: Axis, runs: readonly Run[], limits: RuleLimits): void {
  const { data, lines, acrossStep, alongStep } = axis;
  for (const run of runs) {
    for (let at = run.from; at <= run.to; at += 1) {
      const column = at * alongStep;
      if (data[run.line * acrossStep + column]! < RULE_INK) {
        const ink = thicknessIfFree(axis, limits, run.line, at);
        if (ink === undefined) continue;
        for (let l = ink[0]; l <= ink[1]; l += 1) out[l * acrossStep + column] = 255;
      }
      for (let l = Math.max(0, run.line - FRINGE); l <= Math.min(lines - 1, run.line + FRINGE); l += 1) {
        const p = l * acrossStep + column;
        if (data[p]! >= RULE_INK) out[p] = 255;
      }
    }
  }
}

/** Where rules cross or meet, neither is thin: the knots that stay behind look like full stops. */
export function eraseCrossings(
  out: Uint8Array,
  size: { readonly width: number; readonly height: number },
  levels: readonly Run[],
  uprights: readonly Run[],
  thickness: number,
): void {
  for (const upright of uprights) {
    for (const level of levels) {
      const meets =
        level.line >= upright.from - 2 * thickness &&
        level.line <= upright.to + 2 * thickness &&
        upright.line >= level.from - 2 * thickness &&
        upright.line <= level.to + 2 * thickness;
      if (!meets) continue;
      const x0 = Math.max(0, upright.line - thickness);
      const x1 = Math.min(size.width - 1, upright.line + thickness);
      const yEnd = Math.min(size.height - 1, level.line + thickness);
      for (let y = Math.max(0, level.line - thickness); y <= yEnd; y += 1) {
        out.fill(255, y * size.width + x0, y * size.width + x1 + 1);
      }
    }
  }
}
