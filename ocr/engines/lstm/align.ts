/** One place of two sequences side by side; undefined where one of them has nothing. */
export type Aligned = readonly [first: number | undefined, second: number | undefined];

const [PAIR, FIRST, SECOND] = [0, 1, 2] as const;

/**
 * Pairs the places of two sequences, in order, at the least cost (Needleman and Wunsch, 1970): `distance` for a pair,
 * `gap` for a place that stands alone. Of equal ways pairs are preferred, then places of the first alone.
 *
 * @param distance cost of pairing place i of the first with place j of the second; must not change between calls
 */
export function align(
  first: number,
  second: number,
  distance: (i: number, j: number) => number,
  gap: number,
): readonly Aligned[] {
  const columns = second + 1;
  const costs = new Float64Array((first + 1) * columns);
  /** What the last step to a place was: a pair, the first's place alone, the second's place alone. */
  const steps = new Uint8Array(costs.length);
  for (let i = 0; i <= first; i += 1) {
    for (let j = 0; j <= second; j += 1) {
      if (i === 0 && j === 0) continue;
      const at = i * columns + j;
      const pair = i > 0 && j > 0 ? costs[at - columns - 1]! + distance(i - 1, j - 1) : Number.POSITIVE_INFINITY;
      const alone = i > 0 ? costs[at - columns]! + gap : Number.POSITIVE_INFINITY;
      const other = j > 0 ? costs[at - 1]! + gap : Number.POSITIVE_INFINITY;
      const least = Math.min(pair, alone, other);
      costs[at] = least;
      steps[at] = least === pair ? PAIR : least === alone ? FIRST : SECOND;
    }
  }
  const aligned: Aligned[] = [];
  for (let [i, j] = [first, second]; i > 0 || j > 0; ) {
    const step = steps[i * columns + j];
    if (step !== SECOND) i -= 1;
    if (step !== FIRST) j -= 1;
    aligned.push([step === SECOND ? undefined : i, step === FIRST ? undefined : j]);
  }
  return aligned.reverse();
}
