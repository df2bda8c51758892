import { care } from './vi/care.ts';
import { delivery } from './vi/delivery.ts';
import { intake } from './vi/intake.ts';
import { jobs } from './vi/jobs.ts';
import { papers } from './vi/papers.ts';
import { shell } from './vi/shell.ts';
import { verification } from './vi/verification.ts';

/** The Vietnamese words, which lead; every other language has the same keys (catalogue.ts). */
export const vi = {
  ...shell,
  ...intake,
  ...verification,
  ...delivery,
  ...papers,
  ...jobs,
  ...care,
} as const;
