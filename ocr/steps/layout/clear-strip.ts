import type { Row } from './page-view.ts';

/** Middle of the widest strip between two x positions that the fewest words cross. */
export function clearest(rows: readonly Row[], from: number, to: number): number {
  const steps = 60;
  const width = (to - from) / steps;
  const crossings = Array.from({ length: steps }, (_, i) => {
    const x = from + (i + 0.5) * width;
    return rows
      .flatMap((row) => row.tokens)
      .filter((token) => token.box[0] - 4 < x && token.box[0] + token.box[2] + 4 > x).length;
  });
  const least = Math.min(...crossings);
  let best = { start: 0, length: 0 };
  for (let start = 0; start < steps; start += 1) {
    let length = 0;
    while (crossings[start + length] === least) length += 1;
    if (length > best.length) best = { start, length };
  }
  return from + (best.start + best.length / 2) * width;
}
