import { localDay, spanOfDay } from '../clock.ts';

/** The next instant at which Vietnam's clock shows a time of day, after `now`. @param at HH:mm */
export function nextTime(at: string, now: Date): Date {
  const today = momentOf(at, localDay(now));
  return today > now ? today : momentOf(at, localDay(new Date(Date.parse(spanOfDay(localDay(now)).until))));
}

function momentOf(at: string, day: string): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return new Date(Date.parse(spanOfDay(day).from) + (hours * 60 + minutes) * 60_000);
}
