import { randomUUID } from 'node:crypto';
import { stamp } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';
import { hashPassword } from './password-hash.ts';
import { TRAINING_ACCOUNTS } from './training-accounts.ts';

/** Gives a training station its people, once. */
export async function seedTraining({ store, clock }: ServiceContext): Promise<void> {
  const existing = new Set((await store.read.accounts.list()).map((account) => account.username));
  const missing = TRAINING_ACCOUNTS.filter((account) => !existing.has(account.username));
  const accounts = await Promise.all(
    missing.map(async ({ username, password, displayName, role }) => ({
      id: randomUUID(),
      username,
      displayName,
      role,
      active: true,
      passwordHash: await hashPassword(password),
      createdAt: stamp(clock),
    })),
  );
  if (accounts.length === 0) return;
  await store.transaction(async ({ write }) => {
    for (const account of accounts) await write.accounts.insert(account);
  });
}
