import type { Kysely } from 'kysely';
import type { Role } from '../../common/contract/session.ts';
import type { AccountTable, Schema } from '../database/schema.ts';

/** A person who may sign in; their password never leaves storage but as a hash. */
export interface AccountRecord {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly active: boolean;
  /** scrypt$N$r$p$salt$hash */
  readonly passwordHash: string;
}

export class AccountReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async find(id: string): Promise<AccountRecord | null> {
    const row = await this.#db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : toRecord(row);
  }

  async findByUsername(username: string): Promise<AccountRecord | null> {
    const row = await this.#db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst();
    return row === undefined ? null : toRecord(row);
  }

  /** By name of the account. */
  async list(): Promise<readonly AccountRecord[]> {
    const rows = await this.#db.selectFrom('accounts').selectAll().orderBy('username').execute();
    return rows.map(toRecord);
  }

  /** Names to show, by id. */
  async displayNames(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#db.selectFrom('accounts').select(['id', 'displayName']).execute();
    return new Map(rows.map((row) => [row.id, row.displayName]));
  }
}

function toRecord(row: AccountTable): AccountRecord {
  const { id, username, displayName, role, passwordHash } = row;
  return { id, username, displayName, role, passwordHash, active: row.active === 1 };
}
