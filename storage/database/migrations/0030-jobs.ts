import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Migration } from '../migrate.ts';

type Db = Kysely<unknown>;

const RETENTION_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

const HASH_COLUMNS = [
  ['files', 'sha256'],
  ['pages', 'upright_sha256'],
  ['pages', 'preview_sha256'],
  ['papers', 'pdf_sha256'],
  ['delivery_files', 'sha256'],
] as const;

/** Jobs that a person can see and act on; what was waiting outside the table gets its row. */
export const migration0030: Migration = {
  number: 30,
  name: 'jobs',
  up: async (db) => {
    for (const column of [
      'dossier_id',
      'deadline',
      'last_error_detail',
      'held_reason',
      'handed_over_at',
      'handed_over_note',
    ]) {
      await db.schema.alterTable('jobs').addColumn(column, 'text').execute();
    }
    await db.schema.createIndex('jobs_by_state').on('jobs').columns(['state', 'created_at']).execute();
    // Before a stored file is removed it is asked who else refers to its hash.
    for (const [table, column] of HASH_COLUMNS) {
      await db.schema.createIndex(`${table}_by_${column}`).on(table).column(column).execute();
    }
    await sql`update jobs set dossier_id =
      (select dossier_id from validations where 'population-check:' || validations.id = jobs.key)`.execute(db);
    await insertReading(db);
    await insertPurges(db);
  },
};

async function insertReading(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string; dossier_id: string; added_at: string }>`
    select id, dossier_id, added_at from files where state = 'reading'`.execute(db);
  for (const file of rows) {
    await insert(db, {
      kind: 'read-file',
      subject: file.id,
      payload: { fileId: file.id },
      dossierId: file.dossier_id,
      at: file.added_at,
      notBefore: file.added_at,
    });
  }
}

async function insertPurges(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string; updated_at: string }>`
    select id, updated_at from dossiers where state = 'delivered'`.execute(db);
  for (const { id, updated_at: at } of rows) {
    const notBefore = new Date(Date.parse(at) + RETENTION_DAYS * DAY_MS).toISOString();
    await insert(db, {
      kind: 'purge-dossier',
      subject: id,
      payload: { dossierId: id, receivedAt: at },
      dossierId: id,
      at,
      notBefore,
    });
  }
}

interface JobRow {
  readonly kind: string;
  readonly subject: string;
  readonly payload: object;
  readonly dossierId: string;
  readonly at: string;
  readonly notBefore: string;
}

async function insert(db: Db, { kind, subject, payload, dossierId, at, notBefore }: JobRow): Promise<void> {
  await sql`insert into jobs
    (id, kind, key, payload, dossier_id, state, attempts, not_before, created_at, updated_at)
    values (${randomUUID()}, ${kind}, ${`${kind}:${subject}`}, ${JSON.stringify(payload)}, ${dossierId},
      'waiting', 0, ${notBefore}, ${at}, ${at})`.execute(db);
}
