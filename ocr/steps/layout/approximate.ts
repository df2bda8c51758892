/**
 * Whether a stretch of text holds a wording with at most so many letters wrong: Myers' bit-vector algorithm, one step a
 * letter. True for wordings of more than 31 letters, which don't fit; it only saves the exact search.
 */
export function mayHold(text: string, from: number, to: number, wording: string, limit: number): boolean {
  const size = wording.length;
  if (size > 31) return true;
  const masks = new Map<number, number>();
  for (let i = 0; i < size; i += 1) {
    const letter = wording.charCodeAt(i);
    masks.set(letter, (masks.get(letter) ?? 0) | (1 << i));
  }
  const last = 1 << (size - 1);
  let plus = -1;
  let minus = 0;
  let distance = size;
  for (let at = from; at < to; at += 1) {
    const mask = masks.get(text.charCodeAt(at)) ?? 0;
    const vertical = mask | minus;
    const horizontal = (((mask & plus) + plus) ^ plus) | mask;
    let up = minus | ~(horizontal | plus);
    let down = plus & horizontal;
    if ((up & last) !== 0) distance += 1;
    else if ((down & last) !== 0) distance -= 1;
    if (distance <= limit) return true;
    up <<= 1;
    down <<= 1;
    plus = down | ~(vertical | up);
    minus = up & vertical;
  }
  return false;
}
