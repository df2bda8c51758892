import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

export class SettingReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** The value as it was written, unchecked: the caller parses it. Undefined when it was never written. */
  async find(key: string): Promise<unknown> {
    const row = await this.#db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
    return row === undefined ? undefined : JSON.parse(row.value);
  }
}
