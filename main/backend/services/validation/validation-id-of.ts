import { z } from 'zod';

const payload = z.object({ validationId: z.string().min(1) });

/** The validation that a job asks about; null when the payload holds none. */
export function validationIdOf(value: unknown): string | null {
  const parsed = payload.safeParse(value);
  return parsed.success ? parsed.data.validationId : null;
}
