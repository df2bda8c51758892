import type { Kysely } from 'kysely';
import type { Role } from '../../common/contract/session.ts';
import type { Schema } from '../database/schema.ts';
import type { AccountRecord } from './reader.ts';

export class AccountWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async insert(account: AccountRecord & { readonly createdAt: string }): Promise<void> {
    await this.#db
      .insertInto('accounts')
      .values({ ...account, active: account.active ? 1 : 0 })
      .execute();
  }

  async setRole(id: string, role: Role): Promise<void> {
    await this.#db.updateTable('accounts').set({ role }).where('id', '=', id).execute();
  }

  /** An account is never removed: the audit log names it. */
  async setActive(id: string, active: boolean): Promise<void> {
    await this.#db
      .updateTable('accounts')
      .set({ active: active ? 1 : 0 })
      .where('id', '=', id)
      .execute();
  }
}
