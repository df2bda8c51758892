import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { AuditRecord } from './reader.ts';

export type AuditEntry = Pick<AuditRecord, 'at' | 'byId' | 'event'> & Partial<Omit<AuditRecord, 'sequence'>>;

/** Adds to the log; nothing changes or removes a line. */
export class AuditWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async add(entry: AuditEntry): Promise<void> {
    const last = await this.#db
      .selectFrom('audit')
      .select((e) => e.fn.max('sequence').as('sequence'))
      .executeTakeFirst();
    await this.#db
      .insertInto('audit')
      .values({
        id: randomUUID(),
        sequence: (last?.sequence ?? 0) + 1,
        at: entry.at,
        byId: entry.byId,
        event: entry.event,
        dossierId: entry.dossierId ?? null,
        fromState: entry.fromState ?? null,
        toState: entry.toState ?? null,
        reason: entry.reason ?? null,
        detail: JSON.stringify(entry.detail ?? {}),
      })
      .execute();
  }
}
