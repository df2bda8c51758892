import type { Migration } from './migrate.ts';
import { migration0010 } from './migrations/0010-first.ts';
import { migration0020 } from './migrations/0020-paper-structure.ts';
import { migration0030 } from './migrations/0030-jobs.ts';
import { migration0040 } from './migrations/0040-deliveries.ts';

/** Every migration in the order of application. What is out is never changed; what is new goes to the end. */
export const MIGRATIONS: readonly Migration[] = [migration0010, migration0020, migration0030, migration0040];
