/** The time, so that tests and training can set it. */
export interface Clock {
  now(): Date;
}

/** Instant as the database keeps it: ISO 8601 in UTC with milliseconds. */
export function stamp(clock: Clock): string {
  return clock.now().toISOString();
}

const VIETNAM_OFFSET_MS = 7 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/** Day in Vietnam (Asia/Ho_Chi_Minh, UTC+7 all year), YYYY-MM-DD, whatever zone the machine is set to. */
export function localDay(instant: Date): string {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** First instant of a day in Vietnam and first of the next, ISO 8601 in UTC. */
export function spanOfDay(day: string): { readonly from: string; readonly until: string } {
  const start = Date.parse(`${day}T00:00:00.000Z`) - VIETNAM_OFFSET_MS;
  return { from: new Date(start).toISOString(), until: new Date(start + DAY_MS).toISOString() };
}
