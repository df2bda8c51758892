import type { Catalogue } from './catalogue.ts';
import { care } from './en/care.ts';
import { delivery } from './en/delivery.ts';
import { intake } from './en/intake.ts';
import { jobs } from './en/jobs.ts';
import { papers } from './en/papers.ts';
import { shell } from './en/shell.ts';
import { verification } from './en/verification.ts';
import type { vi } from './vi.ts';

/** The English words. */
export const en: Catalogue<typeof vi> = {
  ...shell,
  ...intake,
  ...verification,
  ...delivery,
  ...papers,
  ...jobs,
  ...care,
};
