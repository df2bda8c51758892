/**
 * A time of day as hands type it, as HH:mm: 16:45, 16.45, 16h45, 1645, 7:5 → 07:05, 7h → 07:00.
 *
 * @returns null when it is none
 */
export function timeOfDay(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const match = /^(\d{1,2})\s*(?:[:.hg]\s*(\d{1,2})?)?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text);
  if (match === null) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2] ?? 0);
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
